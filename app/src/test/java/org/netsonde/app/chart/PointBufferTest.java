package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PointBufferTest {

    @Test
    void keepsEveryPointUntilItIsFull() {
        PointBuffer buffer = new PointBuffer(5_000, 2);
        for (int i = 0; i < 5_000; i++) {
            buffer.append(i, i, -i);
        }
        assertThat(buffer.size()).isEqualTo(5_000);
        assertThat(buffer.generation()).isZero();
        assertThat(buffer.time(4_999)).isEqualTo(4_999);
        assertThat(buffer.high(1, 4_999)).isEqualTo(-4_999);
    }

    @Test
    void neverHoldsMoreThanItsCapacity() {
        PointBuffer buffer = new PointBuffer(100, 1);
        for (int i = 0; i < 100_000; i++) {
            buffer.append(i, i % 3 == 0 ? Double.NaN : i);
            assertThat(buffer.size()).isLessThanOrEqualTo(100);
        }
        assertThat(buffer.time(0)).isZero();
        assertThat(buffer.time(buffer.size() - 1)).isEqualTo(99_999);
    }

    @Test
    void thinningKeepsPeaksAndTroughs() {
        PointBuffer buffer = new PointBuffer(64, 1);
        for (int i = 0; i < 10_000; i++) {
            buffer.append(i, i == 17 ? 1_000 : i == 4_242 ? 1 : 50);
        }
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < buffer.size(); i++) {
            highest = Math.max(highest, buffer.high(0, i));
            lowest = Math.min(lowest, buffer.low(0, i));
        }
        assertThat(highest).isEqualTo(1_000);
        assertThat(lowest).isEqualTo(1);
    }

    @Test
    void thinningMergesOnlyTheOlderHalf() {
        PointBuffer buffer = new PointBuffer(16, 1);
        for (int i = 0; i < 17; i++) {
            buffer.append(i, i);
        }
        assertThat(buffer.size()).isEqualTo(13);
        assertThat(buffer.low(0, 0)).isEqualTo(0);
        assertThat(buffer.high(0, 0)).isEqualTo(1);
        assertThat(buffer.time(1)).isEqualTo(2);
        assertThat(buffer.low(0, 4)).isEqualTo(8);
        assertThat(buffer.high(0, 4)).isEqualTo(8);
        assertThat(buffer.generation()).isEqualTo(1);
    }

    @Test
    void thinningKeepsGaps() {
        PointBuffer buffer = new PointBuffer(64, 1);
        for (int i = 0; i < 500; i++) {
            buffer.append(i, i == 11 ? Double.NaN : 1);
        }
        int gaps = 0;
        for (int i = 0; i < buffer.size(); i++) {
            gaps += Double.isNaN(buffer.high(0, i)) ? 1 : 0;
        }
        assertThat(gaps).isEqualTo(1);
    }

    @Test
    void timesStayInOrderWhenTheClockIsSetBack() {
        PointBuffer buffer = new PointBuffer(16, 1);
        buffer.append(10_000, 1);
        buffer.append(11_000, 2);
        buffer.append(3_000, 3);
        assertThat(buffer.time(0)).isEqualTo(2_000);
        assertThat(buffer.time(1)).isEqualTo(3_000);
        assertThat(buffer.time(2)).isEqualTo(3_000);
    }

    @Test
    void searchFindsTheSamePointAsALinearScan() {
        PointBuffer buffer = new PointBuffer(1_000, 1);
        Random random = new Random(1);
        long at = 0;
        for (int i = 0; i < 700; i++) {
            at += random.nextInt(4);
            buffer.append(at, i);
        }
        for (double time = -2; time < at + 2; time += 0.5) {
            int expected = 0;
            while (expected < buffer.size() && buffer.time(expected) < time) {
                expected++;
            }
            assertThat(buffer.firstAtOrAfter(time)).isEqualTo(expected);
        }
    }

    @Test
    void nearestIsTheOneWithTheSmallestDistance() {
        PointBuffer buffer = new PointBuffer(16, 1);
        assertThat(buffer.nearestValue(5, 1_000)).isEqualTo(-1);
        buffer.append(10, 1);
        buffer.append(20, 1);
        assertThat(buffer.nearestValue(0, 1_000)).isEqualTo(0);
        assertThat(buffer.nearestValue(14, 1_000)).isEqualTo(0);
        assertThat(buffer.nearestValue(16, 1_000)).isEqualTo(1);
        assertThat(buffer.nearestValue(99, 1_000)).isEqualTo(1);
    }

    @Test
    void clearForgetsPointsAndLastValues() {
        PointBuffer buffer = new PointBuffer(16, 1);
        buffer.append(1, 5);
        assertThat(buffer.last(0, 0)).isEqualTo(5);
        buffer.clear();
        assertThat(buffer.size()).isZero();
        assertThat(buffer.last(0, 0)).isNaN();
    }

    @Test
    void refusesAWrongNumberOfValues() {
        PointBuffer buffer = new PointBuffer(16, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> buffer.append(1, 1.0));
    }

    @Test
    void latestValueMayBeALittleOlderThanTheLastPoint() {
        PointBuffer buffer = new PointBuffer(64, 2);
        buffer.append(1_000, 7, 1);
        buffer.append(1_500, Double.NaN, 2);
        assertThat(buffer.last(0, 499)).isNaN();
        assertThat(buffer.last(0, 500)).isEqualTo(7);
        assertThat(buffer.last(1, 0)).isEqualTo(2);
    }

    @Test
    void nearestValuePassesOverPointsWithoutOne() {
        PointBuffer buffer = new PointBuffer(64, 1);
        for (int at = 0; at <= 1_000; at += 100) {
            buffer.append(at, at % 500 == 0 ? at : Double.NaN);
        }
        assertThat(buffer.nearestValue(690, 400)).isEqualTo(5);
        assertThat(buffer.nearestValue(810, 400)).isEqualTo(10);
        assertThat(buffer.nearestValue(700, 100)).isEqualTo(-1);
        assertThat(buffer.nearestValue(5_000, 400)).isEqualTo(-1);
    }
}
