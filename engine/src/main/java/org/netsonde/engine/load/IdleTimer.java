package org.netsonde.engine.load;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks after idle connections with one timer for all of them, which is set for the oldest and let go on where that one was
 * taken meanwhile: a busy pool sets and clears none for each request. Confined to its event loop.
 */
final class IdleTimer {

    private final EventLoop loop;
    private final Duration limit;
    private final Eviction eviction;
    private @Nullable ScheduledFuture<?> timer;

    /** Ends what has rested for too long. */
    @FunctionalInterface
    interface Eviction {
        /** Does so; how many nanoseconds the next may rest, or less than 0 where none rests. */
        long run(long now, long limit);
    }

    /**
     * One that is not set.
     *
     * @param limit how long a connection may rest; 0 for ever
     */
    IdleTimer(EventLoop loop, Duration limit, Eviction eviction) {
        this.loop = loop;
        this.limit = limit;
        this.eviction = eviction;
    }

    /** A connection has begun to rest. */
    void begin() {
        if (timer == null && limit.isPositive()) {
            set(limit.toNanos());
        }
    }

    private void set(long wait) {
        timer = loop.schedule(this::due, wait, TimeUnit.NANOSECONDS);
    }

    private void due() {
        timer = null;
        long next = eviction.run(loop.ticker().nanoTime(), limit.toNanos());
        if (next >= 0 && timer == null) {
            set(next);
        }
    }

    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
