package org.netsonde.engine.prometheus;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies as Prometheus has them: in classic buckets of fixed bounds, and in a native histogram, whose buckets grow by
 * the eighth root of two (schema 3; <a
 * href="https://prometheus.io/docs/specs/native_histograms/">specification</a>). The meter's own buckets are at most 0.8 %
 * wide; each counts where its upper end belongs, so that no latency is shown shorter than it was. The sum is that of their
 * middles.
 */
final class LatencyPoint {

    /** Eight buckets to each power of two. */
    static final int SCHEMA = 3;

    /** The upper bounds of the classic buckets, in nanoseconds: 10 µs to 10 s, and behind them everything. */
    private static final long[] BOUNDS_NANOS = {
        10_000L,
        25_000L,
        50_000L,
        100_000L,
        250_000L,
        500_000L,
        1_000_000L,
        2_500_000L,
        5_000_000L,
        10_000_000L,
        25_000_000L,
        50_000_000L,
        100_000_000L,
        250_000_000L,
        500_000_000L,
        1_000_000_000L,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L
    };

    private static final double NANOS = 1e9;

    /** What is smaller counts as nothing; the default of Prometheus' own libraries. */
    private static final double ZERO_THRESHOLD = Math.scalb(1.0, -128);

    private LatencyPoint() {}

    /**
     * The point of one endpoint.
     *
     * @param nanos all its latencies, in nanoseconds
     */
    static HistogramDataPointSnapshot of(Labels labels, Histogram nanos) {
        long[] classic = new long[BOUNDS_NANOS.length + 1];
        SortedMap<Integer, Long> exponential = new TreeMap<>();
        long zeros = 0;
        double sum = 0;
        int place = 0;
        // In rising order, so that the place among the bounds only moves up.
        for (HistogramIterationValue value : nanos.recordedValues()) {
            long highest = nanos.highestEquivalentValue(value.getValueIteratedTo());
            long count = value.getCountAtValueIteratedTo();
            while (place < BOUNDS_NANOS.length && highest > BOUNDS_NANOS[place]) {
                place++;
            }
            classic[place] += count;
            if (highest == 0) {
                zeros += count;
            } else {
                exponential.merge(index(highest / NANOS), count, Long::sum);
            }
            sum += (nanos.lowestEquivalentValue(highest) + highest) / 2.0 / NANOS * count;
        }
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .sum(sum)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds(), classic))
                .nativeSchema(SCHEMA)
                .nativeZeroThreshold(ZERO_THRESHOLD)
                .nativeZeroCount(zeros)
                .nativeBucketsForPositiveValues(NativeHistogramBuckets.of(
                        exponential.keySet().stream()
                                .mapToInt(Integer::intValue)
                                .toArray(),
                        exponential.values().stream().mapToLong(Long::longValue).toArray()))
                .build();
    }

    /** The index of the native bucket of a value above 0: its upper bound is {@code 2^(index / 8)}. */
    static int index(double seconds) {
        return (int) Math.ceil(Math.log(seconds) / Math.log(2) * (1 << SCHEMA));
    }

    private static double[] bounds() {
        double[] bounds = new double[BOUNDS_NANOS.length + 1];
        for (int i = 0; i < BOUNDS_NANOS.length; i++) {
            bounds[i] = BOUNDS_NANOS[i] / NANOS;
        }
        bounds[BOUNDS_NANOS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }
}
