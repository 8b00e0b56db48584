package org.netsonde.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.SettingsException;

class ReconnectTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void delayDoublesUpToTheMaximumWithAQuarterAtRandom() {
        Reconnect.BackOff backOff = new Reconnect.BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10));
        long[] bases = {1, 2, 4, 8, 10, 10};
        for (int attempt = 0; attempt < bases.length; attempt++) {
            for (int i = 0; i < 100; i++) {
                assertThat(Connector.delay(backOff, attempt))
                        .isBetween(bases[attempt] * SECOND, bases[attempt] * SECOND * 5 / 4);
            }
        }
    }

    @Test
    void delayStaysAtTheMaximumForAnyNumberOfAttempts() {
        Reconnect.BackOff backOff = new Reconnect.BackOff(Duration.ofMillis(1), Duration.ofHours(1));
        assertThat(Connector.delay(backOff, Integer.MAX_VALUE)).isBetween(3600 * SECOND, 4500 * SECOND);
    }

    @Test
    void delayIsNotTheSameForEverybody() {
        Reconnect.BackOff backOff = new Reconnect.BackOff();
        assertThat(java.util.stream.Stream.generate(() -> Connector.delay(backOff, 3))
                        .limit(50)
                        .distinct()
                        .count())
                .isGreaterThan(1);
    }

    @Test
    void firstPauseMayNotBeLongerThanTheLongest() {
        assertThatThrownBy(() -> new Reconnect.BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(problem ->
                                        assertThat(problem.text().key()).isEqualTo("problem.firstOverMax")));
    }
}
