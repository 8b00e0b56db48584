package org.netsonde.engine.relay.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netsonde.engine.protocol.BackEnd.State.DOWN;
import static org.netsonde.engine.protocol.BackEnd.State.EJECTED;
import static org.netsonde.engine.protocol.BackEnd.State.UP;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.relay.RelayMetrics;

/** Back ends that are checked; when is on a clock that stands still until it is moved. */
class HealthTest {

    private static final Rhythm RHYTHM = new Rhythm(Duration.ofSeconds(10), Duration.ofSeconds(1), 2, 3);
    private static final HealthCheck CHECK = new HealthCheck.Connect(RHYTHM);

    private final PoolSettings settings = TestPool.settings(Balancing.ROUND_ROBIN, CHECK, TestPool.EJECTION, 1, 1);
    private final TestPool pool = TestPool.of(settings);

    /** Lets so many checks of both back ends come out. */
    private void round(boolean first, boolean second) {
        assertThat(pool.checking(8001)).isEqualTo(1);
        assertThat(pool.checking(8002)).isEqualTo(1);
        pool.checked(8001, first);
        pool.checked(8002, second);
        pool.passMillis(11_000);
    }

    @Test
    void badChecksInARowFindABackEndDownAndGoodOnesUp() {
        pool.passMillis(0);
        round(true, false);
        round(true, false);
        assertThat(pool.states()).containsExactly(UP, UP);
        round(true, true);
        round(true, false);
        round(true, false);
        assertThat(pool.states()).containsExactly(UP, UP);
        round(true, false);
        assertThat(pool.states()).containsExactly(UP, DOWN);
        assertThat(pool.choose()).isEqualTo(8001);
        assertThat(pool.choose()).isEqualTo(8001);
        assertThat(pool.at(8002).failures()).isZero();
        assertThat(pool.at(8002).lastFailure()).contains(TestPool.refused());
        assertThat(pool.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.toString())
                        .contains("found the back end 127.0.0.1:8002 down: Nothing accepts connections")
                        .contains("every 10s"));

