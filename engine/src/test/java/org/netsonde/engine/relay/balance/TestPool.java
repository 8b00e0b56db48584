package org.netsonde.engine.relay.balance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.BackEnds;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.HeldMessages;
import org.netsonde.engine.protocol.Middle;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Transfers;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.traffic.TrafficTap;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

/** A pool with a time of its own, whose checks come out as the test says. */
final class TestPool {

    /** The relay's name. */
    static final String NAME = "Middle";

    static final Ejection EJECTION = new Ejection(3, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final Failure REFUSED = Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", "there");

    final TestSchedule schedule = new TestSchedule();
    final List<Failure> failures = new CopyOnWriteArrayList<>();
    final List<Phrase> marks = new CopyOnWriteArrayList<>();
    final Middle middle = new Middle(new BackEnds(), new HeldMessages(), marks::add);
    final EndpointMetrics metrics = new EndpointMetrics(Role.RELAY, RelayMetrics.ALL, new HistoryBudget(1 << 20));
    /** The checks that are under way, by the port of the back end. */
    final Map<Integer, Deque<Consumer<Optional<Failure>>>> checks = new HashMap<>();

    final BackEndPool pool;

    private TestPool(PoolSettings settings) {
        EndpointContext context = new EndpointContext(
                NAME,
                new EventLoops(TransportKind.NIO, 1),
                metrics,
                owner -> TrafficTap.NONE,
                new Connections(InstantSource.system()),
                new Transfers(),
                middle,
                name -> {
                    throw new AssertionError(name);
                },
                Keys.inMemory(InstantSource.system()),
                InstantSource.system(),
                failures::add);
        pool = new BackEndPool(context, settings, schedule, any -> this::check, 42);
    }

    private Runnable check(Aim aim, Consumer<Optional<Failure>> done) {
        Deque<Consumer<Optional<Failure>>> its = checks.computeIfAbsent(aim.port(), port -> new ArrayDeque<>());
        its.add(done);
        return () -> its.remove(done);
    }

    /** A pool of streams with back ends of those weights, at the ports 8001, 8002, … */
    static TestPool of(Balancing balancing, int... weights) {
        return new TestPool(settings(balancing, weights));
    }

    static TestPool of(PoolSettings settings) {
        return new TestPool(settings);
    }

    static PoolSettings settings(Balancing balancing, int... weights) {
        return settings(balancing, new HealthCheck.None(), EJECTION, weights);
    }

    static PoolSettings settings(Balancing balancing, HealthCheck health, Ejection ejection, int... weights) {
        List<BackEndSetting> backEnds = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            backEnds.add(backEnd(8001 + i, weights[i]));
        }
        return new PoolSettings(backEnds, balancing, health, ejection, false);
    }

    static BackEndSetting backEnd(int port, int weight) {
        return new BackEndSetting(new Aim(port), weight, false);
    }

    static BackEndSetting draining(int port, int weight) {
        return new BackEndSetting(new Aim(port), weight, true);
    }

    static PoolSettings with(PoolSettings settings, BackEndSetting... backEnds) {
        return new PoolSettings(
                List.of(backEnds), settings.balancing(), settings.health(), settings.ejection(), settings.datagrams());
    }

    /** A client at one of 2^24 addresses. */
    static InetSocketAddress client(int number) {
        byte[] address = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), 40_000 + number % 1000);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Chooses, and says at which port; 0 for none. */
    int choose() {
        return port(pool.choose(client(1), Set.of()));
    }

    static int port(@Nullable Member member) {
        return member == null ? 0 : member.aim().port();
    }

    /** Chooses for many clients; how many each port got. */
    Map<Integer, Integer> shares(int draws) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            counts.merge(port(pool.choose(client(i), Set.of())), 1, Integer::sum);
        }
        return counts;
    }

    /** The member at a port. */
    Member at(int port) {
        return middle.backEnds().list().stream()
                .map(Member.class::cast)
                .filter(member -> member.aim().port() == port)
                .findFirst()
                .orElseThrow();
    }

    /** What a member refuses so many connections. */
    void refuse(int port, int times) {
        for (int i = 0; i < times; i++) {
            at(port).unreachable(REFUSED);
        }
    }

    /** The states in order. */
    List<BackEnd.State> states() {
        return middle.backEnds().list().stream().map(BackEnd::state).toList();
    }

    void passMillis(long millis) {
        schedule.pass(Duration.ofMillis(millis));
    }

    /** How many checks of the back ends at those ports are under way. */
    int checking(int... ports) {
        return Arrays.stream(ports)
                .map(port -> checks.getOrDefault(port, new ArrayDeque<>()).size())
                .sum();
    }

    /** Ends the check under way of the back end at that port. */
    void checked(int port, boolean good) {
        checks.get(port).remove().accept(good ? Optional.empty() : Optional.of(REFUSED));
    }

    /** What was counted of a figure. */
    long count(MetricSpec metric) {
        try (Sampler sampler = new Sampler(InstantSource.system())) {
            sampler.add(metrics);
            return sampler.flush(metrics).own()[RelayMetrics.ALL.indexOf(metric)];
        }
    }

    static Failure refused() {
        return REFUSED;
    }
}
