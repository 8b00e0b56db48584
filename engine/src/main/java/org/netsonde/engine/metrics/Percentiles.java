package org.netsonde.engine.metrics;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one interval, in nanoseconds; all 0 when there were none.
 *
 * @param count how many
 * @param mean the mean
 * @param p50 the median
 * @param p90 the 90th percentile
 * @param p99 the 99th percentile
 * @param max the largest
 */
public record Percentiles(long count, double mean, long p50, long p90, long p99, long max) {

    /** No latency in the interval. */
    public static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0, 0);

    /** The percentiles of a histogram of nanoseconds. */
    public static Percentiles of(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? NONE
                : new Percentiles(
                        histogram.getTotalCount(),
                        histogram.getMean(),
                        histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(90),
                        histogram.getValueAtPercentile(99),
                        histogram.getMaxValue());
    }
}
