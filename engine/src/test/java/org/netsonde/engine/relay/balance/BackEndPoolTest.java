package org.netsonde.engine.relay.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netsonde.engine.protocol.BackEnd.State.DOWN;
import static org.netsonde.engine.protocol.BackEnd.State.DRAINING;
import static org.netsonde.engine.protocol.BackEnd.State.EJECTED;
import static org.netsonde.engine.protocol.BackEnd.State.UP;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.Aim;

/** Back ends come, go and change while their relay runs. */
class BackEndPoolTest {

    private final PoolSettings settings = TestPool.settings(Balancing.ROUND_ROBIN, 1, 1, 1);
    private final TestPool pool = TestPool.of(settings);

    @Test
    void drainingOnesGetNothingNewAndKeepWhatStands() {
        Member second = pool.at(8002);
        second.opened();

        pool.pool.update(TestPool.with(
                settings, TestPool.backEnd(8001, 1), TestPool.draining(8002, 1), TestPool.backEnd(8003, 1)));

        assertThat(pool.states()).containsExactly(UP, DRAINING, UP);
        assertThat(pool.shares(10)).containsOnly(Map.entry(8001, 5), Map.entry(8003, 5));
        assertThat(pool.at(8002)).isSameAs(second);
        assertThat(second.open()).isEqualTo(1);
        assertThat(second.ideal()).isZero();
        assertThat(pool.at(8003).ideal()).isEqualTo(0.5);

        pool.pool.update(settings);
        assertThat(pool.states()).containsOnly(UP);
        assertThat(pool.shares(9)).containsEntry(8002, 3);
    }

    @Test
    void allDrainingIsSaidAsSuch() {
        pool.pool.update(TestPool.with(settings, TestPool.draining(8001, 1), TestPool.draining(8002, 1)));

        assertThat(pool.choose()).isZero();
        assertThat(pool.pool.unavailable().toString()).contains("All 2 back ends of Middle are draining");
    }

    @Test
    void noneAtAllIsSaidAsSuch() {
        pool.pool.update(TestPool.with(settings));

        assertThat(pool.choose()).isZero();
        assertThat(pool.pool.unavailable().kind()).isEqualTo(Failure.Kind.NO_BACK_END);
        assertThat(pool.pool.unavailable().toString())
                .contains("Middle has no back end")
                .contains("Add a back end");
    }

    @Test
    void thoseThatStayKeepTheirStateAndCountsWhereverTheyStand() {
        pool.at(8001).opened();
        pool.at(8001).sent(100);
        pool.at(8001).received(50);
        pool.refuse(8001, 3);
        long version = pool.middle.backEnds().version();

        pool.pool.update(TestPool.with(
                settings, TestPool.backEnd(8004, 1), TestPool.backEnd(8003, 1), TestPool.backEnd(8001, 7)));

        assertThat(pool.middle.backEnds().version()).isGreaterThan(version);
        assertThat(pool.middle.backEnds().list())
                .extracting(BackEnd::name)
                .containsExactly("127.0.0.1:8004", "127.0.0.1:8003", "127.0.0.1:8001");
        BackEnd first = pool.at(8001);
        assertThat(first.state()).isEqualTo(EJECTED);
        assertThat(first.weight()).isEqualTo(7);
        assertThat(first.total()).isEqualTo(1);
        assertThat(first.failures()).isEqualTo(3);
        assertThat(first.bytesTo()).isEqualTo(100);
        assertThat(first.bytesFrom()).isEqualTo(50);
    }

    @Test
    void thoseThatGoKeepTheirConnectionsInSilence() {
        Member second = pool.at(8002);
        second.opened();
        pool.pool.update(TestPool.with(settings, TestPool.backEnd(8001, 1), TestPool.backEnd(8003, 1)));

        second.answered();
        second.broke(TestPool.refused());
        second.broke(TestPool.refused());
        second.broke(TestPool.refused());
        second.closed();

        assertThat(second.open()).isZero();
        assertThat(pool.failures).isEmpty();
        assertThat(pool.shares(4)).containsOnly(Map.entry(8001, 2), Map.entry(8003, 2));
    }

    @Test
    void twoAtTheSamePlaceAreTwo() {
        pool.pool.update(TestPool.with(settings, TestPool.backEnd(8001, 1), TestPool.backEnd(8001, 1)));
        List<? extends BackEnd> both = pool.middle.backEnds().list();
        Member first = (Member) both.get(0);
        first.opened();

        pool.pool.update(TestPool.with(
                settings, TestPool.backEnd(8001, 1), TestPool.backEnd(8001, 1), TestPool.backEnd(8005, 1)));

        assertThat(pool.middle.backEnds().list().subList(0, 2)).isEqualTo(both);
        assertThat(both.get(0)).isNotSameAs(both.get(1));
        assertThat(both.get(1).open()).isZero();
    }

    @Test
    void anotherWayOfBalancingIsTakenWhileItRuns() {
        pool.shares(5);
        pool.pool.update(TestPool.settings(Balancing.WEIGHTED, 3, 1, 1));

        assertThat(pool.shares(50)).containsOnly(Map.entry(8001, 30), Map.entry(8002, 10), Map.entry(8003, 10));
    }

