package org.netsonde.app.text;

import java.time.Duration;

/** Lengths of time as clocks show them. Stateless. */
public final class ClockText {

    private ClockText() {}

    /** Minutes and seconds, with hours where there are any; 0:00 for what is below. */
    public static String of(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
