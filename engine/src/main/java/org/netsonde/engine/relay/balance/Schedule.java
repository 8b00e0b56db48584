package org.netsonde.engine.relay.balance;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The time, and what happens later. Safe for threads. */
interface Schedule {

    /** The time, as {@link System#nanoTime()} counts it. */
    long now();

    /**
     * Runs a task on the thread of the schedule after so many nanoseconds.
     *
     * @return does not let it run, if it has not
     */
    Runnable after(long nanos, Runnable task);

    /** Runs a task on the thread of the schedule; at once if this is that thread. */
    void execute(Runnable task);

    /** The schedule of an event loop. */
    static Schedule of(EventLoop loop) {
        return new Schedule() {
            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public Runnable after(long nanos, Runnable task) {
                try {
                    Future<?> future = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
                    return () -> future.cancel(false);
                } catch (RejectedExecutionException e) {
                    // The loop has ended, and nothing is to happen any more.
                    return () -> {};
                }
            }

            @Override
            public void execute(Runnable task) {
                if (loop.inEventLoop()) {
                    task.run();
                } else {
                    try {
                        loop.execute(task);
                    } catch (RejectedExecutionException e) {
                        // As above.
                    }
                }
            }
        };
    }
}
