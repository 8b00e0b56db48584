package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueScaleTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1.01, 2", "2.5, 5", "5.1, 10", "0.012, 0.02", "730, 1000"})
    void stepsAreRoundNumbers(double value, double round) {
        assertThat(ValueScale.roundUp(value)).isCloseTo(round, withPercentage(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "COUNT, 0, 1, 1",
        "PER_SECOND, 0, 0.5, 1",
        "BYTES_PER_SECOND, 0, 500, 1000",
        "COUNT, 7, 2, 8",
        "COUNT, 95, 50, 100",
        "PERCENT, 1, 0.5, 1",
        "PERCENT, 0, 0.005, 0.01"
    })
    void topFitsThePeakInRoundSteps(Unit unit, double peak, double step, double top) {
        ValueScale scale = new ValueScale(unit);
        scale.fit(peak, 4, 0, false);
        assertThat(scale.step()).isCloseTo(step, withPercentage(1e-6));
        assertThat(scale.top()).isCloseTo(top, withPercentage(1e-6));
    }

    @Test
    void growsAtOnce() {
        ValueScale scale = new ValueScale(Unit.COUNT);
        scale.fit(10, 4, 0, false);
        scale.fit(1_000, 4, 1, false);
        assertThat(scale.top()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void shrinksOnlyAfterAWhileOfLowValues() {
        ValueScale scale = new ValueScale(Unit.COUNT);
        scale.fit(1_000, 4, 0, false);
        double top = scale.top();
        scale.fit(10, 4, 100, false);
        scale.fit(10, 4, 2_900, false);
        assertThat(scale.top()).isEqualTo(top);
        assertThat(scale.shrinking()).isTrue();
        scale.fit(10, 4, 3_200, false);
        assertThat(scale.top()).isLessThan(20);
        assertThat(scale.shrinking()).isFalse();
    }

    @Test
    void aPeakInBetweenKeepsTheScale() {
        ValueScale scale = new ValueScale(Unit.COUNT);
        scale.fit(1_000, 4, 0, false);
        double top = scale.top();
        scale.fit(10, 4, 100, false);
        scale.fit(900, 4, 2_000, false);
        scale.fit(10, 4, 3_300, false);
        assertThat(scale.top()).isEqualTo(top);
    }

    @Test
    void smallChangesDoNotMoveTheScale() {
        ValueScale scale = new ValueScale(Unit.COUNT);
        scale.fit(100, 4, 0, false);
        double top = scale.top();
        for (int i = 1; i < 100; i++) {
            scale.fit(80 + i % 20, 4, i * 1_000L, false);
            assertThat(scale.top()).isEqualTo(top);
        }
    }

    @Test
    void settlesAtOnceWhenTheViewMoved() {
        ValueScale scale = new ValueScale(Unit.COUNT);
        scale.fit(1_000, 4, 0, false);
        scale.fit(10, 4, 1, true);
        assertThat(scale.top()).isLessThan(20);
    }
}
