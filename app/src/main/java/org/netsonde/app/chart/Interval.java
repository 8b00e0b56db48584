package org.netsonde.app.chart;

/**
 * A figure of an {@link IntervalChart}, and between what it is.
 *
 * @param value the figure; NaN where there is none
 * @param low the lower end of its interval; NaN where none is known
 * @param high the upper end of it, or NaN
 * @param remark what else is to be said of it, such as its ratio to another; empty for nothing
 */
public record Interval(double value, double low, double high, String remark) {

    /** Whether there is a figure. */
    boolean known() {
        return Double.isFinite(value);
    }

    /** Whether there is an interval. */
    boolean bounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /** The highest that is to be seen of it; NaN where nothing is. */
    double top() {
        return bounded() ? Math.max(value, high) : value;
    }

    /** The lowest that is to be seen of it; NaN where nothing is. */
    double bottom() {
        return bounded() ? Math.min(value, low) : value;
    }
}
