package org.netsonde.engine.session.compare;

import java.util.Arrays;

/**
 * Makes values that depend on their neighbours into fewer that hardly do. Throughput of one second is much like that of
 * the second before, so a test that takes seconds for independent finds differences between equal runs. Means of long
 * enough blocks are nearly independent (the method of batch means: A. M. Law, "Simulation Modeling and Analysis", chapter
 * 9). How long is enough follows from the values' integrated autocorrelation time, estimated by the initial positive
 * sequence of C. J. Geyer, "Practical Markov Chain Monte Carlo", Statistical Science 7 (1992) 473–483.
 */
final class Blocks {

    /** Blocks are so many times longer than the memory of the values; neighbours then have a correlation below 0.1. */
    private static final double LENGTHS = 4;

    private Blocks() {}

    /**
     * Over how many values their memory reaches: 1 where they are independent, (1 + r) / (1 − r) where each has the
     * correlation r with the one before.
     */
    static double memory(double[] values) {
        int n = values.length;
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = covariance(values, mean, 0);
        if (variance <= 0) {
            return 1;
        }
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int lag = 1; lag + 1 < n; lag += 2) {
            // Estimates of long lags are little more than noise; the sums of pairs are positive as long as they mean
            // something, and they fall.
            double pair = (covariance(values, mean, lag) + covariance(values, mean, lag + 1)) / variance;
            if (pair <= 0) {
                break;
            }
            least = Math.min(least, pair);
            sum += least;
        }
        double memory = Math.max(1, 1 + 2 * sum);
        // The mean was taken from the same values, which hides a part of what they have in common.
        return memory * (1 + memory / n);
    }

    private static double covariance(double[] values, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }
        return sum / values.length;
    }

    /** How long blocks have to be for values of that memory. */
    static int length(double memory) {
        return 1 + (int) Math.ceil(LENGTHS * (memory - 1));
    }

    /** The means of blocks of that length, in order; what is left at the end is in none. */
    static double[] means(double[] values, int length) {
        double[] means = new double[values.length / length];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            for (int j = 0; j < length; j++) {
                sum += values[i * length + j];
            }
            means[i] = sum / length;
        }
        return means;
    }
}
