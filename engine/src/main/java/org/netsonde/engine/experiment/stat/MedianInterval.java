package org.netsonde.engine.experiment.stat;

import java.util.Arrays;

/**
 * The median of values with its interval by order statistics: nothing is taken for granted of how the values are
 * distributed, as measured times are skewed and have outliers. The number of values below the median is binomial with one
 * half, so the interval from the k-th smallest to the k-th largest holds it with a probability that is known exactly, and is
 * at least the level asked for (W. J. Conover, <i>Practical Nonparametric Statistics</i>, 3rd edition, section 3.2; G. J. Hahn
 * and W. Q. Meeker, <i>Statistical Intervals</i>, section 5.2).
 */
public final class MedianInterval {

    /** The most values: two to the power of minus this is still a normal double. */
    public static final int MOST = 1000;

    private MedianInterval() {}

    /**
     * The median and its interval; without an interval where there are too few values for the level.
     *
     * @param values up to {@link #MOST} numbers, in any order; they are not changed
     * @param level the least probability that the interval holds the true median, between 0 and 1
     */
    public static Estimate of(double[] values, double level) {
        if (values.length == 0) {
            return Estimate.NONE;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        int k = rank(n, level);
        return k == 0
                ? new Estimate(median, Double.NaN, Double.NaN)
                : new Estimate(median, sorted[k - 1], sorted[n - k]);
    }

    /**
     * Which of the smallest and of the largest values, counted from 1, are the ends of the interval; 0 where not even the
     * smallest and the largest are far enough apart.
     *
     * @param n how many values there are, up to {@link #MOST}
     */
    public static int rank(int n, double level) {
        if (n > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " values: " + n);
        }
        double tail = (1 - level) / 2;
        double term = Math.pow(0.5, n);
        double below = 0;
        int k = 0;
        // Below is the probability that fewer than k values are below the median.
        while (k < (n + 1) / 2 && below + term <= tail) {
            below += term;
            term = term * (n - k) / (k + 1);
            k++;
        }
        return k;
    }

    /** The fewest values of which there is an interval of a level. */
    public static int fewest(double level) {
        int n = 2;
        while (rank(n, level) == 0) {
            n++;
        }
        return n;
    }
}
