package org.netsonde.app.panel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentRateTest {

    private final RecentRate rate = new RecentRate();

    @Test
    void oneEventIsOnePerSecondForASecond() {
        rate.next(0, 0);
        for (int at = 100; at < 2_000; at += 100) {
            assertThat(rate.next(at, 0)).isZero();
        }
        for (int at = 2_000; at < 3_000; at += 100) {
            assertThat(rate.next(at, 1)).isEqualTo(1);
        }
        assertThat(rate.next(3_000, 1)).isZero();
    }

    @Test
    void whatTheFirstReadingFoundCounts() {
        assertThat(rate.next(5_000, 3)).isEqualTo(3);
        assertThat(rate.next(6_000, 3)).isZero();
    }

    @Test
    void gainIsSpreadOverReadingsThatAreFarApart() {
        rate.next(0, 0);
        assertThat(rate.next(10_000, 50)).isEqualTo(5);
    }

    @Test
    void clockThatWasSetBackBeginsAnew() {
        rate.next(10_000, 7);
        assertThat(rate.next(4_000, 7)).isZero();
        assertThat(rate.next(5_000, 8)).isEqualTo(1);
    }
}