        round(true, true);
        assertThat(pool.states()).containsExactly(UP, DOWN);
        round(true, true);
        assertThat(pool.states()).containsExactly(UP, UP);
        assertThat(pool.marks)
                .extracting(Phrase::toString)
                .containsExactly(pool.failures.getFirst().what().toString(), "Back end 127.0.0.1:8002 is back");
    }

    @Test
    void checksComeAtTheirTimesAndNeverTwoAtOnce() {
        pool.passMillis(0);
        assertThat(pool.checking(8001, 8002)).isEqualTo(2);
        // One that takes long is not overtaken.
        pool.passMillis(60_000);
        assertThat(pool.checking(8001, 8002)).isEqualTo(2);

        pool.checked(8001, true);
        pool.passMillis(1);
        assertThat(pool.checking(8001)).isEqualTo(1);
        pool.checked(8001, true);
        pool.passMillis(8_990);
        assertThat(pool.checking(8001)).isZero();
        pool.passMillis(2_010);
        assertThat(pool.checking(8001)).isEqualTo(1);
    }

    @Test
    void whatIsKnownToBeDownIsNotTriedEvenWhereNothingElseIsLeft() {
        pool.passMillis(0);
        for (int i = 0; i < 3; i++) {
            round(false, false);
        }

        assertThat(pool.choose()).isZero();
        assertThat(pool.pool.unavailable().toString()).contains("None of the 2 back ends of Middle");
        round(true, false);
        round(true, false);
        assertThat(pool.choose()).isEqualTo(8001);
    }

    @Test
    void aCheckAtTheEndOfThePauseFindsOutInsteadOfAClient() {
        pool.passMillis(0);
        round(true, true);
        round(true, true);
        pool.checked(8001, true);
        pool.checked(8002, true);
        pool.refuse(8002, 3);
        assertThat(pool.states()).containsExactly(UP, EJECTED);

        pool.passMillis(999);
        assertThat(pool.checking(8002)).isZero();
        pool.passMillis(1);
        assertThat(pool.checking(8002)).isEqualTo(1);
        assertThat(pool.choose()).isEqualTo(8001);
        assertThat(pool.choose()).isEqualTo(8001);
        pool.checked(8002, false);
        assertThat(pool.states()).containsExactly(UP, EJECTED);

        pool.passMillis(1999);
        assertThat(pool.checking(8002)).isZero();
        pool.passMillis(1);
        pool.checked(8002, true);
        assertThat(pool.states()).containsExactly(UP, UP);

        // It has passed a check and nothing else: what fails in use now is left alone for longer still.
        pool.refuse(8002, 3);
        pool.passMillis(3999);
        assertThat(pool.states()).containsExactly(UP, EJECTED);
        Member member = Objects.requireNonNull(pool.pool.choose(TestPool.client(1), Set.of(pool.at(8001))));
        member.opened();
        member.answered();
        pool.refuse(8002, 3);
        pool.passMillis(1000);
        assertThat(pool.checking(8002)).isEqualTo(1);
    }

    @Test
    void aGoodCheckDuringThePauseDoesNotCutItShort() {
        pool.passMillis(0);
        pool.refuse(8001, 3);
        pool.checked(8001, true);

        assertThat(pool.states()).containsExactly(EJECTED, UP);
    }

    @Test
    void everyEjectionIsCounted() {
        pool.passMillis(0);
        pool.refuse(8001, 3);
        round(false, false);
        round(false, false);
        round(false, false);

        assertThat(pool.states()).containsExactly(DOWN, DOWN);
        assertThat(pool.count(RelayMetrics.EJECTIONS)).isGreaterThanOrEqualTo(3);
        assertThat(pool.count(RelayMetrics.EJECTIONS)).isEqualTo(pool.failures.size());
    }

    @Test
    void aLackOfSocketsHereSaysNothingOfBackEnds() {
        pool.passMillis(0);
        for (int i = 0; i < 5; i++) {
            pool.checks
                    .get(8001)
                    .remove()
                    .accept(java.util.Optional.of(
                            Failure.of(Failure.Kind.TOO_MANY_CONNECTIONS, "tooManyConnections", "there", 100)));
            pool.passMillis(11_000);
        }

        assertThat(pool.states()).containsExactly(UP, UP);
    }

    @Test
    void otherChecksAreTakenWhileItRuns() {
        pool.passMillis(0);
        round(false, true);
        round(false, true);
        round(false, true);
        assertThat(pool.states()).containsExactly(DOWN, UP);

        pool.pool.update(TestPool.settings(Balancing.ROUND_ROBIN, new HealthCheck.None(), TestPool.EJECTION, 1, 1));

        assertThat(pool.states()).containsExactly(UP, UP);
        assertThat(pool.checking(8001, 8002)).isZero();
        pool.passMillis(60_000);
        assertThat(pool.checking(8001, 8002)).isZero();

        pool.pool.update(settings);
        pool.passMillis(0);
        assertThat(pool.checking(8001, 8002)).isEqualTo(2);
    }

    @Test
    void nothingIsCheckedThatIsGoneOrDrainingOrStopped() {
        pool.passMillis(0);
        pool.pool.update(TestPool.with(settings, TestPool.backEnd(8001, 1), TestPool.draining(8002, 1)));
        pool.passMillis(30_000);
        assertThat(pool.checking(8001)).isEqualTo(1);
        assertThat(pool.checking(8002)).isZero();

        pool.pool.close();

        pool.passMillis(60_000);
        assertThat(pool.checking(8001, 8002)).isZero();
        assertThat(pool.schedule.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "99", "600", "200-", "399-200", "200,,301", "2xx"})
    void statusesThatAreNoneAreRefused(String statuses) {
        assertThatThrownBy(() -> new HealthCheck.Http("/", "", statuses, RHYTHM))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("statuses");
    }

    @Test
    void statusesAreCodesAndRanges() {
        StatusRanges ranges = StatusRanges.parse(" 200-299, 301 ,404");

        assertThat(ranges.include(200)).isTrue();
        assertThat(ranges.include(299)).isTrue();
        assertThat(ranges.include(300)).isFalse();
        assertThat(ranges.include(301)).isTrue();
        assertThat(ranges.include(404)).isTrue();
        assertThat(ranges.include(500)).isFalse();
    }

    @Test
    void whatCannotBeSentIsRefused() {
        assertThatThrownBy(() -> new HealthCheck.Http("health", "", "200", RHYTHM))
                .hasMessageContaining("begin with /");
        assertThatThrownBy(() -> new HealthCheck.Http("/a b", "", "200", RHYTHM))
                .hasMessageContaining("path");
        assertThatThrownBy(() -> new HealthCheck.Http("/", "a\r\nX: y", "200", RHYTHM))
                .hasMessageContaining("hostHeader");
        assertThatThrownBy(() -> new HealthCheck.Talk("\\q", "", RHYTHM)).hasMessageContaining("send");
        assertThatThrownBy(() -> new HealthCheck.Talk("", "", RHYTHM)).hasMessageContaining("expects nothing");
    }

    @Test
    void expectedBytesAreFoundAcrossReadsAndWithinBounds() {
        Expectation expectation = new Expectation(new byte[] {1, 2, 3});
        assertThat(expectation.take(new byte[] {9, 1})).isFalse();
        assertThat(expectation.take(new byte[] {2})).isFalse();
        assertThat(expectation.take(new byte[] {3, 9})).isTrue();

        Expectation never = new Expectation(new byte[] {1});
        for (int i = 0; i < 100 && !never.isFull(); i++) {
            assertThat(never.take(new byte[4096])).isFalse();
        }
        assertThat(never.isFull()).isTrue();
        assertThat(never.take(new byte[] {1})).isFalse();
    }
}
