package org.netsonde.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

    @Test
    void bucketsAreThoseOfAnHdrHistogramOfTwoDigits() {
        Histogram reference = new Histogram(1, LatencyBuckets.MAX_NANOS, LatencyBuckets.DIGITS);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            long nanos = (long) Math.pow(2, random.nextDouble(0, 42));
            int bucket = LatencyBuckets.indexOf(nanos);
            assertThat(LatencyBuckets.lowest(bucket)).isEqualTo(reference.lowestEquivalentValue(nanos));
            assertThat(LatencyBuckets.highest(bucket)).isEqualTo(reference.highestEquivalentValue(nanos));
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
