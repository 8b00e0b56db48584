package org.netsonde.engine.relay.limit;

/** How much is admitted in which time. */
public sealed interface RateLimit permits FixedWindow, SlidingWindow, TokenBucket {

    /**
     * What keeps to it.
     *
     * @param origin {@link System#nanoTime()} from which it counts time, not later than any that it is asked about
     */
    Limiter limiter(long origin);
}
