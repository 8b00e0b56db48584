package org.netsonde.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "250ms, PT0.25S",
        "30s, PT30S",
        "30 s, PT30S",
        "1.5s, PT1.5S",
        "5M, PT5M",
        "1h30m, PT1H30M",
        "1h 30m, PT1H30M",
        "2d, PT48H",
        "10us, PT0.00001S",
        "10µs, PT0.00001S",
        "7ns, PT0.000000007S"
    })
    void readsWhatPeopleWrite(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "5", "-1s", "1s x", "x1s", "1,5s", "1.s", "300000d", "1 2s", "s", "0.5ns"})
    void refusesWhatIsNotADuration(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT30S, 30s", "PT0.25S, 250ms", "PT1.5S, 1s500ms", "PT1H30M, 1h30m", "PT24H, 1d"})
    void showsTheShortestExactForm(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @Test
    void whatIsShownReadsBack() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            Duration duration = Duration.ofNanos(random.nextLong() >>> 1 >>> random.nextInt(62));
            assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
        }
    }
}
