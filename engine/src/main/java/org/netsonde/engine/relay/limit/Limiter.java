package org.netsonde.engine.relay.limit;

import java.util.concurrent.TimeUnit;

/**
 * Keeps to one {@link RateLimit}. What is admitted is admitted in the order in which it was asked for: nothing overtakes what
 * has been told to wait. Times are those of {@link System#nanoTime()}; one that lies before another that it has seen counts as
 * that one. Safe for threads.
 */
public abstract sealed class Limiter permits FixedWindowLimiter, SlidingWindowLimiter, TokenBucketLimiter {

    /**
     * How long something that is larger than all that is admitted at once keeps others waiting at most, in nanoseconds. It is
     * admitted when nothing else has been for a while, and what comes behind it pays for it.
     */
    static final long MOST_DEBT = TimeUnit.HOURS.toNanos(1);

    private final long origin;
    private long latest;

    Limiter(long origin) {
        this.origin = origin;
    }

    /** After how many nanoseconds so much would be admitted, if it was asked for now; takes nothing. */
    final synchronized long ask(long permits, long now) {
        return place(permits, time(now)) - latest;
    }

    /**
     * Takes so much at once, now or later.
     *
     * @param patience how many nanoseconds it may have to wait; if it had to wait longer, nothing is taken
     * @return after how many nanoseconds it is admitted, or, if that is longer than the patience, would be
     */
    final synchronized long take(long permits, long now, long patience) {
        long at = place(permits, time(now));
        long wait = at - latest;
        if (wait <= patience) {
            book(permits, at);
        }
        return wait;
    }

    /** Takes as much of that as is admitted now; 0 for nothing. */
    final synchronized long takeSome(long most, long now) {
        long time = time(now);
        long some = Math.min(most, free(time));
        if (some > 0) {
            book(some, time);
        }
        return Math.max(0, some);
    }

    /** How much would be admitted now, in percent of what is at most. */
    final synchronized int level(long now) {
        return Math.clamp(Math.round(100.0 * free(time(now)) / capacity()), 0, 100);
    }

    private long time(long now) {
        latest = Math.max(latest, now - origin);
        return latest;
    }

    /** How much is admitted at once at most. */
    abstract long capacity();

    /** A good part of a stream to ask for at a time: small enough that others get theirs in between. */
    abstract long portion();

    /** How much is admitted at that time; 0 or less for nothing. */
    abstract long free(long time);

    /** When so much is admitted that is asked for at that time: then, or later. {@link Long#MAX_VALUE} if that is out of sight. */
    abstract long place(long permits, long time);

    /** Notes that so much is admitted at that time, which is that of the {@link #place}, or one at which so much is free. */
    abstract void book(long permits, long at);

    /**
     * In how many windows behind the first one something is admitted that is larger than one admits.
     *
     * @param window how long they are, in nanoseconds
     */
    static long windowsInDebt(long permits, long capacity, long window) {
        return Math.min((permits - 1) / capacity, Math.max(1, MOST_DEBT / window));
    }
}
