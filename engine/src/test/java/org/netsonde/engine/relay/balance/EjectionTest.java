package org.netsonde.engine.relay.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netsonde.engine.protocol.BackEnd.State.EJECTED;
import static org.netsonde.engine.protocol.BackEnd.State.UP;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.relay.RelayMetrics;

/** Back ends that fail in use are left alone, and tried again. */
class EjectionTest {

    private final TestPool pool = TestPool.of(Balancing.ROUND_ROBIN, 1, 1, 1);

    private Member chosen() {
        return Objects.requireNonNull(pool.pool.choose(TestPool.client(1), Set.of()));
    }

    /** The next client is a trial of that one. */
    private Member trial(int port) {
        Member member = chosen();
        assertThat(member.aim().port()).isEqualTo(port);
        return member;
    }

    @Test
    void failuresInARowEject() {
        pool.refuse(8002, 2);
        assertThat(pool.states()).containsExactly(UP, UP, UP);

        pool.refuse(8002, 1);

        assertThat(pool.states()).containsExactly(UP, EJECTED, UP);
        assertThat(pool.shares(100)).containsOnly(Map.entry(8001, 50), Map.entry(8003, 50));
        assertThat(pool.at(8002).failures()).isEqualTo(3);
        assertThat(pool.at(8002).ideal()).isZero();
        assertThat(pool.at(8001).ideal()).isEqualTo(0.5);
        assertThat(pool.at(8002).lastFailure()).contains(TestPool.refused());
    }

