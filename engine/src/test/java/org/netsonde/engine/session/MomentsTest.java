package org.netsonde.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.FailureException;

class MomentsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final SessionInfo SESSION =
            session(Instant.parse("2026-01-31T14:00:00.483Z"), Instant.parse("2026-01-31T17:30:00Z"));

    private static SessionInfo session(Instant started, Instant ended) {
        return new SessionInfo("x", SessionInfo.State.ENDED, "", "", "", started, ended, "1", Machine.here(), "nio");
    }

    @ParameterizedTest
    @CsvSource({
        "+1m30s, 2026-01-31T14:01:30.483Z",
        "-30s, 2026-01-31T17:29:30Z",
        "2026-01-31T15:00:00Z, 2026-01-31T15:00:00Z",
        "2026-01-31T15:00:00+01:00, 2026-01-31T14:00:00Z",
        "2026-01-31T23:00:00, 2026-01-31T15:00:00Z",
        "2026-01-31 23:00, 2026-01-31T15:00:00Z",
        "22:00:00, 2026-01-31T14:00:00Z",
        "23:00, 2026-01-31T15:00:00Z",
        "1:15:00.5, 2026-01-31T17:15:00.500Z",
        "2026-02-01, 2026-01-31T16:00:00Z"
    })
    void readsWhatPeopleWrite(String text, Instant moment) {
        assertThat(Moments.parse(text, SESSION, ZONE)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "+", "+5", "-1y", "25:00", "12:61:00", "2026-13-01", "2026-01-31T15:00:00Q"})
    void saysWhatIsNone(String text) {
        assertThatThrownBy(() -> Moments.parse(text, SESSION, ZONE)).isInstanceOf(FailureException.class);
    }

    @Test
    void blankEndsAreThoseOfTheSession() {
        assertThat(Moments.range("", " ", SESSION, ZONE)).isEqualTo(TimeRange.ALL);
        TimeRange last = Moments.range("-1m", "", SESSION, ZONE);
        assertThat(last.fromMillis()).isEqualTo(SESSION.ended().toEpochMilli() - 60_000);
        assertThat(last.contains(SESSION.ended().toEpochMilli())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"+2m, +1m", "2027-01-01, ''", "'', 2020-01-01"})
    void refusesWhatContainsNothing(String from, String to) {
        assertThatThrownBy(() -> Moments.range(from, to, SESSION, ZONE)).isInstanceOf(FailureException.class);
    }
}
