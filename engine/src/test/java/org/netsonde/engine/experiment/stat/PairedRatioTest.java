package org.netsonde.engine.experiment.stat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedRatioTest {

    @Test
    void aboveOneIsAlwaysBetter() {
        double[] fast = {20, 22, 21, 20, 23, 20, 21, 22};
        double[] slow = {10, 11, 10.5, 10, 11.5, 10, 10.5, 11};

        assertThat(PairedRatio.of(fast, slow, true, 0.95).value()).isEqualTo(2);
        assertThat(PairedRatio.of(fast, slow, false, 0.95).value()).isEqualTo(0.5);
    }

    @Test
    void whatSlowsBothDoesNotShow() {
        double[] values = {100, 10, 50, 200, 20, 30, 70, 90};
        double[] baseline = {50, 5, 25, 100, 10, 15, 35, 45};

        assertThat(PairedRatio.of(values, baseline, true, 0.95)).isEqualTo(new Estimate(2, 2, 2));
    }

    @Test
    void pairsWithoutAFigureAreLeftOut() {
        double[] values = {0, 10, 10, 10, 10, 10, 10, 10};
        double[] baseline = {5, 5, 5, 5, 5, 5, 5, 0};

        Estimate ratio = PairedRatio.of(values, baseline, true, 0.95);

        assertThat(ratio).isEqualTo(new Estimate(2, 2, 2));
        assertThat(PairedRatio.of(new double[8], baseline, true, 0.95)).isEqualTo(Estimate.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, 1.1, 1.3, BETTER",
        "0.8, 0.7, 0.9, WORSE",
        "1.0, 0.99, 1.01, EQUAL",
        "1.02, 1.01, 1.04, EQUAL",
        "1.1, 0.9, 1.3, OPEN",
        "1.03, 0.99, 1.2, OPEN",
        "2, NaN, NaN, TOO_FEW"
    })
    void verdictsFollowFromTheInterval(double value, double low, double high, Verdict verdict) {
        assertThat(PairedRatio.verdict(new Estimate(value, low, high), 0.05)).isEqualTo(verdict);
    }
}
