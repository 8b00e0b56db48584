package org.netsonde.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;

class PastRatesTest {

    @Test
    void readsTheGainOfEachWindow() {
        List<Sample> samples = List.of(sample(1_000, 0), sample(1_500, 100), sample(2_000, 400));

        assertThat(PastRates.of(samples, 2_000, 3, 500, 500)).containsExactly(0, 200, 600);
    }

    @Test
    void hasNothingBeforeTheFirstSample() {
        assertThat(PastRates.of(List.of(sample(1_800, 0)), 2_000, 3, 500, 500))
                .containsExactly(Double.NaN, Double.NaN, 0);
        assertThat(PastRates.of(List.of(), 2_000, 2, 500, 500)).containsOnly(Double.NaN);
    }

    private static Sample sample(long at, long bytes) {
        return new Sample(
                at, 100_000_000, 0, 1, 1, 0, 0, bytes / 2, bytes / 2, 0, 0, 0, 0, 0, 0, Percentiles.NONE, new long[0]);
    }
}
