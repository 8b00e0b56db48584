package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NumberScaleTest {

    @Test
    void numbersThatAreCloseAreShownFromZeroInRoundSteps() {
        NumberScale scale = NumberScale.of(DoubleStream.of(310, 420), DoubleStream.of(330, 460), 5);
        assertThat(scale.logarithmic()).isFalse();
        assertThat(scale.ticks()).containsExactly(0.0, 100.0, 200.0, 300.0, 400.0, 500.0);
        assertThat(scale.part(250)).isEqualTo(0.5);
        assertThat(scale.part(900)).isEqualTo(1);
    }

    @Test
    void numbersThatAreSpreadAreShownByOrdersOfMagnitude() {
        NumberScale scale = NumberScale.of(DoubleStream.of(12), DoubleStream.of(900_000), 6);
        assertThat(scale.logarithmic()).isTrue();
        assertThat(scale.from()).isCloseTo(10, within(1e-6));
        assertThat(scale.to()).isCloseTo(1_000_000, within(1e-6));
        assertThat(scale.part(10)).isZero();
        assertThat(scale.part(1_000)).isCloseTo(0.4, within(1e-9));
        assertThat(scale.ticks()).hasSizeBetween(2, 7);
    }

    @Test
    void aZeroCannotStandOnOrdersOfMagnitude() {
        assertThat(NumberScale.of(DoubleStream.of(0), DoubleStream.of(1e6), 5).logarithmic())
                .isFalse();
        assertThat(NumberScale.of(DoubleStream.empty(), DoubleStream.empty(), 5).to())
                .isPositive();
    }

    @Test
    void thereAreNeverMoreTicksThanThereIsRoomFor() {
        for (int steps = 1; steps < 12; steps++) {
            for (double peak : new double[] {40, 1e3, 1e9, 3e14}) {
                assertThat(NumberScale.logarithmic(1, peak, steps).ticks()).hasSizeLessThanOrEqualTo(steps + 1);
            }
        }
    }
}
