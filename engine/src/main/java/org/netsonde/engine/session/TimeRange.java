package org.netsonde.engine.session;

/**
 * A stretch of time.
 *
 * @param fromMillis its first moment, in milliseconds since the epoch
 * @param toMillis its last, inclusive
 */
public record TimeRange(long fromMillis, long toMillis) {

    /** All time. */
    public static final TimeRange ALL = new TimeRange(0, Long.MAX_VALUE);

    public TimeRange {
        if (toMillis < fromMillis) {
            throw new IllegalArgumentException(fromMillis + " to " + toMillis);
        }
    }

    /** Whether a moment lies in it. */
    public boolean contains(long millis) {
        return fromMillis <= millis && millis <= toMillis;
    }
}
