package org.netsonde.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;

/** A pool whose connections are names, made and lost when the test says so, on a loop whose clock is the test's. */
class PoolTest {

    private static final Failure BROKEN = Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", "peer");

    private final MockTicker clock = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(clock).build();
    private final Connections connections = new Connections();
    private final Counts counts = new Counts();
    private final List<Request> requests = new ArrayList<>();

    private static Pooling.On options(int max, int waiting, String wait, String idle, int uses) {
        return new Pooling.On(
                max, new PoolLimits(waiting, Duration.parse(wait), uses), Duration.parse(idle), new IdleCheck.None());
    }

    private Pool<String> pool(Pooling.On options) {
        return new Pool<>(channel.eventLoop(), options, connections, counts);
    }

    private Pool<String> pool(int max) {
        return pool(options(max, 100, "PT0S", "PT0S", 0));
    }

    /** Lets the loop select. */
    private void select() {
        clock.advance(1, TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
    }

    private void advance(long millis) {
        clock.advance(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    private Request ask(Pool<String> pool) {
        Request request = new Request();
        requests.add(request);
        pool.acquire(request);
        return request;
    }

    /** A request that has taken a new connection of that name. */
    private Request busy(Pool<String> pool, String name) {
        Request request = ask(pool);
        connections.slots.put(name, pool.opened(connections.made(name)));
        assertThat(request.name()).isEqualTo(name);
        return request;
    }

    private Pooled<String> slot(String name) {
        return connections.slots.get(name);
    }

    @Test
    void makesConnectionsForRequestsUpToTheMost() {
        Pool<String> pool = pool(2);
        ask(pool);
        ask(pool);
        ask(pool);
        assertThat(connections.opening).isEqualTo(2);
        pool.opened(connections.made("a"));
        pool.opened(connections.made("b"));
        assertThat(requests).extracting(Request::name).containsExactly("a", "b", "");
        assertThat(connections.opening).isZero();
        assertThat(pool.count()).isEqualTo(2);
        assertThat(counts.of(PoolMetrics.OPENED)).isEqualTo(2);
        assertThat(counts.of(PoolMetrics.BUSY)).isEqualTo(2);
        assertThat(counts.of(PoolMetrics.REUSED)).isZero();
    }

    @Test
    void requestsAreServedInTheOrderInWhichTheyCame() {
        Pool<String> pool = pool(1);
        busy(pool, "a");
        ask(pool);
        ask(pool);
        ask(pool);
        for (int i = 1; i <= 3; i++) {
            pool.release(slot("a"));
            select();
            select();
            assertThat(requests.stream().filter(Request::isServed)).hasSize(i + 1);
            assertThat(requests.get(i).name()).isEqualTo("a");
        }
        assertThat(counts.of(PoolMetrics.REUSED)).isEqualTo(3);
        assertThat(counts.of(PoolMetrics.ACQUIRED)).isEqualTo(4);
    }

    @Test
    void idleConnectionThatWasUsedLastGoesFirst() {
        Pool<String> pool = pool(3);
        busy(pool, "a");
        busy(pool, "b");
        busy(pool, "c");
        pool.release(slot("b"));
        pool.release(slot("c"));
        pool.release(slot("a"));
        select();
        List<Request> next = List.of(ask(pool), ask(pool), ask(pool));
        select();
        select();
        assertThat(next).extracting(Request::name).containsExactly("a", "c", "b");
        assertThat(counts.of(PoolMetrics.WAITS)).isEqualTo(3);
        assertThat(connections.opening).isZero();
    }

    @Test
    void loopSelectsBeforeAConnectionIsUsedAgain() {
        Pool<String> pool = pool(1);
        busy(pool, "a");
        pool.release(slot("a"));
        select();
        Request request = ask(pool);
        channel.runPendingTasks();
        assertThat(request.isServed()).isFalse();
        select();
        assertThat(request.name()).isEqualTo("a");
    }

    @Test
    void connectionGivenBackWhileTheLoopReadsWaitsForTheNextSelect() {
        Pool<String> pool = pool(2);
        busy(pool, "a");
        Request waiting = ask(pool);
        pool.notOpened(BROKEN);
        assertThat(waiting.failure).isEqualTo(BROKEN);
        busy(pool, "b");
        pool.release(slot("a"));
        select();
        Request request = ask(pool);
        // Read in the select that the request waits for: its end may have come right behind.
        pool.release(slot("b"));
        select();
        assertThat(request.name()).isEqualTo("a");

        pool.release(slot("a"));
        Request third = ask(pool);
        Request fourth = ask(pool);
        assertThat(third.isServed()).isFalse();
        select();
        select();
        assertThat(List.of(third.name(), fourth.name())).containsExactly("a", "b");
    }

    @Test
    void connectionThatEndsInTheSelectIsNotHandedOut() {
        Pool<String> pool = pool(1);
        busy(pool, "a");
        pool.release(slot("a"));
        select();
        Request request = ask(pool);
        pool.gone(slot("a"));
        assertThat(connections.opening).isEqualTo(1);
        select();
        assertThat(request.isServed()).isFalse();
        pool.opened(connections.made("b"));
        assertThat(request.name()).isEqualTo("b");
        assertThat(counts.of(PoolMetrics.STALE)).isEqualTo(1);
        assertThat(counts.of(PoolMetrics.IDLE)).isZero();
    }

    @Test
    void connectionThatHalfClosedOrSpokeUnaskedIsNotHandedOut() {
        Pool<String> pool = pool(2);
        busy(pool, "a");
        busy(pool, "b");
        pool.release(slot("a"));
        pool.release(slot("b"));
        select();
        connections.broken.add("b");
        pool.spoil(slot("a"));
        assertThat(connections.ended).containsExactly("a");
        Request request = ask(pool);
        select();
        assertThat(request.isServed()).isFalse();
        assertThat(connections.ended).containsExactly("a", "b");
        assertThat(counts.of(PoolMetrics.STALE)).isEqualTo(2);
        // Both are still on their way out, so there is no room for another.
        assertThat(connections.opening).isZero();
        pool.gone(slot("a"));
        assertThat(connections.opening).isEqualTo(1);
        pool.opened(connections.made("c"));
        assertThat(request.name()).isEqualTo("c");
    }

    @Test
    void connectionSpoiledWhileItServesIsEndedWhenItIsGivenBack() {
        Pool<String> pool = pool(1);
        busy(pool, "a");
        pool.spoil(slot("a"));
        assertThat(connections.ended).isEmpty();
        pool.release(slot("a"));
        assertThat(connections.ended).containsExactly("a");
        assertThat(counts.of(PoolMetrics.BUSY)).isZero();
    }

    @Test
    void requestBeyondThoseThatMayWaitIsRefused() {
        Pool<String> pool = pool(options(2, 1, "PT0S", "PT0S", 0));
        ask(pool);
        ask(pool);
        ask(pool);
        Request fourth = ask(pool);
        assertThat(fourth.failure.kind()).isEqualTo(Failure.Kind.TOO_MANY_CONNECTIONS);
        assertThat(fourth.failure.what().key()).isEqualTo("failure.poolFull.what");
        assertThat(connections.refused).containsExactly(fourth.failure);
        assertThat(counts.of(PoolMetrics.REFUSED)).isEqualTo(1);
        assertThat(requests.get(2).failure).isNull();
    }

    @Test
    void nobodyNeedsToWaitWhereAConnectionIsOnItsWayOut() {
        Pool<String> pool = pool(options(1, 0, "PT0S", "PT0S", 1));
        busy(pool, "a");
        assertThat(ask(pool).failure).isNotNull();
        pool.release(slot("a"));
        Request next = ask(pool);
        assertThat(next.failure).isNull();
        pool.gone(slot("a"));
        pool.opened(connections.made("b"));
        assertThat(next.name()).isEqualTo("b");
    }

    @Test
    void whoWaitsTooLongIsToldAndTheOthersGoOn() {
        Pool<String> pool = pool(options(1, 10, "PT1S", "PT0S", 0));
        busy(pool, "a");
        Request first = ask(pool);
        advance(600);
        Request second = ask(pool);
        advance(399);
        assertThat(first.failure).isNull();
        advance(1);
        assertThat(first.failure.what().key()).isEqualTo("failure.poolWait.what");
        assertThat(second.failure).isNull();
        pool.release(slot("a"));
        select();
        select();
        assertThat(second.name()).isEqualTo("a");
        assertThat(counts.of(PoolMetrics.TIMEOUTS)).isEqualTo(1);
        assertThat(counts.of(PoolMetrics.WAITS)).isEqualTo(3);
        assertThat(counts.of(PoolMetrics.WAIT)).isBetween(1_400_000_000L, 1_400_000_010L);
    }

    @Test
    void waiterThatTimesOutWhileAConnectionOpensLeavesItToTheNext() {
        Pool<String> pool = pool(options(1, 10, "PT1S", "PT0S", 0));
        Request first = ask(pool);
        advance(1000);
        assertThat(first.failure).isNotNull();
        pool.opened(connections.made("a"));
        assertThat(counts.of(PoolMetrics.IDLE)).isEqualTo(1);
        Request second = ask(pool);
        select();
        assertThat(second.name()).isEqualTo("a");
        assertThat(connections.opens).isEqualTo(1);
    }

    @Test
    void whoLeavesIsToldNothingAndKeepsNoPlace() {
        Pool<String> pool = pool(1);
        busy(pool, "a");
        Request first = ask(pool);
        Request second = ask(pool);
        assertThat(pool.leave(first)).isTrue();
        assertThat(pool.leave(first)).isFalse();
        pool.release(slot("a"));
        select();
        select();
        assertThat(first.isServed()).isFalse();
        assertThat(first.failure).isNull();
        assertThat(second.name()).isEqualTo("a");
    }

    @Test
    void idleConnectionsAreEndedAfterTheirTimeTheOldestFirst() {
        Pool<String> pool = pool(options(2, 10, "PT0S", "PT10S", 0));
        busy(pool, "a");
        busy(pool, "b");
        pool.release(slot("a"));
        advance(4000);
        pool.release(slot("b"));
        advance(5999);
        assertThat(connections.ended).isEmpty();
        advance(1);
        assertThat(connections.ended).containsExactly("a");
        pool.gone(slot("a"));
        advance(3999);
        assertThat(connections.ended).containsExactly("a");
        advance(1);
        assertThat(connections.ended).containsExactly("a", "b");
        assertThat(counts.of(PoolMetrics.EVICTED)).isEqualTo(2);
        assertThat(counts.of(PoolMetrics.STALE)).isZero();
    }

    @Test
    void connectionThatIsUsedRestsAnew() {
        Pool<String> pool = pool(options(1, 10, "PT0S", "PT10S", 0));
        busy(pool, "a");
        for (int i = 0; i < 5; i++) {
            pool.release(slot("a"));
            advance(9000);
            Request again = ask(pool);
            select();
            assertThat(again.name()).isEqualTo("a");
        }
        advance(60_000);
        assertThat(connections.ended).isEmpty();
    }

    @Test
    void connectionIsEndedAfterItsUses() {
        Pool<String> pool = pool(options(1, 10, "PT0S", "PT0S", 2));
        busy(pool, "a");
        pool.release(slot("a"));
        select();
        ask(pool);
        select();
        assertThat(connections.ended).isEmpty();
        pool.release(slot("a"));
        assertThat(connections.ended).containsExactly("a");
        assertThat(counts.of(PoolMetrics.STALE)).isZero();
    }

    @Test
    void failedConnectionFailsTheRequestThatWaitsLongestAndIsTriedForTheNext() {
        Pool<String> pool = pool(1);
        Request first = ask(pool);
        Request second = ask(pool);
        pool.notOpened(BROKEN);
        assertThat(first.failure).isEqualTo(BROKEN);
        assertThat(second.failure).isNull();
        assertThat(connections.opens).isEqualTo(2);
    }

    private Pool<String> checked() {
        return pool(new Pooling.On(
                2,
                new PoolLimits(10, Duration.ZERO, 0),
                Duration.ZERO,
                new IdleCheck.Probe(new StreamMessage(), Duration.ofSeconds(5), Duration.ofSeconds(1))));
    }

    @Test
    void connectionThatHasRestedIsAskedFirst() {
        Pool<String> pool = checked();
        busy(pool, "a");
        pool.release(slot("a"));
        advance(4000);
        Request soon = ask(pool);
        select();
        assertThat(soon.name()).isEqualTo("a");
        assertThat(connections.asked).isEmpty();

        pool.release(slot("a"));
        advance(5000);
        Request later = ask(pool);
        select();
        assertThat(later.isServed()).isFalse();
        assertThat(connections.asked.keySet()).containsExactly("a");
        assertThat(connections.opening).isZero();
        connections.asked.get("a").accept(true);
        assertThat(later.name()).isEqualTo("a");
    }

    @Test
    void connectionThatDoesNotAnswerIsReplaced() {
        Pool<String> pool = checked();
        busy(pool, "a");
        pool.release(slot("a"));
        advance(5000);
        Request request = ask(pool);
        select();
        connections.asked.get("a").accept(false);
        assertThat(connections.ended).containsExactly("a");
        assertThat(counts.of(PoolMetrics.CHECK_FAILURES)).isEqualTo(1);
        assertThat(connections.opening).isEqualTo(1);
        pool.opened(connections.made("b"));
        assertThat(request.name()).isEqualTo("b");
    }

    @Test
    void connectionThatIsLostWhileItIsAskedIsReplacedOnce() {
        Pool<String> pool = checked();
        busy(pool, "a");
        pool.release(slot("a"));
        advance(5000);
        Request request = ask(pool);
        select();
        pool.gone(slot("a"));
        connections.asked.get("a").accept(false);
        assertThat(counts.of(PoolMetrics.CHECK_FAILURES)).isEqualTo(1);
        assertThat(connections.ended).isEmpty();
        assertThat(pool.count()).isEqualTo(1);
        pool.opened(connections.made("b"));
        assertThat(request.name()).isEqualTo("b");
    }

    @Test
    void namedConnectionIsGivenOnlyWhereItIsIdle() {
        Pool<String> pool = pool(2);
        busy(pool, "a");
        busy(pool, "b");
        pool.release(slot("a"));
        select();
        Request idle = new Request();
        Request busy = new Request();
        pool.acquireOf("a"::equals, idle);
        pool.acquireOf("b"::equals, busy);
        select();
        assertThat(idle.name()).isEqualTo("a");
        assertThat(busy.failure.kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
    }

    @Test
    void closingRefusesWhoWaitsAndEndsEverything() {
        Pool<String> pool = pool(options(3, 10, "PT1S", "PT10S", 0));
        busy(pool, "a");
        busy(pool, "b");
        pool.release(slot("b"));
        select();
        Request idle = ask(pool);
        Request opening = ask(pool);
        Request waiting = ask(pool);
        pool.close();
        assertThat(List.of(idle, opening, waiting))
                .allSatisfy(request -> assertThat(request.failure.kind()).isEqualTo(Failure.Kind.NOT_CONNECTED));
        assertThat(connections.ended).containsExactlyInAnyOrder("a", "b");
        Pooled<String> late = pool.opened(connections.made("c"));
        assertThat(connections.ended).contains("c");
        Request after = ask(pool);
        assertThat(after.failure.kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
        pool.release(slot("a"));
        List.of(slot("a"), slot("b"), late).forEach(pool::gone);
        advance(60_000);
        assertThat(pool.standing()).isZero();
        assertThat(counts.of(PoolMetrics.BUSY)).isZero();
        assertThat(counts.of(PoolMetrics.IDLE)).isZero();
        assertThat(counts.of(PoolMetrics.TIMEOUTS)).isZero();
        assertThat(counts.of(PoolMetrics.EVICTED)).isZero();
    }

    /** What the pool asks of whoever makes connections. */
    private static final class Connections implements Keeper<String> {
        private final Map<String, Pooled<String>> slots = new HashMap<>();
        private final Map<String, Consumer<Boolean>> asked = new HashMap<>();
        private final Set<String> broken = new HashSet<>();
        private final List<String> ended = new ArrayList<>();
        private final List<Failure> refused = new ArrayList<>();
        private int opening;
        private int opens;

        String made(String name) {
            opening--;
            return name;
        }

        @Override
        public void open() {
            opening++;
            opens++;
        }

        @Override
        public boolean isWhole(String connection) {
            return !broken.contains(connection);
        }

        @Override
        public void ask(String connection, IdleCheck.Probe probe, Consumer<Boolean> answered) {
            asked.put(connection, answered);
        }

        @Override
        public void refused(Failure failure) {
            refused.add(failure);
        }

        @Override
        public void end(String connection, Phrase why) {
            ended.add(connection);
        }
    }

    private static final class Request implements Taker<String> {
        private Pooled<String> connection;
        private Failure failure;

        boolean isServed() {
            return connection != null;
        }

        String name() {
            return connection == null ? "" : connection.connection();
        }

        @Override
        public void taken(Pooled<String> taken) {
            assertThat(connection).isNull();
            connection = taken;
        }

        @Override
        public void refused(Failure why) {
            assertThat(failure).isNull();
            failure = why;
        }
    }

    /** Counts figures of the pool's own. */
    private static final class Counts implements MeterWriter {
        private final Map<MetricSpec, Long> counts = new HashMap<>();

        long of(MetricSpec metric) {
            return counts.getOrDefault(metric, 0L);
        }

        @Override
        public void add(MetricSpec metric, long delta) {
            counts.merge(metric, delta, Long::sum);
        }

        @Override
        public void opened() {}

        @Override
        public void closed() {}

        @Override
        public void failed(Failure.Kind kind) {}

        @Override
        public void read(int bytes, int messages, long now) {}

        @Override
        public void written(int bytes, int messages, long now) {}

        @Override
        public void latency(long nanos, int count) {}
    }
}
