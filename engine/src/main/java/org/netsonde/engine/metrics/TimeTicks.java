package org.netsonde.engine.metrics;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Where the time axis of a chart has its ticks: at round wall-clock times.
 *
 * @param first the first tick at or after the left end, in milliseconds since the epoch
 * @param step milliseconds between ticks
 */
public record TimeTicks(long first, long step) {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        100,
        200,
        500,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR
    };

    /**
     * Ticks for a range.
     *
     * @param from the left end, in milliseconds since the epoch
     * @param width the width of the range in milliseconds
     * @param most how many ticks there is room for, at least 1
     * @param zone whose wall clock makes a tick round
     */
    public static TimeTicks over(double from, double width, int most, ZoneId zone) {
        long step = stepFor(width / most);
        long offset =
                zone.getRules().getOffset(Instant.ofEpochMilli((long) from)).getTotalSeconds() * SECOND;
        long first = (long) Math.ceil((from + offset) / step) * step - offset;
        return new TimeTicks(first, step);
    }

    /** How the label of a tick is written. */
    public DateTimeFormatter format() {
        return DateTimeFormatter.ofPattern(
                step < SECOND ? "HH:mm:ss.S" : step < MINUTE ? "HH:mm:ss" : step < DAY ? "HH:mm" : "MM-dd");
    }

    private static long stepFor(double least) {
        for (long step : STEPS) {
            if (step >= least) {
                return step;
            }
        }
        return (long) Math.ceil(least / DAY) * DAY;
    }
}
