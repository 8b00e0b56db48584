package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final long START = 1_800_000_000_000L;

    @Test
    void everyColumnHoldsLowestAndHighestOfItsPoints() {
        PointBuffer points = randomWalk(20_000, 7);
        Columns columns = new Columns(2);
        long first = Columns.columnOf(START + 3_000, 12.5);
        columns.update(points, 12.5, first, 600);
        assertEqualsBruteForce(columns, points, 12.5, first, 600);
    }

    @Test
    void followingPointByPointGivesTheSameAsStartingOver() {
        PointBuffer all = randomWalk(3_000, 11);
        PointBuffer growing = new PointBuffer(10_000, 2);
        Columns followed = new Columns(2);
        Trace expected = new Trace();
        Trace actual = new Trace();
        for (int i = 0; i < all.size(); i++) {
            growing.append(all.time(i), all.low(0, i), all.low(1, i));
            long first = Columns.columnOf(all.time(i), 50) - 199;
            followed.update(growing, 50, first, 200);
            if (i % 37 == 0) {
                Columns fresh = new Columns(2);
                fresh.update(growing, 50, first, 200);
                for (int s = 0; s < 2; s++) {
                    fresh.trace(s, expected);
                    followed.trace(s, actual);
                    assertSame(actual, expected);
                }
            }
        }
    }

    @Test
    void thinnedBufferIsReadAgain() {
        PointBuffer points = new PointBuffer(64, 1);
        Columns columns = new Columns(1);
        for (int i = 0; i < 1_000; i++) {
            points.append(START + i * 10L, i == 500 ? 99 : 1);
            columns.update(points, 100, Columns.columnOf(START, 100), 100);
        }
        assertThat(columns.peak()).isEqualTo(99);
    }

    @Test
    void lineRunsThroughColumnsWithoutPoints() {
        PointBuffer points = new PointBuffer(64, 1);
        points.append(START, 0);
        points.append(START + 1_000, 10);
        Trace trace = trace(points, 10, Columns.columnOf(START, 10), 101);
        for (int i = 0; i <= 100; i++) {
            assertThat(trace.covers(i)).isTrue();
            assertThat(trace.low(i)).isLessThanOrEqualTo(i / 10.0 + 1e-9);
            assertThat(trace.high(i)).isGreaterThanOrEqualTo(i / 10.0 - 1e-9);
        }
        assertThat(trace.low(50)).isCloseTo(4.95, within());
        assertThat(trace.high(50)).isCloseTo(5.05, within());
    }

    @Test
    void neighbouringColumnsTouch() {
        PointBuffer points = randomWalk(5_000, 3);
        Trace trace = trace(points, 25, Columns.columnOf(START, 25), 300);
        for (int i = 1; i < 300; i++) {
            if (trace.covers(i - 1) && trace.covers(i)) {
                assertThat(trace.low(i)).isLessThanOrEqualTo(trace.high(i - 1) + 1e-9);
                assertThat(trace.high(i)).isGreaterThanOrEqualTo(trace.low(i - 1) - 1e-9);
            }
        }
    }

    @Test
    void lineEntersAndLeavesBeyondTheEdges() {
        PointBuffer points = new PointBuffer(64, 1);
        points.append(START, 0);
        points.append(START + 3_000, 30);
        Trace trace = trace(points, 10, Columns.columnOf(START + 1_000, 10), 100);
        assertThat(trace.low(0)).isCloseTo(9.95, within());
        assertThat(trace.high(99)).isCloseTo(19.95, within());
    }

    @Test
    void lineStopsAtGaps() {
        PointBuffer points = new PointBuffer(64, 1);
        points.append(START, 1);
        points.append(START + 200, 1);
        points.append(START + 300, Double.NaN);
        points.append(START + 600, 1);
        points.append(START + 800, 1);
        Trace trace = trace(points, 10, Columns.columnOf(START, 10), 81);
        assertThat(trace.covers(20)).isTrue();
        for (int i = 21; i < 60; i++) {
            assertThat(trace.covers(i)).isFalse();
        }
        assertThat(trace.covers(60)).isTrue();
        assertThat(trace.covers(70)).isTrue();
    }

    @Test
    void lineCrossesGapsThatAreNoLongerThanTheBridge() {
        PointBuffer points = new PointBuffer(64, 1);
        for (int at = 0; at <= 5_000; at += 100) {
            boolean value = at == 0 || at == 500 || at == 2_500 || at == 4_600;
            points.append(START + at, value ? 1 : Double.NaN);
        }
        Columns columns = new Columns(1, 2_000);
        Trace trace = new Trace();
        columns.update(points, 10, Columns.columnOf(START, 10), 501);
        columns.trace(0, trace);
        assertThat(covered(trace, 0, 251)).isEqualTo(251);
        assertThat(covered(trace, 251, 460)).isZero();
        assertThat(covered(trace, 460, 501)).isEqualTo(1);
        // The same while the window begins and ends within bridged gaps.
        columns.update(points, 10, Columns.columnOf(START + 100, 10), 100);
        columns.trace(0, trace);
        assertThat(covered(trace, 0, 100)).isEqualTo(100);
        // And where it begins within one that is too long.
        columns.update(points, 10, Columns.columnOf(START + 3_000, 10), 100);
        columns.trace(0, trace);
        assertThat(covered(trace, 0, 100)).isZero();
    }

    private static long covered(Trace trace, int from, int to) {
        return java.util.stream.IntStream.range(from, to).filter(trace::covers).count();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    private static Trace trace(PointBuffer points, double millisPerColumn, long first, int width) {
        Columns columns = new Columns(points.series());
        columns.update(points, millisPerColumn, first, width);
        Trace trace = new Trace();
        columns.trace(0, trace);
        return trace;
    }

    private static PointBuffer randomWalk(int count, long seed) {
        Random random = new Random(seed);
        PointBuffer points = new PointBuffer(count + 16, 2);
        long at = START;
        double value = 100;
        for (int i = 0; i < count; i++) {
            at += random.nextInt(20) == 0 ? 400 : random.nextInt(3);
            value = Math.max(0, value + random.nextGaussian());
            points.append(at, value, random.nextInt(50) == 0 ? Double.NaN : value * 2);
        }
        return points;
    }

    private static void assertEqualsBruteForce(
            Columns columns, PointBuffer points, double millisPerColumn, long first, int width) {
        for (int s = 0; s < points.series(); s++) {
            for (int c = 0; c < width; c++) {
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < points.size(); i++) {
                    boolean inside = Math.floor(points.time(i) / millisPerColumn) == first + c;
                    if (inside && !Double.isNaN(points.low(s, i))) {
                        low = Math.min(low, points.low(s, i));
                        high = Math.max(high, points.high(s, i));
                    }
                }
                assertThat(columns.low(s, c)).isEqualTo(low);
                assertThat(columns.high(s, c)).isEqualTo(high);
            }
        }
    }

    private static void assertSame(Trace actual, Trace expected) {
        assertThat(actual.width()).isEqualTo(expected.width());
        for (int i = 0; i < expected.width(); i++) {
            assertThat(actual.covers(i)).as("column %d", i).isEqualTo(expected.covers(i));
            if (expected.covers(i)) {
                assertThat(actual.low(i)).isCloseTo(expected.low(i), within());
                assertThat(actual.high(i)).isCloseTo(expected.high(i), within());
            }
        }
    }
}
