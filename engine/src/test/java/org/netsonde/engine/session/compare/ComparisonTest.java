package org.netsonde.engine.session.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.MeteredSession;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.TimeRange;
import org.netsonde.engine.traffic.TrafficSource;

class ComparisonTest {

    private static final Instant START = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final long SECOND = 1_000_000_000L;

    private final Random random = new Random(7);

    /** A run of so many seconds with about so many requests a second, each taking about so many nanoseconds. */
    private EndpointMetrics run(int seconds, int requests, long nanos, int errors) {
        EndpointMetrics metrics = new EndpointMetrics(Role.SERVER, List.of(), new HistoryBudget());
        AtomicLong now = new AtomicLong();
        try (Sampler sampler = new Sampler(() -> START.plusNanos(now.get()), now::get, Duration.ofSeconds(1))) {
            sampler.add(metrics);
            metrics.started(0);
            sampler.tick(now.get());
            MeterWriter writer = metrics.writer(this);
            for (int i = 0; i < seconds; i++) {
                int count = requests + random.nextInt(requests / 5);
                writer.read(count * 10, count, now.get());
                writer.latency(nanos + random.nextInt(1 + (int) nanos / 10), count);
                for (int e = 0; e < errors; e++) {
                    writer.failed(Failure.Kind.INTERNAL);
                }
                sampler.tick(now.addAndGet(SECOND));
            }
            sampler.remove(metrics);
        }
        return metrics;
    }

    private static SessionEndpoint endpoint(EndpointMetrics metrics) {
        return session("Echo", metrics).endpoints().getFirst();
    }

    private static Session session(String name, EndpointMetrics metrics) {
        return new MeteredSession(START).with(name, metrics, TrafficSource.NONE);
    }

    private static Difference of(List<Difference> all, Figure figure) {
        return all.stream().filter(d -> d.figure() == figure).findFirst().orElseThrow();
    }

    @Test
    void aSlowerRunIsWorse() {
        List<Difference> differences = Comparison.of(
                endpoint(run(120, 1_000, 200_000, 0)),
                TimeRange.ALL,
                endpoint(run(120, 700, 400_000, 1)),
                TimeRange.ALL);

        Difference rate = of(differences, Figure.REQUESTS);
        assertThat(rate.a()).isCloseTo(1_100, within(30.0));
        assertThat(rate.change()).isCloseTo(-0.3, within(0.03));
        assertThat(rate.isWorse()).isTrue();
        Difference median = of(differences, Figure.LATENCY_P50);
        assertThat(median.a()).isCloseTo(210_000, within(5_000.0));
        assertThat(median.change()).isCloseTo(1, within(0.05));
        assertThat(median.isWorse()).isTrue();
        Difference errors = of(differences, Figure.ERRORS);
        assertThat(errors.a()).isZero();
        assertThat(errors.b()).isCloseTo(1, within(0.01));
        assertThat(errors.change()).isInfinite();
        assertThat(errors.isWorse()).isTrue();
        assertThat(of(differences, Figure.BYTES_OUT).isSignificant()).isFalse();
    }

    @Test
    void equalRunsDoNotDiffer() {
        List<Difference> differences = Comparison.of(
                endpoint(run(120, 1_000, 200_000, 0)),
                TimeRange.ALL,
                endpoint(run(90, 1_000, 200_000, 0)),
                TimeRange.ALL);

        assertThat(differences).noneMatch(Difference::isSignificant);
        assertThat(of(differences, Figure.REQUESTS).evidence().secondsB()).isEqualTo(90);
    }

    @Test
    void aPartOfARunCanBeComparedWithAnother() {
        SessionEndpoint endpoint = endpoint(run(60, 1_000, 200_000, 0));
        long start = START.toEpochMilli();

        List<Difference> differences = Comparison.of(
                endpoint,
                new TimeRange(start, start + 10_000),
                endpoint,
                new TimeRange(start + 10_001, start + 60_000));

        assertThat(of(differences, Figure.REQUESTS).evidence().secondsA()).isEqualTo(10);
        assertThat(of(differences, Figure.REQUESTS).evidence().verdict()).isEqualTo(Evidence.Verdict.TOO_SHORT);
    }

    @Test
    void figuresThatNeitherHasAreLeftOut() {
        EndpointMetrics silent = new EndpointMetrics(Role.CLIENT, List.of(), new HistoryBudget());

        assertThat(Comparison.of(endpoint(silent), TimeRange.ALL, endpoint(silent), TimeRange.ALL))
                .isEmpty();
    }

    @Test
    void endpointsBelongTogetherByNameAndElseByProtocol() {
        EndpointMetrics any = run(1, 10, 100, 0);
        Session a =
                new MeteredSession(START).with("Echo", any, TrafficSource.NONE).with("Chat", any, TrafficSource.NONE);
        Session b =
                new MeteredSession(START).with("Talk", any, TrafficSource.NONE).with("Echo", any, TrafficSource.NONE);

        List<Pairing> pairs = Pairing.of(a, b);

        assertThat(pairs)
                .extracting(p -> p.a().info().name() + "-" + p.b().info().name())
                .containsExactly("Echo-Echo", "Chat-Talk");
        assertThat(Pairing.of(session("x", any), new MeteredSession(START))).isEmpty();
    }
}
