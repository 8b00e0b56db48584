package org.netsonde.app.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final Instant EXP = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private static long passed(long seconds) {
        return Moments.passed(List.of(EXP), EXP.plusSeconds(seconds), LEEWAY);
    }

    @Test
    void aTimeCountsAtItselfAndAsLongBeforeAndAfterAsClocksMayDiffer() {
        assertThat(passed(-61)).isZero();
        assertThat(passed(-60)).isEqualTo(1);
        assertThat(passed(-1)).isEqualTo(1);
        assertThat(passed(0)).isEqualTo(2);
        assertThat(passed(59)).isEqualTo(2);
        assertThat(passed(60)).isEqualTo(3);
    }

    @Test
    void withoutLeewayATimeCountsOnceItHasCome() {
        assertThat(Moments.passed(List.of(EXP), EXP.minusSeconds(1), Duration.ZERO))
                .isZero();
        assertThat(Moments.passed(List.of(EXP), EXP, Duration.ZERO)).isPositive();
    }
}
