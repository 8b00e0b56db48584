package org.netsonde.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Subscription;

/** Metrics and sampler together, with a clock that only the test moves. */
class EndpointMetricsTest {

    private static final long TENTH = 100_000_000;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5 * TENTH); // wraps around during a test
    private final AtomicLong wallMillis = new AtomicLong(Samples.START);
    private final HistoryBudget budget = new HistoryBudget();
    private final Sampler sampler =
            new Sampler(() -> Instant.ofEpochMilli(wallMillis.get()), nanos::get, Duration.ofMillis(100));
    private final EndpointMetrics metrics = add(Role.SERVER);
    private final MeterWriter writer = metrics.writer("thread");

    @Test
    void beforeTheFirstSampleEverythingIsZero() {
        Sample latest = metrics.latest();

        assertThat(latest.atMillis()).isZero();
        assertThat(latest.total()).isZero();
        assertThat(latest.latency()).isEqualTo(Percentiles.NONE);
        assertThat(latest.own()).hasSize(1);
        assertThat(metrics.errorsByKind()).isEmpty();
        assertThat(metrics.lifeLatency()).isEqualTo(Percentiles.NONE);
    }

    @Test
    void whatGrowsWhileNothingHappensIsBroughtUpToDateBeforeEachReading() {
        Subscription growing = metrics.beforeReading(() -> writer.read(7, 0, 0));
        tick();
        assertThat(metrics.latest().bytesIn()).isEqualTo(7);
        tick();
        assertThat(metrics.latest().bytesIn()).isEqualTo(14);

        growing.close();
        tick();
        assertThat(metrics.latest().bytesIn()).isEqualTo(14);
    }

    @Test
    void ratesAreOfTheIntervalAndCountsSinceTheBeginning() {
        writer.read(1_000, 10, 0);
        tick();
        writer.read(500, 5, 0);
        writer.written(2_000, 4, 0);
        writer.failed(Failure.Kind.IO);

        nanos.addAndGet(2 * TENTH);
        sampler.tick(nanos.get());

        Sample sample = metrics.latest();
        assertThat(sample.intervalNanos()).isEqualTo(2 * TENTH);
        assertThat(sample.bytesIn()).isEqualTo(1_500);
        assertThat(sample.bytesOut()).isEqualTo(2_000);
        assertThat(sample.messagesIn()).isEqualTo(15);
        assertThat(sample.messagesOut()).isEqualTo(4);
        assertThat(sample.requests()).isEqualTo(15);
        assertThat(sample.errors()).isEqualTo(1);
        assertThat(sample.inRate()).isCloseTo(2_500, within(1e-6));
        assertThat(sample.outRate()).isCloseTo(10_000, within(1e-6));
        assertThat(sample.requestRate()).isCloseTo(25, within(1e-6));
        assertThat(sample.errorRate()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void errorRateIsOneWhereThereWereOnlyErrorsAndNeverMore() {
        writer.failed(Failure.Kind.IO);
        tick();
        assertThat(metrics.latest().errorRate()).isEqualTo(1);

        writer.read(1, 1, 0);
        writer.failed(Failure.Kind.IO);
        writer.failed(Failure.Kind.IO);
        tick();
        assertThat(metrics.latest().errorRate()).isEqualTo(1);

        tick();
        assertThat(metrics.latest().errorRate()).isZero();
    }

    @Test
    void requestsAreWhatClientsSendAndOthersReceive() {
        for (Role role : Role.values()) {
            EndpointMetrics endpoint = add(role);
            endpoint.writer("thread").read(1, 3, 0);
            endpoint.writer("thread").written(1, 5, 0);
            tick();
            assertThat(endpoint.latest().requests()).isEqualTo(role == Role.CLIENT ? 5 : 3);
        }
    }

    @Test
    void openConnectionsGoUpAndDownAndTheTotalStays() {
        writer.opened();
        writer.opened();
        writer.closed();
        tick();

        assertThat(metrics.latest().open()).isEqualTo(1);
        assertThat(metrics.latest().total()).isEqualTo(2);
    }

    @Test
    void failuresAreCountedByKind() {
        writer.failed(Failure.Kind.IO);
        writer.failed(Failure.Kind.CONNECTION_RESET);
        writer.failed(Failure.Kind.IO);

        assertThat(metrics.errorsByKind()).isEqualTo(Map.of(Failure.Kind.IO, 2L, Failure.Kind.CONNECTION_RESET, 1L));
    }

    @Test
    void uptimeCountsFromStartToStop() {
        tick();
        assertThat(metrics.latest().uptimeNanos()).isZero();
        metrics.started(nanos.get());
        tick();
        tick();
        assertThat(metrics.latest().uptimeNanos()).isEqualTo(2 * TENTH);
        metrics.stopped();
        tick();
        assertThat(metrics.latest().uptimeNanos()).isZero();
    }

    @Test
    void countsSurviveARestart() {
        metrics.started(nanos.get());
        writer.read(10, 1, 0);
        metrics.stopped();
        tick();
        metrics.started(nanos.get());
        metrics.writer("thread").read(10, 1, 0);
        tick();

        assertThat(metrics.latest().bytesIn()).isEqualTo(20);
        assertThat(metrics.latest().inRate()).isCloseTo(100, within(1e-6));
    }

    @Test
    void percentilesOfASecondAreThoseOfAllItsLatencies() {
        tick(); // the first reading begins the first second
        Histogram reference = new Histogram(1, LatencyBuckets.MAX_NANOS, 2);
        for (int tenth = 0; tenth < 10; tenth++) {
            for (int i = 0; i < 100; i++) {
                long nanos = tenth < 9 ? 1_000 + i : 1_000_000L * (i + 1); // the slow ones all in one tenth
                writer.latency(nanos, 1);
                reference.recordValue(nanos);
            }
            tick();
        }

        List<Sample> seconds = metrics.seconds().since(0, 10);
        assertThat(seconds).hasSize(1);
        Percentiles second = seconds.getFirst().latency();
        assertThat(second.count()).isEqualTo(1_000);
        assertThat(second.p50()).isEqualTo(reference.getValueAtPercentile(50));
        assertThat(second.p90()).isEqualTo(reference.getValueAtPercentile(90));
        assertThat(second.p99()).isEqualTo(reference.getValueAtPercentile(99));
        assertThat(second.max()).isEqualTo(reference.getMaxValue());
        assertThat(metrics.latest().latency().count()).isEqualTo(100);
        assertThat(metrics.latest().latency().p50()).isGreaterThan(1_000_000);
        assertThat(metrics.lifeLatency()).isEqualTo(second);
    }

    @Test
    void latenciesOfOneSecondAreNotInTheNext() {
        writer.latency(5_000, 3);
        ticks(11);
        writer.latency(9, 1);
        ticks(10);

        assertThat(metrics.seconds().since(0, 10))
                .extracting(sample -> sample.latency().count())
                .containsExactly(3L, 1L);
        assertThat(metrics.lifeLatency().count()).isEqualTo(4);
    }

    @Test
    void latenciesOutOfRangeAreClampedAndCounted() {
        writer.latency(-5, 1);
        tick();
        assertThat(metrics.latest().latency()).isEqualTo(new Percentiles(1, 0, 0, 0, 0, 0));

        writer.latency(Long.MAX_VALUE, 2);
        tick();
        assertThat(metrics.latest().latency().count()).isEqualTo(2);
        assertThat(metrics.latest().latency().max()).isEqualTo(LatencyBuckets.MAX_NANOS);
    }

    @Test
    void ownFiguresAreSampled() {
        writer.add(metrics.own().getFirst(), 41);
        writer.add(metrics.own().getFirst(), 1);
        tick();

        assertThat(metrics.latest().own()).containsExactly(42);
    }

    @Test
    void thereIsOneSampleASecondThoughTicksComeUnevenly() {
        tick();
        for (int i = 0; i < 300; i++) {
            writer.read(1, 1, 0);
            nanos.addAndGet(i % 2 == 0 ? 70_000_000 : 130_000_000);
            wallMillis.addAndGet(i % 2 == 0 ? 70 : 130);
            sampler.tick(nanos.get());
        }

        assertThat(metrics.seconds().since(0, 100)).hasSize(30).last().satisfies(sample -> {
            assertThat(sample.requests()).isEqualTo(300);
            assertThat(sample.requestRate()).isCloseTo(10, within(1e-6));
        });
        assertThat(metrics.history().size()).isEqualTo(301);
    }

    @Test
    void flushPutsTheLastCountsIntoBothHistories() {
        ticks(14);
        writer.read(7, 1, 0);
        nanos.addAndGet(TENTH / 2);
        wallMillis.addAndGet(50);

        Sample last = sampler.flush(metrics);

        assertThat(last.bytesIn()).isEqualTo(7);
        assertThat(metrics.latest()).isEqualTo(last);
        assertThat(metrics.history().since(0, 100).getLast()).isEqualTo(last);
        Sample second = metrics.seconds().since(0, 100).getLast();
        assertThat(second.bytesIn()).isEqualTo(7);
        assertThat(second.intervalNanos()).isEqualTo(3 * TENTH + TENTH / 2);
    }

    @Test
    void flushWithoutTimePassingStillShowsTheLastCounts() {
        ticks(11);
        writer.read(7, 1, 0);

        sampler.flush(metrics);

        long before = wallMillis.get();
        assertThat(metrics.seconds().since(before, 10)).singleElement().satisfies(sample -> {
            assertThat(sample.bytesIn()).isEqualTo(7);
            assertThat(sample.inRate()).isZero();
        });
    }

    @Test
    void samplesStayInOrderWhenTheWallClockIsSetBack() {
        for (int i = 0; i < 10; i++) {
            writer.read(1, 1, 0);
            tick();
        }
        wallMillis.addAndGet(-3_600_000);
        for (int i = 0; i < 10; i++) {
            writer.read(1, 1, 0);
            tick();
        }

        assertThat(metrics.history().since(0, 100))
                .extracting(Sample::atMillis)
                .hasSize(20)
                .isSorted()
                .doesNotHaveDuplicates()
                .last()
                .isEqualTo(Samples.START + 2_000);
    }

    @Test
    void removedEndpointIsNoLongerSampled() {
        tick();
        sampler.remove(metrics);
        writer.read(1, 1, 0);
        tick();

        assertThat(metrics.latest().bytesIn()).isZero();
    }

    @Test
    void threadSamplesUntilClosedAndCloseTakesTheLastSample() {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        EndpointMetrics endpoint = new EndpointMetrics(Role.SERVER, List.of(), budget);
        Sampler running = new Sampler(Clock.systemUTC(), System::nanoTime, Duration.ofMillis(1));
        running.add(endpoint);
        running.start();
        try {
            endpoint.writer("thread").read(1, 1, 0);
            Awaitility.await().until(() -> endpoint.latest().bytesIn() == 1);
        } finally {
            running.close();
        }
        endpoint.writer("thread").read(1, 1, 0);
        running.close();

        assertThat(endpoint.latest().bytesIn()).isEqualTo(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("netsonde-sampler") && !others.contains(thread));
    }

    @Test
    void writerThatCountsNothingAcceptsEverything() {
        MeterWriter none = Meter.NONE.writer("thread");
        none.opened();
        none.failed(Failure.Kind.IO);
        none.latency(1, 1);

        assertThat(none).isSameAs(MeterWriter.NONE);
    }

    private EndpointMetrics add(Role role) {
        EndpointMetrics endpoint =
                new EndpointMetrics(role, new ArrayList<>(List.of(MetricSpec.counter("own"))), budget);
        sampler.add(endpoint);
        return endpoint;
    }

    private void ticks(int times) {
        for (int i = 0; i < times; i++) {
            tick();
        }
    }

    private void tick() {
        wallMillis.addAndGet(100);
        sampler.tick(nanos.addAndGet(TENTH));
    }
}
