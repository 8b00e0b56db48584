package org.netsonde.engine.session.compare;

import java.util.Arrays;

/**
 * The rank-sum test of Mann and Whitney: whether values of one sample tend to be larger than those of another, whatever
 * they are distributed like. H. B. Mann and D. R. Whitney, "On a Test of Whether one of Two Random Variables is
 * Stochastically Larger than the Other", Annals of Mathematical Statistics 18 (1947) 50–60; ties get middle ranks and
 * shrink the variance, and the normal approximation is corrected for continuity, as in E. L. Lehmann, "Nonparametrics",
 * 1975, chapter 1. From eight values on each side the approximation is good to a few parts in a thousand.
 *
 * @param u how many pairs there are in which the first sample's value is the larger, ties counting half
 * @param z by how many standard deviations {@code u} is off what chance would give; positive if the first is larger
 * @param p how often chance alone would give one as far off, in either direction; 1 where all values are equal
 */
record MannWhitney(double u, double z, double p) {

    /** Tests two samples of independent values, none of them NaN; each has at least one. */
    static MannWhitney of(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        Arrays.sort(all);
        double rankSum = 0;
        for (double value : a) {
            rankSum += rank(all, value);
        }
        double n = a.length;
        double m = b.length;
        double total = n + m;
        double u = rankSum - n * (n + 1) / 2;
        double variance = n * m / 12 * (total + 1 - ties(all) / (total * Math.max(1, total - 1)));
        double off = u - n * m / 2;
        if (variance <= 0) {
            return new MannWhitney(u, 0, 1);
        }
        double z = Math.signum(off) * Math.max(0, Math.abs(off) - 0.5) / Math.sqrt(variance);
        return new MannWhitney(u, z, Math.min(1, 2 * upperTail(Math.abs(z))));
    }

    /** The middle of the ranks, from 1, that a value has in a sorted array. */
    private static double rank(double[] sorted, double value) {
        return (firstAtLeast(sorted, value) + firstAbove(sorted, value) + 1) / 2.0;
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static int firstAbove(double[] sorted, double value) {
        return firstAtLeast(sorted, Math.nextUp(value));
    }

    /** The sum of t³ − t over the groups of t equal values. */
    private static double ties(double[] sorted) {
        double sum = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                double t = i - from;
                sum += t * t * t - t;
                from = i;
            }
        }
        return sum;
    }

    /**
     * How often a standard normal variable is above {@code z} ≥ 0, to 7.5e-8: M. Abramowitz and I. A. Stegun, "Handbook of
     * Mathematical Functions", 1964, 26.2.17.
     */
    static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    }
}
