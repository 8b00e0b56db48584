package org.netsonde.engine.http.server;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A moment by which something must have happened. It is moved for every request, so what wakes it up is left alone where it
 * comes earlier, and finds out then. Confined to its thread.
 */
final class Deadline {

    private final EventExecutor loop;
    private @Nullable Runnable late;
    private long at;
    private @Nullable Future<?> alarm;
    private long alarmAt;

    Deadline(EventExecutor loop) {
        this.loop = loop;
    }

    /** From now on it ends after so many nanoseconds, in place of what was set before. */
    void set(long nanos, Runnable action) {
        at = now() + nanos;
        late = action;
        Future<?> set = alarm;
        if (set == null || alarmAt - at > 0) {
            if (set != null) {
                set.cancel(false);
            }
            wakeUp(nanos);
        }
    }

    /** There is none. */
    void clear() {
        late = null;
    }

    /** There will be none any more. */
    void stop() {
        late = null;
        Future<?> set = alarm;
        if (set != null) {
            set.cancel(false);
            alarm = null;
        }
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    private void wakeUp(long nanos) {
        alarmAt = now() + nanos;
        alarm = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        alarm = null;
        Runnable action = late;
        if (action == null) {
            return;
        }
        long left = at - now();
        if (left > 0) {
            wakeUp(left);
        } else {
            late = null;
            action.run();
        }
    }
}
