package org.netsonde.app.traffic;

import org.netsonde.engine.traffic.TrafficMessage;

/**
 * Which part of the traffic is read.
 *
 * @param fromNanos its first moment, in nanoseconds since the epoch
 * @param toNanos its last, inclusive
 * @param page after how many found messages reading waits to be told to go on
 * @param pageBytes after how many of their bytes it does so
 */
record Extent(long fromNanos, long toNanos, int page, long pageBytes) {

    /** Everything, and what is still to come; never waits. */
    static final Extent ALL = new Extent(Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    /** Messages of several event loops are in order but for this. */
    private static final long DISORDER_NANOS = 1_000_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A stretch of a recorded run. */
    static Extent between(double fromMillis, double toMillis, int page, long pageBytes) {
        return new Extent(
                Math.round(fromMillis) * NANOS_PER_MILLI, Math.round(toMillis) * NANOS_PER_MILLI, page, pageBytes);
    }

    /** Its first moment, in milliseconds since the epoch. */
    long fromMillis() {
        return fromNanos / NANOS_PER_MILLI;
    }

    boolean contains(TrafficMessage message) {
        return fromNanos <= message.nanos() && message.nanos() <= toNanos;
    }

    /** Whether nothing that comes after a message can lie in it. */
    boolean isPast(TrafficMessage message) {
        return message.nanos() - DISORDER_NANOS > toNanos;
    }

    /** Whether it is everything. */
    boolean isAll() {
        return fromNanos == Long.MIN_VALUE && toNanos == Long.MAX_VALUE;
    }
}
