package org.netsonde.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTicksTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 5, 200, HH:mm:ss.S",
        "60000, 6, 10000, HH:mm:ss",
        "60000, 5, 15000, HH:mm:ss",
        "3600000, 6, 600000, HH:mm",
        "86400000, 6, 21600000, HH:mm",
        "864000000, 5, 172800000, MM-dd",
    })
    void stepsAreRoundTimes(double width, int most, long step, String pattern) {
        TimeTicks ticks = TimeTicks.over(1_800_000_000_123.0, width, most, ZoneOffset.UTC);
        assertThat(ticks.step()).isEqualTo(step);
        assertThat(ticks.format())
                .hasToString(DateTimeFormatter.ofPattern(pattern).toString());
    }

    @Test
    void ticksStandOnTheLocalWallClock() {
        ZoneId nepal = ZoneId.of("Asia/Kathmandu"); // 5:45 ahead, so that UTC hours are not local hours
        TimeTicks ticks = TimeTicks.over(1_800_000_000_000.0, 6 * 3_600_000, 6, nepal);
        assertThat(ticks.first()).isBetween(1_800_000_000_000L, 1_800_000_000_000L + ticks.step());
        assertThat(Instant.ofEpochMilli(ticks.first()).atZone(nepal).getMinute())
                .isZero();
    }

    @Test
    void firstTickMayStandOnTheEdge() {
        assertThat(TimeTicks.over(60_000, 60_000, 6, ZoneOffset.UTC).first()).isEqualTo(60_000);
    }
}
