package org.netsonde.app.panel;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a counter gained in the last second: one event counts as 1/s for a second, rather than as 10/s for a tenth of one,
 * which is how often the meter is read.
 */
final class RecentRate {

    private static final long WINDOW_MILLIS = 1_000;

    /** The readings of the last second. */
    private final Deque<Reading> readings = new ArrayDeque<>();
    /** The reading before them; null before the first. */
    private @Nullable Reading before;
    /** When the counter last grew; {@link Long#MIN_VALUE} once that has been told to be over. */
    private long grew = Long.MIN_VALUE;

    private record Reading(long millis, long count) {}

    /**
     * Takes a reading. Between readings that are more than their interval apart nothing has happened.
     *
     * @param millis when, in milliseconds since the epoch; a clock that was set back begins anew
     * @param interval how long the interval was that ends with it, in milliseconds
     * @param count the counter; the first reading counts as all gained just now
     * @return the gain per second
     */
    double next(long millis, double interval, long count) {
        Reading from = before;
        Reading latest = readings.isEmpty() ? null : readings.getLast();
        if (from == null) {
            from = new Reading(millis - WINDOW_MILLIS, 0);
        } else if (latest != null && millis < latest.millis()) {
            readings.clear();
            ended();
            from = new Reading(millis - WINDOW_MILLIS, count);
        }
        if (count > (latest == null ? 0 : latest.count())) {
            grew = millis;
        } else if (endsBefore(millis)) {
            ended();
        }
        while (!readings.isEmpty() && readings.getFirst().millis() <= millis - WINDOW_MILLIS) {
            from = readings.removeFirst();
        }
        before = from;
        readings.addLast(new Reading(millis, count));
        return (count - from.count()) * 1000.0 / Math.max(WINDOW_MILLIS, interval);
    }

    /** Whether the rate was above 0 and falls back to 0 before a time if the counter stays. */
    boolean endsBefore(long millis) {
        return grew != Long.MIN_VALUE && end() < millis;
    }

    /** When the rate falls back to 0. */
    long end() {
        return grew + WINDOW_MILLIS;
    }

    /** The fall back to 0 has been taken note of. */
    void ended() {
        grew = Long.MIN_VALUE;
    }
}