    @Test
    void otherWeightsAreKeptToFromThenOn() {
        TestPool weighted = TestPool.of(Balancing.WEIGHTED, 100, 1);
        weighted.shares(150);

        weighted.pool.update(TestPool.settings(Balancing.WEIGHTED, 1, 1));
        Map<Integer, Integer> counts = weighted.shares(400);

        // What the old weights owe is paid back in no more picks than they add up to.
        assertThat(counts.get(8001)).isBetween(150, 250);
    }

    @Test
    void ejectionThatIsTurnedOffSetsFree() {
        pool.refuse(8001, 3);
        assertThat(pool.states()).containsExactly(EJECTED, UP, UP);

        pool.pool.update(new PoolSettings(
                settings.backEnds(),
                settings.balancing(),
                settings.health(),
                new Ejection(0, TestPool.EJECTION.pause(), TestPool.EJECTION.maxPause()),
                false));

        assertThat(pool.states()).containsOnly(UP);
    }

    @Test
    void theRelayItselfIsRefusedAsItsBackEnd() {
        BackEndSetting itself = new BackEndSetting(new Aim(TestPool.NAME, "127.0.0.1", 1), 1, false);

        assertThatThrownBy(() -> TestPool.of(TestPool.with(settings, itself)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("Middle has itself as a back end");

        // While it runs it is too late to refuse.
        pool.pool.update(TestPool.with(settings, TestPool.backEnd(8001, 1), itself));
        assertThat(pool.states()).containsExactly(UP, DOWN);
        assertThat(pool.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS));
        assertThat(pool.shares(10)).containsOnlyKeys(8001);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, localhost, true",
        "0.0.0.0, 127.0.0.1, true",
        "0.0.0.0, 192.0.2.1, false",
        "127.0.0.1, ::1, false",
        "127.0.0.1, 192.0.2.1, false",
        "relay.example, Relay.Example, true"
    })
    void theAddressOfTheRelayItselfIsRefused(String host, String to, boolean refused) {
        List<BackEndSetting> backEnds =
                List.of(TestPool.backEnd(9901, 1), new BackEndSetting(new Aim("", to, 9900), 1, false));

        if (refused) {
            assertThatThrownBy(() -> BackEndRules.check(host, 9900, backEnds))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("backEnds[1].port");
        } else {
            BackEndRules.check(host, 9900, backEnds);
        }
        BackEndRules.check(host, 0, backEnds);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 0.0.0.0, true",
        "127.0.0.1, 127.0.0.2, false",
        "127.0.0.1, ::1, false",
        "::1, ::, true",
        "0.0.0.0, 127.0.0.2, true",
        "0.0.0.0, 0.0.0.0, true",
        "0.0.0.0, 192.0.2.1, false",
        "::, ::1, true",
        "::, 127.0.0.1, true",
        "::, 2001:db8::1, false"
    })
    void whatIsFoundAtTheAddressOfTheRelayItselfIsToldAsALoop(String bound, String found, boolean loops) {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral(found), 9900);
        assertThat(pool.pool.loops(peer)).isNull();

        pool.pool.bound(new InetSocketAddress(InetAddress.ofLiteral(bound), 9900));

        if (loops) {
            assertThat(pool.pool.loops(peer)).isNotNull().asString().contains("Middle has itself as a back end");
        } else {
            assertThat(pool.pool.loops(peer)).isNull();
        }
        assertThat(pool.pool.loops(new InetSocketAddress(peer.getAddress(), 9901)))
                .isNull();
    }

    @Test
    void everyAddressOfThisMachineIsThatOfARelayBoundToAllOfThem() throws SocketException {
        pool.pool.bound(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 9900));

        assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(pool.pool.loops(new InetSocketAddress(address, 9900)))
                        .isNotNull());
    }

    @Test
    void datagramsAreCheckedByTalkingOnly() {
        BackEndRules.checkDatagrams(new HealthCheck.None());
        BackEndRules.checkDatagrams(new HealthCheck.Talk());
        assertThatThrownBy(() -> BackEndRules.checkDatagrams(new HealthCheck.Connect()))
                .hasMessageContaining("says nothing about back ends of datagrams");
        assertThatThrownBy(() -> BackEndRules.checkDatagrams(new HealthCheck.Http()))
                .hasMessageContaining("says nothing about back ends of datagrams");
        assertThatThrownBy(() -> BackEndRules.checkDatagrams(new HealthCheck.Talk("", "x", new Rhythm())))
                .hasMessageContaining("has to send something");
    }

    @Test
    void aPoolThatIsClosedShowsAndChoosesNothing() {
        Member first = Objects.requireNonNull(pool.pool.choose(TestPool.client(1), Set.of()));
        first.opened();
        pool.pool.close();
        first.closed();
        pool.pool.update(settings);

        assertThat(pool.middle.backEnds().list()).isEmpty();
        assertThat(pool.choose()).isZero();
    }
}
