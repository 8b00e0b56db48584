package org.netsonde.engine.session.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MannWhitneyTest {

    private static final double[] A = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    private static final double[] B = {1.15, 0.88, 0.90, 0.74, 1.21};

    @Test
    void countsPairs() {
        MannWhitney test = MannWhitney.of(A, B);

        // The example of M. Hollander and D. A. Wolfe, "Nonparametric Statistical Methods", 1973, page 69: W = 35.
        assertThat(test.u()).isEqualTo(35);
        // (35 − 25 − 0.5) / √(50 · 16 / 12)
        assertThat(test.z()).isCloseTo(9.5 / Math.sqrt(50 * 16 / 12.0), within(1e-12));
        assertThat(test.p()).isCloseTo(0.2446, within(0.0001));
    }

    @Test
    void isTheSameTheOtherWayRound() {
        MannWhitney other = MannWhitney.of(B, A);

        assertThat(other.u()).isEqualTo(15);
        assertThat(other.z()).isEqualTo(-MannWhitney.of(A, B).z());
        assertThat(other.p()).isEqualTo(MannWhitney.of(A, B).p());
    }

    @Test
    void tiesGetMiddleRanksAndShrinkTheVariance() {
        double[] a = {1, 2, 2, 3, 4, 4, 4, 5};
        double[] b = {2, 4, 4, 5, 6, 6, 7, 7};

        MannWhitney test = MannWhitney.of(a, b);

        // Ties: 2 three times, 4 five times, 5, 6 and 7 twice: 24 + 120 + 3 · 6 = 162.
        double variance = 64 / 12.0 * (17 - 162 / (16.0 * 15));
        assertThat(test.u()).isEqualTo(11.5);
        assertThat(test.z()).isCloseTo(-(20.5 - 0.5) / Math.sqrt(variance), within(1e-12));
        assertThat(test.p()).isBetween(0.03, 0.05);
    }

    @Test
    void equalValuesAreNoDifference() {
        assertThat(MannWhitney.of(new double[] {3, 3, 3}, new double[] {3, 3}).p())
                .isEqualTo(1);
        assertThat(MannWhitney.of(new double[] {1}, new double[] {1}).z()).isZero();
    }

    @Test
    void tailsOfTheNormalDistribution() {
        assertThat(MannWhitney.upperTail(0)).isCloseTo(0.5, within(1e-7));
        assertThat(MannWhitney.upperTail(1.959964)).isCloseTo(0.025, within(1e-7));
        assertThat(MannWhitney.upperTail(2.575829)).isCloseTo(0.005, within(1e-7));
        assertThat(MannWhitney.upperTail(6)).isCloseTo(9.87e-10, within(1e-9));
    }
}
