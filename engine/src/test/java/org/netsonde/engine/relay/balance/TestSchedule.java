package org.netsonde.engine.relay.balance;

import java.time.Duration;
import java.util.PriorityQueue;

/** A time that stands still until it is moved. Not safe for threads, except for reading the time. */
final class TestSchedule implements Schedule {

    private record Task(long at, long order, Runnable run) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>((a, b) -> a.at == b.at ? Long.compare(a.order, b.order) : Long.compare(a.at, b.at));
    private final long start = Long.MAX_VALUE - 5_000_000_000L;
    private volatile long now = start;
    private long order;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        Task added = new Task(elapsed() + nanos, order++, task);
        tasks.add(added);
        return () -> tasks.remove(added);
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    /** The time since it began: the other one overflows on the way, as {@link System#nanoTime()} may. */
    private long elapsed() {
        return now - start;
    }

    /** Moves the time, and does what is due on the way. */
    void pass(Duration time) {
        long until = elapsed() + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at <= until) {
            Task task = tasks.remove();
            now = start + Math.max(elapsed(), task.at);
            task.run.run();
        }
        now = start + until;
    }

    /** How many tasks wait. */
    int waiting() {
        return tasks.size();
    }
}
