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

    private record Reading(long millis, long count) {}

    /**
     * Takes a reading.
     *
     * @param millis when, in milliseconds since the epoch; a clock that was set back begins anew
     * @param count the counter; the first reading counts as all gained just now
     * @return the gain per second
     */
    double next(long millis, long count) {
        Reading from = before;
        if (from == null) {
            from = new Reading(millis - WINDOW_MILLIS, 0);
        } else if (!readings.isEmpty() && millis < readings.getLast().millis()) {
            readings.clear();
            from = new Reading(millis - WINDOW_MILLIS, count);
        }
        while (!readings.isEmpty() && readings.getFirst().millis() <= millis - WINDOW_MILLIS) {
            from = readings.removeFirst();
        }
        before = from;
        readings.addLast(new Reading(millis, count));
        return (count - from.count()) * 1000.0 / Math.max(WINDOW_MILLIS, millis - from.millis());
    }
}
