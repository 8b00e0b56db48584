package org.netsonde.app.chart;

/**
 * The value axis: from 0 to a round top, in round steps. It grows at once when a value would not fit, and shrinks only
 * after the values have been much lower for a while, so that it does not jitter.
 */
final class ValueScale {

    private static final long SHRINK_AFTER_MILLIS = 3_000;
    private static final double SHRINK_BELOW = 0.6;
    private static final double HEADROOM = 1.05;

    private final Unit unit;
    private int steps = -1;
    private double step = 1;
    private double top = 1;
    private long lowSince = -1;

    ValueScale(Unit unit) {
        this.unit = unit;
    }

    /**
     * Fits the scale to what is visible.
     *
     * @param peak the highest visible value
     * @param steps how many steps the axis has room for, at least 1
     * @param nowMillis the present, for the delay of shrinking
     * @param settle whether to shrink without delay, because the user moved the view
     */
    void fit(double peak, int steps, long nowMillis, boolean settle) {
        double neededStep = stepFor(peak, steps);
        double neededTop = topFor(peak, neededStep);
        boolean low = neededTop < top * SHRINK_BELOW;
        if (low && lowSince < 0) {
            lowSince = nowMillis;
        } else if (!low) {
            lowSince = -1;
        }
        boolean shrink = low && (settle || nowMillis - lowSince >= SHRINK_AFTER_MILLIS);
        if (neededTop > top || shrink || this.steps < 0) {
            top = neededTop;
            step = neededStep;
            lowSince = -1;
        } else if (steps != this.steps) {
            step = stepFor(top / HEADROOM, steps);
            top = Math.ceil(top / step - 1e-9) * step;
        }
        this.steps = steps;
    }

    /** Whether the scale waits to shrink, so that it must be fitted again even without new values. */
    boolean shrinking() {
        return lowSince >= 0;
    }

    double top() {
        return top;
    }

    double step() {
        return step;
    }

    private double stepFor(double peak, int steps) {
        return Math.max(unit.smallestStep(), roundUp(target(peak) / steps));
    }

    private double topFor(double peak, double step) {
        return Math.ceil(target(peak) / step - 1e-9) * step;
    }

    /** What the axis must reach: some room above the peak, but no share above the whole and none above nothing. */
    private double target(double peak) {
        double roomy = Math.max(peak * HEADROOM, unit.smallestPeak());
        return unit == Unit.PERCENT && peak <= 1 ? Math.min(roomy, 1) : roomy;
    }

    /** The next number of the form 1, 2 or 5 times a power of ten. */
    static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        double round = digit <= 1 + 1e-9 ? 1 : digit <= 2 + 1e-9 ? 2 : digit <= 5 + 1e-9 ? 5 : 10;
        return round * power;
    }
}
