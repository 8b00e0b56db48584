package org.netsonde.engine.export.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netsonde.engine.metrics.TimeTicks;

/** Where the axes of a chart have their ticks. Stateless. */
public final class Axis {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 24 * 60 * MINUTE;

    private Axis() {}

    /**
     * A tick of the time axis.
     *
     * @param at in milliseconds since the epoch
     * @param label the time of day, or the day
     */
    record Tick(long at, String label) {}

    /**
     * Ticks at round times of the clock on the wall.
     *
     * @param from the left end, in milliseconds since the epoch
     * @param to the right end
     * @param most about how many there is room for
     */
    static List<Tick> times(long from, long to, int most, ZoneId zone) {
        TimeTicks round = TimeTicks.over((double) from, (double) (to - from), most, zone);
        long step = round.step();
        DateTimeFormatter format = DateTimeFormatter.ofPattern(
                        step < SECOND
                                ? "HH:mm:ss.S"
                                : step < MINUTE ? "HH:mm:ss" : to - from < DAY ? "HH:mm" : "MM-dd HH:mm",
                        Locale.ROOT)
                .withZone(zone);
        List<Tick> ticks = new ArrayList<>();
        for (long at = round.first(); at <= to; at += step) {
            ticks.add(new Tick(at, format.format(Instant.ofEpochMilli(at))));
        }
        return ticks;
    }

    /** The next number of the form 1, 2 or 5 times a power of ten. */
    public static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        double round = digit <= 1 + 1e-9 ? 1 : digit <= 2 + 1e-9 ? 2 : digit <= 5 + 1e-9 ? 5 : 10;
        return round * power;
    }
}
