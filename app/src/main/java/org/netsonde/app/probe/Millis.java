package org.netsonde.app.probe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;

/** Times as they are shown. Stateless. */
final class Millis {

    private static final double NANOS = 1e6;

    private Millis() {}

    static double of(Duration time) {
        return time.toNanos() / NANOS;
    }

    /** With its unit; a dash for none. */
    static String text(@Nullable Duration time) {
        return time == null ? Unit.NO_VALUE : Unit.MILLISECONDS.format(of(time));
    }
}
