package org.netsonde.engine.experiment.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedianIntervalTest {

    private static final int TRIALS = 4000;

    /** From tables of Hahn and Meeker, and by {@code scipy.stats.binom.ppf}. */
    @ParameterizedTest
    @CsvSource({
        "5, 0.95, 0",
        "6, 0.95, 1",
        "8, 0.95, 1",
        "9, 0.95, 2",
        "10, 0.95, 2",
        "20, 0.95, 6",
        "25, 0.95, 8",
        "50, 0.95, 18",
        "100, 0.95, 40",
        "10, 0.99, 1",
        "7, 0.99, 0",
        "8, 0.99, 1",
        "100, 0.99, 37"
    })
    void ranksAreThoseOfTheTables(int n, double level, int k) {
        assertThat(MedianInterval.rank(n, level)).isEqualTo(k);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.95, 0.99, 0.9975})
    void ranksAreTheLargestThatReachTheLevelExactly(double level) {
        // 1 - 2 P(fewer than k below the median), in whole numbers: 2 * sum / 2^n <= 1 - level
        BigDecimal allowed = BigDecimal.ONE.subtract(BigDecimal.valueOf(level));
        for (int n = 1; n <= MedianInterval.MOST; n += n < 60 ? 1 : 47) {
            BigInteger sum = BigInteger.ZERO;
            BigInteger term = BigInteger.ONE;
            int k = 0;
            while (k < (n + 1) / 2) {
                BigInteger next = sum.add(term);
                BigDecimal outside = new BigDecimal(next.shiftLeft(1)).divide(new BigDecimal(BigInteger.TWO.pow(n)));
                if (outside.compareTo(allowed) > 0) {
                    break;
                }
                sum = next;
                term = term.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
                k++;
            }
            assertThat(MedianInterval.rank(n, level)).as("n = %d", n).isEqualTo(k);
        }
    }

    @Test
    void medianOfEvenAndOddNumbers() {
        assertThat(MedianInterval.of(new double[] {3, 1, 2}, 0.95).value()).isEqualTo(2);
        assertThat(MedianInterval.of(new double[] {4, 1, 2, 3}, 0.95).value()).isEqualTo(2.5);
        assertThat(MedianInterval.of(new double[] {7}, 0.95)).satisfies(one -> {
            assertThat(one.value()).isEqualTo(7);
            assertThat(one.bounded()).isFalse();
            assertThat(one.relativeWidth()).isInfinite();
        });
        assertThat(MedianInterval.of(new double[0], 0.95).bounded()).isFalse();
    }

    @Test
    void endsAreValuesThatWereSeen() {
        double[] values = {9, 1, 8, 2, 7, 3, 6, 4, 5, 10};

        Estimate estimate = MedianInterval.of(values, 0.95);

        assertThat(estimate.value()).isEqualTo(5.5);
        assertThat(estimate.low()).isEqualTo(2);
        assertThat(estimate.high()).isEqualTo(9);
        assertThat(estimate.relativeWidth()).isCloseTo(3.5 / 5.5, within(1e-12));
        assertThat(values).startsWith(9, 1, 8);
    }

    @Test
    void constantFiguresAreCertain() {
        assertThat(MedianInterval.of(new double[] {0, 0, 0, 0, 0, 0, 0, 0}, 0.95)
                        .relativeWidth())
                .isZero();
    }

    @Test
    void outliersDoNotMoveIt() {
        double[] values = {10, 10.1, 9.9, 10.2, 9.8, 10, 10.1, 9.9, 1e9, 1e9};

        assertThat(MedianInterval.of(values, 0.95).value()).isCloseTo(10.05, within(0.01));
    }

    @Test
    void skewedFiguresAreCoveredAsOftenAsPromised() {
        assertThat(coverage(24, random -> Math.exp(random.nextGaussian() * 1.5), 1))
                .isGreaterThan(0.945);
        assertThat(coverage(24, random -> -Math.log(1 - random.nextDouble()), Math.log(2)))
                .isGreaterThan(0.945);
        assertThat(coverage(11, Random::nextDouble, 0.5)).isGreaterThan(0.945);
    }

    private static double coverage(int n, ToDoubleFunction<Random> draw, double median) {
        Random random = new Random(42);
        int held = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = draw.applyAsDouble(random);
            }
            Estimate estimate = MedianInterval.of(values, 0.95);
            held += estimate.low() <= median && median <= estimate.high() ? 1 : 0;
        }
        return (double) held / TRIALS;
    }

    @Test
    void fewestValuesOfALevel() {
        assertThat(MedianInterval.fewest(0.95)).isEqualTo(6);
        assertThat(MedianInterval.fewest(0.99)).isEqualTo(8);
    }

    @Test
    void moreValuesThanCanBeReckonedWithAreRefused() {
        assertThatThrownBy(() -> MedianInterval.rank(MedianInterval.MOST + 1, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
