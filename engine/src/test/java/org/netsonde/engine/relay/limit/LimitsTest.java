package org.netsonde.engine.relay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.limit.LimitSetting.Counted;
import org.netsonde.engine.relay.limit.LimitSetting.Excess;
import org.netsonde.engine.relay.limit.LimitSetting.Scope;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Ways;

class LimitsTest {

    private static final InetSocketAddress ANN = new InetSocketAddress("127.0.0.1", 1001);
    private static final InetSocketAddress ANN_AGAIN = new InetSocketAddress("127.0.0.1", 1002);
    private static final InetSocketAddress BOB = new InetSocketAddress("127.0.0.2", 1001);

    private final AtomicLong nanos = new AtomicLong();
    private final Sampler sampler = new Sampler(InstantSource.system(), nanos::get, Duration.ofMillis(100));
    private final EndpointMetrics metrics = new EndpointMetrics(Role.RELAY, RelayMetrics.ALL, new HistoryBudget());

    LimitsTest() {
        sampler.add(metrics);
    }

    @AfterEach
    void closeSampler() {
        sampler.close();
    }

    private Limits limits(LimitSetting... settings) {
        return new Limits(List.of(settings), metrics, nanos::get);
    }

    private static LimitSetting connections(long permits, Scope per, Excess excess) {
        return new LimitSetting(true, new TokenBucket(1, permits), Counted.CONNECTIONS, per, excess, Ways.TO_SERVER);
    }

    private static LimitSetting messages(long permits, Ways ways) {
        return new LimitSetting(true, new TokenBucket(1, permits), Counted.MESSAGES, Scope.RELAY, Excess.DELAY, ways);
    }

