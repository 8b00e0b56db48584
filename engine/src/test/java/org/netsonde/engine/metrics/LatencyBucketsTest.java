package org.netsonde.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

    @Test
    void percentilesAreThoseOfAnHdrHistogramOfTwoDigits() {
        SplittableRandom random = new SplittableRandom(7);
        for (int size : new int[] {1, 2, 3, 10, 99, 100, 101, 5_000}) {
            Histogram reference = new Histogram(1, LatencyBuckets.MAX_NANOS, 2);
            long[] buckets = new long[LatencyBuckets.COUNT];
            for (int i = 0; i < size; i++) {
                long nanos = (long) Math.pow(2, random.nextDouble(0, 42));
                reference.recordValue(nanos);
                buckets[LatencyBuckets.indexOf(nanos)]++;
            }

            Percentiles percentiles = LatencyBuckets.percentiles(buckets);

            assertThat(percentiles.count()).isEqualTo(size);
            assertThat(percentiles.p50()).isEqualTo(reference.getValueAtPercentile(50));
            assertThat(percentiles.p90()).isEqualTo(reference.getValueAtPercentile(90));
            assertThat(percentiles.p99()).isEqualTo(reference.getValueAtPercentile(99));
            assertThat(percentiles.max()).isEqualTo(reference.getMaxValue());
            assertThat(percentiles.mean()).isCloseTo(reference.getMean(), withPercentage(0.5));
        }
    }

    @Test
    void bucketsTouchWithoutGapOrOverlap() {
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            assertThat(LatencyBuckets.indexOf(LatencyBuckets.lowest(i))).isEqualTo(i);
            assertThat(LatencyBuckets.indexOf(LatencyBuckets.highest(i))).isEqualTo(i);
            if (i > 0) {
                assertThat(LatencyBuckets.lowest(i)).isEqualTo(LatencyBuckets.highest(i - 1) + 1);
            }
        }
        assertThat(LatencyBuckets.highest(LatencyBuckets.COUNT - 1)).isEqualTo(LatencyBuckets.MAX_NANOS);
    }

    @Test
    void latenciesOutOfRangeCountAsTheNearestInRange() {
        assertThat(LatencyBuckets.indexOf(-1)).isZero();
        assertThat(LatencyBuckets.indexOf(Long.MIN_VALUE)).isZero();
        assertThat(LatencyBuckets.indexOf(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
    }
}
