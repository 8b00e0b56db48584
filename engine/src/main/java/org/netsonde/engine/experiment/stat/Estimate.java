package org.netsonde.engine.experiment.stat;

/**
 * A figure, and between what it is with a given confidence.
 *
 * @param value the estimate
 * @param low the lower end of the interval; {@link Double#NaN} where there are too few values for one
 * @param high the upper end of it, or NaN
 */
public record Estimate(double value, double low, double high) {

    /** Nothing is known. */
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    /** Whether there is an interval. */
    public boolean bounded() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }

    /** How far the interval reaches from the figure at most, in parts of it; infinite where there is none. */
    public double relativeWidth() {
        double reach = Math.max(value - low, high - value);
        // Of figures that are always the same, zero among them, nothing is uncertain.
        return !bounded() ? Double.POSITIVE_INFINITY : reach == 0 ? 0 : reach / Math.abs(value);
    }
}