    @Test
    void theUserIsTold() {
        pool.refuse(8002, 3);

        assertThat(pool.failures).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.CONNECTION_REFUSED);
            assertThat(failure.what().args()).contains("127.0.0.1:8002", "1s");
            assertThat(failure.toString())
                    .contains("127.0.0.1:8002")
                    .contains("Nothing accepts connections at there")
                    .contains("tried again in 1s");
        });

        pool.passMillis(1000);
        Member trial = trial(8002);
        trial.opened();
        trial.answered();

        assertThat(pool.marks)
                .extracting(Phrase::toString)
                .containsExactly(pool.failures.getFirst().what().toString(), "Back end 127.0.0.1:8002 is back");
    }

    @Test
    void anEjectionIsMarkedOnceHoweverOftenItIsTriedInVain() {
        pool.refuse(8002, 3);
        pool.passMillis(1000);
        trial(8002).unreachable(TestPool.refused());
        pool.passMillis(2000);
        trial(8002).unreachable(TestPool.refused());

        assertThat(pool.marks).hasSize(1);
        assertThat(pool.failures)
                .extracting(failure -> failure.remedy().args().get(2))
                .containsExactly("1s", "2s", "4s");
        assertThat(pool.count(RelayMetrics.EJECTIONS)).isEqualTo(3);
    }

    @Test
    void somethingGoodInBetweenBeginsTheCountAnew() {
        Member member = pool.at(8001);
        pool.refuse(8001, 2);
        member.opened();
        member.answered();
        pool.refuse(8001, 2);

        assertThat(pool.states()).containsOnly(UP);
    }

    @Test
    void anOldConnectionThatStillAnswersDoesNotHideThatNoNewOneCanBeMade() {
        Member member = pool.at(8001);
        member.opened();
        for (int i = 0; i < 3; i++) {
            pool.refuse(8001, 1);
            member.answered();
        }

        assertThat(pool.states()).containsExactly(EJECTED, UP, UP);
        member.answered();
        member.closed();
        assertThat(pool.states()).containsExactly(EJECTED, UP, UP);
    }

    @Test
    void quickClosesAreHeldAgainstNobody() {
        Member member = pool.at(8001);
        for (int i = 0; i < 50; i++) {
            member.opened();
            member.closed();
        }

        assertThat(pool.states()).containsOnly(UP);
        assertThat(member.failures()).isZero();
        assertThat(member.total()).isEqualTo(50);
    }

    @Test
    void connectionsThatBreakOneAfterTheOtherEject() {
        Member member = pool.at(8001);
        for (int i = 0; i < 3; i++) {
            member.opened();
            // The next one is there before the broken one is told of as closed.
            member.broke(TestPool.refused());
            if (i > 0) {
                member.closed();
            }
        }

        assertThat(pool.states()).containsExactly(EJECTED, UP, UP);
    }

    @Test
    void aBrokenConnectionIsNoneThatEndedWell() {
        Member member = pool.at(8001);
        for (int i = 0; i < 3; i++) {
            member.opened();
            member.broke(TestPool.refused());
            member.opened();
            member.closed();
        }

        assertThat(pool.states()).containsExactly(EJECTED, UP, UP);
    }

    @Test
    void afterThePauseOneClientTriesAndNoOther() {
        pool.refuse(8002, 3);
        pool.passMillis(999);
        assertThat(pool.shares(10)).doesNotContainKey(8002);

        pool.passMillis(1);
        Member trial = trial(8002);

        assertThat(pool.shares(10)).doesNotContainKey(8002);
        assertThat(trial.state()).isEqualTo(EJECTED);
        trial.opened();
        assertThat(trial.state()).isEqualTo(EJECTED);
        trial.answered();
        assertThat(pool.states()).containsOnly(UP);
        assertThat(pool.shares(30)).containsOnly(Map.entry(8001, 10), Map.entry(8002, 10), Map.entry(8003, 10));
    }

    @Test
    void aTrialThatEndsQuicklyButWellIsGood() {
        pool.refuse(8002, 3);
        pool.passMillis(1000);
        Member trial = trial(8002);
        trial.opened();
        trial.closed();

        assertThat(pool.states()).containsOnly(UP);
    }

    @Test
    void aTrialThatStandsInSilenceForAsLongAsThePauseIsGood() {
        pool.refuse(8002, 3);
        pool.passMillis(1000);
        trial(8002).opened();
        pool.passMillis(999);
        assertThat(pool.at(8002).state()).isEqualTo(EJECTED);

        pool.passMillis(1);

        assertThat(pool.at(8002).state()).isEqualTo(UP);
    }

    @Test
    void pausesGetTwiceAsLongUpToTheLongest() {
        pool.refuse(8002, 3);
        long[] pauses = {1, 2, 4, 8, 16, 30, 30, 30};
        for (long pause : pauses) {
            pool.passMillis(pause * 1000 - 1);
            assertThat(pool.choose()).isNotEqualTo(8002);
            pool.passMillis(1);
            trial(8002).unreachable(TestPool.refused());
            assertThat(pool.at(8002).state()).isEqualTo(EJECTED);
        }
        pool.passMillis(30_000);
        Member trial = trial(8002);
        trial.opened();
        trial.answered();

        // And short again once it was well.
        pool.refuse(8002, 3);
        pool.passMillis(1000);
        trial(8002);
    }

    @Test
    void theClientOfATrialThatGoesLeavesItToTheNext() {
        pool.refuse(8002, 3);
        pool.passMillis(1000);
        trial(8002).abandoned(TestPool.client(1));

        trial(8002);
        assertThat(pool.choose()).isNotEqualTo(8002);
        // Of this one nothing is heard at all.
        pool.passMillis(30_000);
        trial(8002);
    }

    @Test
    void somebodyElseWhoGoesLeavesTheTrialToWhoMakesIt() {
        pool.refuse(8001, 3);
        pool.refuse(8002, 3);
        pool.refuse(8003, 3);
        pool.passMillis(1000);
        trial(8001);
        trial(8002);
        trial(8003);
        // There is no other one left than those that are being tried.
        Member lastResort = Objects.requireNonNull(pool.pool.choose(TestPool.client(2), Set.of()));

        lastResort.abandoned(TestPool.client(2));

        assertThat(lastResort.standing().trial()).isNotZero();
        lastResort.abandoned(TestPool.client(1));
        assertThat(lastResort.standing().trial()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.Kind.class,
            names = {"TOO_MANY_CONNECTIONS", "ADDRESS_NOT_AVAILABLE", "ADDRESS_IN_USE"})
    void whatIsMissingOnThisSideEjectsNobody(Failure.Kind kind) {
        for (int i = 0; i < 10; i++) {
            chosen().unreachable(Failure.of(kind, "addressNotAvailable", "there"));
        }

        assertThat(pool.states()).containsOnly(UP);
    }

    @Test
    void clientsOfOneThatIsEjectedGetOneThatIsUp() {
        Member second = pool.at(8002);
        assertThat(pool.pool.instead(second, TestPool.client(1))).isNull();
        pool.refuse(8002, 3);

        assertThat(TestPool.port(pool.pool.instead(second, TestPool.client(1)))).isIn(8001, 8003);

        // Nothing is better than another one that is ejected.
        pool.refuse(8001, 3);
        pool.refuse(8003, 3);
        assertThat(pool.pool.instead(second, TestPool.client(1))).isNull();
    }

    @Test
    void theClientOfATrialStaysWithItAndOthersLeave() {
        pool.refuse(8002, 3);
        pool.passMillis(1000);
        Member trial = trial(8002);
        trial.opened();

        assertThat(pool.pool.instead(trial, TestPool.client(1))).isNull();
        assertThat(pool.pool.instead(trial, TestPool.client(2))).isNotNull();
    }

    @Test
    void whatWasChosenBeforeAWaitIsLookedAtAgainAfterIt() {
        Member second = pool.at(8002);
        assertThat(pool.pool.stillSuits(second, UP)).isTrue();

        pool.refuse(8002, 3);
        assertThat(pool.pool.stillSuits(second, UP)).isFalse();
        // Who got it although it was ejected may still have it.
        assertThat(pool.pool.stillSuits(second, EJECTED)).isTrue();

        PoolSettings settings = TestPool.settings(Balancing.ROUND_ROBIN, 1, 1, 1);
        Member third = pool.at(8003);
        Member first = pool.at(8001);
        pool.pool.update(TestPool.with(settings, TestPool.draining(8001, 1), TestPool.backEnd(8002, 1)));
        assertThat(pool.pool.stillSuits(first, UP)).isFalse();
        assertThat(pool.pool.stillSuits(third, UP)).isFalse();
    }

    @Test
    void aClientThatHasTriedOneInVainTriesNoOtherThatIsEjected() {
        pool.refuse(8002, 3);
        pool.passMillis(1000);

        Member next = pool.pool.choose(TestPool.client(1), Set.of(pool.at(8001)));

        assertThat(TestPool.port(next)).isEqualTo(8003);
    }

    @Test
    void whereNoneIsLeftEjectedOnesAreTriedRatherThanTurningTheClientAway() {
        pool.refuse(8002, 3);
        pool.passMillis(10);
        pool.refuse(8001, 3);
        pool.refuse(8003, 3);

        Member first = chosen();
        assertThat(first.aim().port()).isEqualTo(8002);
        first.unreachable(TestPool.refused());
        Member second = Objects.requireNonNull(pool.pool.choose(TestPool.client(1), Set.of(first)));
        second.unreachable(TestPool.refused());
        Member third = Objects.requireNonNull(pool.pool.choose(TestPool.client(1), Set.of(first, second)));
        third.unreachable(TestPool.refused());
        assertThat(pool.pool.choose(TestPool.client(1), Set.of(first, second, third)))
                .isNull();
        assertThat(pool.pool.unavailable().kind()).isEqualTo(Failure.Kind.NO_BACK_END);
        assertThat(pool.pool.unavailable().toString()).contains("None of the 3 back ends of Middle");

        // Vain attempts during the pause do not make it longer.
        pool.passMillis(990);
        Member trial = trial(8002);
        trial.opened();
        trial.answered();
        assertThat(trial.state()).isEqualTo(UP);
    }

    @Test
    void anEjectedOneThatAnswersWhereNoneIsLeftIsUpAtOnce() {
        TestPool alone = TestPool.of(Balancing.LEAST_CONNECTIONS, 1);
        alone.refuse(8001, 3);
        assertThat(alone.states()).containsExactly(EJECTED);

        Member member = Objects.requireNonNull(alone.pool.choose(TestPool.client(1), Set.of()));
        member.opened();
        member.answered();

        assertThat(alone.states()).containsExactly(UP);
    }

    @Test
    void addressesThatHashToTheEjectedOneTryItThemselves() {
        TestPool hashed = TestPool.of(Balancing.SOURCE_HASH, 1, 1);
        int own = TestPool.port(hashed.pool.choose(TestPool.client(1), Set.of()));
        hashed.refuse(own, 3);
        hashed.passMillis(1000);

        for (int i = 0; i < 200; i++) {
            Member member = Objects.requireNonNull(hashed.pool.choose(TestPool.client(i), Set.of()));
            if (member.aim().port() == own) {
                member.opened();
                member.answered();
                break;
            }
        }

        assertThat(hashed.states()).containsOnly(UP);
        assertThat(TestPool.port(hashed.pool.choose(TestPool.client(1), Set.of())))
                .isEqualTo(own);
    }

    @Test
    void aLackOfSocketsHereIsNotHeldAgainstABackEnd() {
        Failure ours = Failure.of(Failure.Kind.TOO_MANY_CONNECTIONS, "tooManyConnections", "there", 100);
        for (int i = 0; i < 10; i++) {
            pool.at(8001).unreachable(ours);
        }

        assertThat(pool.states()).containsOnly(UP);
    }

    @Test
    void zeroFailuresNeverEject() {
        TestPool never = TestPool.of(TestPool.settings(
                Balancing.ROUND_ROBIN,
                new HealthCheck.None(),
                new Ejection(0, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                1));
        never.refuse(8001, 100);

        assertThat(never.states()).containsExactly(UP);
        assertThat(never.at(8001).failures()).isEqualTo(100);
    }

    @Test
    void answersToDatagramsAreGoodWhenTheyCome() {
        PoolSettings streams = TestPool.settings(Balancing.ROUND_ROBIN, 1, 1);
        TestPool datagrams = TestPool.of(
                new PoolSettings(streams.backEnds(), streams.balancing(), streams.health(), streams.ejection(), true));
        Member member = datagrams.at(8001);
        member.opened();
        for (int i = 0; i < 5; i++) {
            member.unreachable(TestPool.refused());
            member.unreachable(TestPool.refused());
            member.answered();
        }
        assertThat(datagrams.states()).containsOnly(UP);
        // A client that goes in silence is no sign that all is well.
        member.unreachable(TestPool.refused());
        member.unreachable(TestPool.refused());
        member.opened();
        member.closed();
        member.unreachable(TestPool.refused());

        assertThat(datagrams.states()).containsExactly(EJECTED, UP);
    }

    @Test
    void aPauseOverTheLongestIsRefused() {
        assertThatThrownBy(() -> new Ejection(3, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("must not be longer than the longest pause");
        assertThat(new Ejection(1, Duration.ofHours(1), Duration.ofHours(24)).pauseNanos(1000))
                .isEqualTo(Duration.ofHours(24).toNanos());
        assertThat(new Ejection(1, Duration.ofMillis(10), Duration.ofHours(24)).pauseNanos(1000))
                .isEqualTo(Duration.ofHours(24).toNanos());
    }
}
