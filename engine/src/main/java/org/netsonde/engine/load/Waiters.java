package org.netsonde.engine.load;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Durations;

/**
 * Who waits for a connection of a pool, in the order in which they came, and for how long. All wait equally long at most, so
 * one timer, set for the first, is enough. Confined to its event loop.
 *
 * @param <T> who waits
 */
public final class Waiters<T> {

    private final EventLoop loop;
    private final PoolLimits limits;
    private final IntSupplier most;
    private final BiConsumer<T, Failure> late;
    private final MeterWriter meter;
    private final Deque<Waiter<T>> queue = new ArrayDeque<>();
    private @Nullable ScheduledFuture<?> timer;

    /**
     * One who waits.
     *
     * @param since since when, by the clock of the loop
     * @param from since which select of the pool
     * @param idle whether there was an idle connection for it
     */
    private record Waiter<T>(T who, long since, long from, boolean idle) {}

    /**
     * Nobody yet.
     *
     * @param most tells how many connections there may be, for whoever waited in vain
     * @param late told of each who has waited for too long, and why that is
     */
    public Waiters(
            EventLoop loop, PoolLimits limits, IntSupplier most, BiConsumer<T, Failure> late, MeterWriter meter) {
        this.loop = loop;
        this.limits = limits;
        this.most = most;
        this.late = late;
        this.meter = meter;
    }

    /** How many wait. */
    public int size() {
        return queue.size();
    }

    /** Whether nobody waits. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /**
     * Why one more may not wait, which has been counted; null where it may.
     *
     * @param served how many of those who wait get a connection without anybody giving back another
     */
    public @Nullable Failure refusal(int served) {
        if (queue.size() < (long) served + limits.maxWaiting()) {
            return null;
        }
        meter.add(PoolMetrics.REFUSED, 1);
        return Failure.of(Failure.Kind.TOO_MANY_CONNECTIONS, "poolFull", most.getAsInt(), limits.maxWaiting());
    }

    /**
     * Adds one.
     *
     * @param from the present select of the pool
     * @param idle whether there is an idle connection for it, which it gets behind the next select: that is no waiting
     */
    public void add(T who, long from, boolean idle) {
        queue.addLast(new Waiter<>(who, loop.ticker().nanoTime(), from, idle));
        if (timer == null && limits.maxWait().isPositive()) {
            set(limits.maxWait().toNanos());
        }
    }

    /** Adds one before all others, who has had a connection that could not take it. */
    public void addFirst(T who, long from) {
        Waiter<T> first = queue.peekFirst();
        if (first == null) {
            add(who, from, false);
        } else {
            queue.addFirst(new Waiter<>(who, first.since(), from, false));
        }
    }

    /** Since which select the first waits; there must be one. */
    public long firstFrom() {
        return queue.getFirst().from();
    }

    /**
     * Takes the first; there must be one.
     *
     * @param fromIdle whether it gets a connection that was idle
     */
    public T take(boolean fromIdle) {
        Waiter<T> first = queue.removeFirst();
        if (!fromIdle || !first.idle()) {
            waited(first);
        }
        return first.who();
    }

    private void waited(Waiter<T> waiter) {
        meter.add(PoolMetrics.WAIT, loop.ticker().nanoTime() - waiter.since());
        meter.add(PoolMetrics.WAITS, 1);
    }

    /** Removes one; false if it is not there. */
    public boolean remove(T who) {
        for (Iterator<Waiter<T>> all = queue.iterator(); all.hasNext(); ) {
            Waiter<T> waiter = all.next();
            if (waiter.who().equals(who)) {
                all.remove();
                waited(waiter);
                return true;
            }
        }
        return false;
    }

    /** Removes all, without a word. */
    public void clear() {
        queue.clear();
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void set(long wait) {
        timer = loop.schedule(this::due, wait, TimeUnit.NANOSECONDS);
    }

    private void due() {
        timer = null;
        long now = loop.ticker().nanoTime();
        long limit = limits.maxWait().toNanos();
        Waiter<T> first = queue.peekFirst();
        while (first != null && now - first.since() >= limit) {
            meter.add(PoolMetrics.TIMEOUTS, 1);
            late.accept(
                    take(false),
                    Failure.of(
                            Failure.Kind.TOO_MANY_CONNECTIONS,
                            "poolWait",
                            most.getAsInt(),
                            Durations.format(limits.maxWait())));
            first = queue.peekFirst();
        }
        if (first != null && timer == null) {
            set(limit - (now - first.since()));
        }
    }
}
