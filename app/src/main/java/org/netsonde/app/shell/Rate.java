package org.netsonde.app.shell;

/** Turns readings of a counter into a rate over about the last second, steady where traffic comes in bursts. */
final class Rate {

    /** How many steps back a rate reaches. */
    static final int WINDOW_STEPS = 4;

    private final long[] times = new long[WINDOW_STEPS];
    private final long[] counts = new long[WINDOW_STEPS];
    private int taken;

    /** Takes a reading and gives the rate per second since the reading four before it, or since the first. */
    double next(long nowNanos, long count) {
        int slot = taken % WINDOW_STEPS;
        int oldest = taken < WINDOW_STEPS ? 0 : slot;
        double rate = 0;
        if (taken > 0 && nowNanos > times[oldest]) {
            rate = (count - counts[oldest]) * 1e9 / (nowNanos - times[oldest]);
        }
        times[slot] = nowNanos;
        counts[slot] = count;
        taken++;
        return Math.max(0, rate);
    }
}