    private void advanceSeconds(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private long reading(MetricSpec metric) {
        nanos.addAndGet(1);
        sampler.tick(nanos.get());
        return metrics.latest().own()[RelayMetrics.ALL.indexOf(metric)];
    }

    private Verdict.Kind connect(Limits limits, InetSocketAddress client) {
        return limits.connect(client, nanos.get()).kind();
    }

    @Test
    void withoutLimitsEverythingPassesUncounted() {
        Limits limits = limits();
        assertThat(limits.connect(ANN, 0)).isEqualTo(Verdict.ADMITTED);
        assertThat(limits.connectTo("a", 0)).isEqualTo(Verdict.ADMITTED);
        assertThat(limits.sources(Heading.TO_SERVER)).isEmpty();
        assertThat(reading(RelayMetrics.LIMIT_ARRIVED)).isZero();
        assertThat(reading(RelayMetrics.LIMIT_LEVEL)).isEqualTo(100);
        limits.close();
        assertThat(reading(RelayMetrics.LIMIT_LEVEL)).isZero();
    }

    @Test
    void eachClientHasALimitOfItsOwnWhateverItsPorts() {
        Limits limits = limits(connections(1, Scope.CLIENT, Excess.REJECT));
        assertThat(connect(limits, ANN)).isEqualTo(Verdict.Kind.ADMITTED);
        assertThat(connect(limits, ANN_AGAIN)).isEqualTo(Verdict.Kind.REJECTED);
        assertThat(connect(limits, BOB)).isEqualTo(Verdict.Kind.ADMITTED);
        assertThat(limits.connectTo("a", nanos.get())).isEqualTo(Verdict.ADMITTED);
        advanceSeconds(1);
        assertThat(connect(limits, ANN_AGAIN)).isEqualTo(Verdict.Kind.ADMITTED);
    }

    @Test
    void eachBackEndHasALimitOfItsOwn() {
        Limits limits = limits(connections(1, Scope.BACK_END, Excess.CLOSE));
        assertThat(connect(limits, ANN)).isEqualTo(Verdict.Kind.ADMITTED);
        assertThat(limits.connectTo("a", 0)).isEqualTo(Verdict.ADMITTED);
        assertThat(limits.connectTo("a", 0)).isEqualTo(new Verdict(Verdict.Kind.CLOSED, TimeUnit.SECONDS.toNanos(1)));
        assertThat(limits.connectTo("b", 0)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void connectionsThatWaitAreAdmittedOneAfterTheOther() {
        Limits limits = limits(connections(1, Scope.RELAY, Excess.DELAY));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waits.add(TimeUnit.NANOSECONDS.toSeconds(
                    limits.connect(i % 2 == 0 ? ANN : BOB, nanos.get()).waitNanos()));
        }
        assertThat(waits).containsExactly(0L, 1L, 2L, 3L);
        assertThat(reading(RelayMetrics.LIMIT_ARRIVED)).isEqualTo(4);
        assertThat(reading(RelayMetrics.LIMIT_DELAYED)).isEqualTo(3);
        assertThat(reading(RelayMetrics.LIMIT_ADMITTED)).isEqualTo(1);
        advanceSeconds(2);
        assertThat(reading(RelayMetrics.LIMIT_ADMITTED)).isEqualTo(3);
        advanceSeconds(1);
        assertThat(reading(RelayMetrics.LIMIT_ADMITTED)).isEqualTo(4);
    }

    @Test
    void whatOneLimitRefusesTakesNothingFromAnother() {
        Limits limits = limits(connections(2, Scope.RELAY, Excess.DELAY), connections(1, Scope.CLIENT, Excess.REJECT));
        assertThat(connect(limits, ANN)).isEqualTo(Verdict.Kind.ADMITTED);
        for (int i = 0; i < 10; i++) {
            assertThat(connect(limits, ANN)).isEqualTo(Verdict.Kind.REJECTED);
        }
        assertThat(connect(limits, BOB)).isEqualTo(Verdict.Kind.ADMITTED);
        assertThat(reading(RelayMetrics.LIMIT_REFUSED)).isEqualTo(10);
    }

    @Test
    void limitsThatStayKeepTheirCountsAndOthersBeginAnew() {
        LimitSetting relay = connections(1, Scope.RELAY, Excess.REJECT);
        LimitSetting one = messages(5, Ways.BOTH);
        Limits limits = limits(relay, one);
        var before = limits.sources(Heading.TO_SERVER);
        assertThat(connect(limits, ANN)).isEqualTo(Verdict.Kind.ADMITTED);
        limits.update(List.of(one, messages(7, Ways.TO_CLIENT), relay));
        assertThat(connect(limits, ANN)).isEqualTo(Verdict.Kind.REJECTED);
        assertThat(limits.sources(Heading.TO_SERVER)).isEqualTo(before).hasSize(1);
        assertThat(limits.sources(Heading.TO_CLIENT)).hasSize(2).containsAll(before);
        limits.update(List.of(connections(2, Scope.RELAY, Excess.REJECT)));
        assertThat(connect(limits, ANN)).isEqualTo(Verdict.Kind.ADMITTED);
        assertThat(limits.sources(Heading.TO_SERVER)).isEmpty();
    }

    @Test
    void twoEqualLimitsAreTwo() {
        Limits limits = limits(messages(5, Ways.BOTH), messages(5, Ways.BOTH));
        assertThat(limits.sources(Heading.TO_SERVER)).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aLimitThatIsOffIsNone() {
        Limits limits = limits(new LimitSetting(
                false, new TokenBucket(1, 1), Counted.CONNECTIONS, Scope.RELAY, Excess.CLOSE, Ways.BOTH));
        for (int i = 0; i < 5; i++) {
            assertThat(connect(limits, ANN)).isEqualTo(Verdict.Kind.ADMITTED);
        }
    }

    @Test
    void theLevelIsThatOfTheScarcestAndGoesOnWhileNothingComes() {
        Limits limits =
                limits(connections(10, Scope.RELAY, Excess.REJECT), connections(4, Scope.CLIENT, Excess.REJECT));
        assertThat(reading(RelayMetrics.LIMIT_LEVEL)).isEqualTo(100);
        connect(limits, ANN);
        connect(limits, ANN);
        connect(limits, BOB);
        assertThat(reading(RelayMetrics.LIMIT_LEVEL)).isEqualTo(50);
        advanceSeconds(1);
        assertThat(reading(RelayMetrics.LIMIT_LEVEL)).isEqualTo(75);
        advanceSeconds(10);
        assertThat(reading(RelayMetrics.LIMIT_LEVEL)).isEqualTo(100);
        limits.close();
        assertThat(reading(RelayMetrics.LIMIT_LEVEL)).isZero();
        limits.close();
        assertThat(reading(RelayMetrics.LIMIT_LEVEL)).isZero();
    }

    @Test
    void aFloodOfAddressesTakesNoMemory() {
        Limit limit = new Limit(connections(1, Scope.CLIENT, Excess.REJECT), 0);
        Object loyal = "loyal";
        assertThat(limit.of(loyal, "").take(1, 0, 0)).isZero();
        for (int i = 0; i < 3 * Limit.MOST; i++) {
            limit.of(i, "").take(1, 0, 0);
            limit.of(loyal, "");
        }
        assertThat(limit.known()).isEqualTo(Limit.MOST);
        assertThat(limit.of(loyal, "").ask(1, 0)).isPositive();
        assertThat(limit.level(0)).isZero();
    }

    @Test
    void aBackEndsStagesShareWithThoseOfTheSameBackEndOnly() {
        Limit limit = new Limit(connections(1, Scope.BACK_END, Excess.REJECT), 0);
        assertThat(limit.of("client", "a")).isSameAs(limit.of("other", "a")).isNotSameAs(limit.of("client", "b"));
    }
}
