package org.netsonde.engine.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyPointTest {

    private static HistogramDataPointSnapshot point(long... nanos) {
        Histogram histogram = new Histogram((1L << 42) - 1, 2);
        for (long value : nanos) {
            histogram.recordValue(value);
        }
        return LatencyPoint.of(Labels.EMPTY, histogram);
    }

    private static long classic(HistogramDataPointSnapshot point, double bound) {
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.getUpperBound(i) == bound) {
                return buckets.getCount(i);
            }
        }
        throw new AssertionError("no bucket up to " + bound);
    }

    @Test
    void eachLatencyIsInTheClassicBucketThatItBelongsTo() {
        HistogramDataPointSnapshot point = point(1_000, 9_000, 11_000, 900_000, 3_000_000_000L, 60_000_000_000L);
        assertThat(classic(point, 10e-6)).isEqualTo(2);
        assertThat(classic(point, 25e-6)).isEqualTo(1);
        assertThat(classic(point, 1e-3)).isEqualTo(1);
        assertThat(classic(point, 5)).isEqualTo(1);
        assertThat(classic(point, 10)).isZero();
        assertThat(classic(point, Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(point.getCount()).isEqualTo(6);
    }

    @Test
    void nativeBucketsHoldTheLatenciesBetweenTheirBounds() {
        long[] nanos = {700, 123_456, 1_000_000, 42_000_000, 5_000_000_000L};
        HistogramDataPointSnapshot point = point(nanos);
        assertThat(point.getNativeSchema()).isEqualTo(LatencyPoint.SCHEMA);
        long counted = 0;
        for (NativeHistogramBucket bucket : point.getNativeBucketsForPositiveValues()) {
            double upper = Math.pow(2, bucket.getBucketIndex() / 8.0);
            double lower = Math.pow(2, (bucket.getBucketIndex() - 1) / 8.0);
            counted += bucket.getCount();
            // The meter's own buckets are 0.8 % wide, and their upper ends decide.
            assertThat(java.util.Arrays.stream(nanos)).anyMatch(n -> n / 1e9 > lower * 0.992 && n / 1e9 <= upper);
        }
        assertThat(counted).isEqualTo(nanos.length);
    }

    @Test
    void aBucketEndsWithItsBound() {
        assertThat(LatencyPoint.index(1)).isZero();
        assertThat(LatencyPoint.index(1.0001)).isEqualTo(1);
        assertThat(LatencyPoint.index(2)).isEqualTo(8);
        assertThat(LatencyPoint.index(0.5)).isEqualTo(-8);
    }

    @Test
    void theSumIsThatOfTheLatenciesAsFarAsBucketsTell() {
        assertThat(point(1_000_000, 2_000_000, 3_000_000).getSum()).isCloseTo(0.006, within(0.006 * 0.008));
    }

    @Test
    void noTimeAtAllIsInTheBucketOfZero() {
        HistogramDataPointSnapshot point = point(0, 0, 5);
        assertThat(point.getNativeZeroCount()).isEqualTo(2);
        assertThat(classic(point, 10e-6)).isEqualTo(3);
    }

    @Test
    void noneIsAnEmptyHistogram() {
        assertThat(point().getCount()).isZero();
        assertThat(point().getSum()).isZero();
    }
}
