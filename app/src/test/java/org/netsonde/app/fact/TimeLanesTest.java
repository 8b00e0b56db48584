package org.netsonde.app.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ticks of an axis of time stand at round times, and not too close. */
class TimeLanesTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1000, 200", "4200000, 1000000", "9900000, 2000000", "23000000, 5000000"})
    void stepsAreRound(long end, long step) {
        assertThat(TimeLanes.step(end)).isEqualTo(step);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 99, 1_234, 56_789, 1_000_001, 77_777_777, 60_000_000_000L})
    void thereAreFewOfThem(long end) {
        assertThat(end / TimeLanes.step(end)).isBetween(1L, 8L);
    }
}
