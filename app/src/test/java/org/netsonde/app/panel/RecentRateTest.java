package org.netsonde.app.panel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentRateTest {

    private static final double INTERVAL = 100;

    private final RecentRate rate = new RecentRate();

    @Test
    void oneEventIsOnePerSecondForASecond() {
        rate.next(0, INTERVAL, 0);
        for (int at = 100; at < 2_000; at += 100) {
            assertThat(rate.next(at, INTERVAL, 0)).isZero();
        }
        for (int at = 2_000; at < 3_000; at += 100) {
            assertThat(rate.next(at, INTERVAL, 1)).isEqualTo(1);
        }
        assertThat(rate.next(3_000, INTERVAL, 1)).isZero();
    }

    @Test
    void eventAfterAnIdleStretchWithoutReadingsCountsInFull() {
        rate.next(0, INTERVAL, 0);
        assertThat(rate.next(60_000, INTERVAL, 1)).isEqualTo(1);
    }

    @Test
    void saysWhenTheRateFallsBackWithoutAReading() {
        rate.next(0, INTERVAL, 0);
        assertThat(rate.endsBefore(100_000)).isFalse();
        rate.next(5_000, INTERVAL, 1);
        assertThat(rate.endsBefore(6_000)).isFalse();
        assertThat(rate.endsBefore(6_001)).isTrue();
        assertThat(rate.end()).isEqualTo(6_000);
        rate.ended();
        assertThat(rate.endsBefore(100_000)).isFalse();
    }

    @Test
    void whatTheFirstReadingFoundCounts() {
        assertThat(rate.next(5_000, INTERVAL, 3)).isEqualTo(3);
        assertThat(rate.next(6_000, INTERVAL, 3)).isZero();
    }

    @Test
    void gainOfALongIntervalIsSpreadOverIt() {
        rate.next(0, 10_000, 0);
        assertThat(rate.next(10_000, 10_000, 50)).isEqualTo(5);
    }

    @Test
    void clockThatWasSetBackBeginsAnew() {
        rate.next(10_000, INTERVAL, 7);
        assertThat(rate.next(4_000, INTERVAL, 7)).isZero();
        assertThat(rate.next(5_000, INTERVAL, 8)).isEqualTo(1);
    }
}
