package org.netsonde.engine.exchange;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a connection is to do later; bounded, and given up with the connection. Confined to the connection's thread. */
public final class DelayedTasks {

    private static final int MOST = 1024;

    private final EventLoop timer;
    private final Executor thread;
    private final Set<Future<?>> waiting = new HashSet<>();
    private long weight;
    private boolean cancelled;

    /**
     * None yet.
     *
     * @param timer the loop whose clock is used
     * @param thread runs tasks on the connection's thread
     */
    public DelayedTasks(EventLoop timer, Executor thread) {
        this.timer = timer;
        this.thread = thread;
    }

    /**
     * Runs a task on the connection's thread after a while.
     *
     * @param taskWeight about how many bytes it keeps until then
     * @param limit how many bytes all tasks may keep
     * @return false if there is no room
     */
    public boolean add(long delayNanos, int taskWeight, long limit, Runnable task) {
        if (cancelled || waiting.size() >= MOST || weight + taskWeight > limit) {
            return false;
        }
        weight += taskWeight;
        Entry entry = new Entry(taskWeight, task);
        entry.future = timer.schedule(() -> thread.execute(entry), delayNanos, TimeUnit.NANOSECONDS);
        waiting.add(entry.future);
        return true;
    }

    /** How many tasks wait. */
    public int size() {
        return waiting.size();
    }

    /** About how many bytes the tasks that wait keep. */
    public long weight() {
        return weight;
    }

    /** Gives up what has not been done, and takes nothing more. */
    public void cancel() {
        cancelled = true;
        waiting.forEach(future -> future.cancel(false));
        waiting.clear();
        weight = 0;
    }

    private final class Entry implements Runnable {
        private final int taskWeight;
        private final Runnable task;
        private @Nullable Future<?> future;

        Entry(int taskWeight, Runnable task) {
            this.taskWeight = taskWeight;
            this.task = task;
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            weight -= taskWeight;
            waiting.remove(future);
            task.run();
        }
    }
}
