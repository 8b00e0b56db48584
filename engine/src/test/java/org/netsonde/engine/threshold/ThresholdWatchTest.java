package org.netsonde.engine.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sampler;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Annotations;
import org.netsonde.engine.session.TimeRange;
import tools.jackson.databind.json.JsonMapper;

/** How thresholds are judged, second by second, on a clock of the test's own. */
class ThresholdWatchTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nanos = new AtomicLong();
    private final Sampler sampler = new Sampler(() -> START.plusNanos(nanos.get()), nanos::get, Duration.ofMillis(100));
    private final EndpointMetrics metrics =
            new EndpointMetrics(Role.SERVER, List.of(MetricSpec.counter("rounds")), new HistoryBudget(1 << 20));
    private final Annotations annotations = new Annotations(() -> START.plusNanos(nanos.get()));
    private final EndpointThresholds thresholds = new EndpointThresholds("e", metrics, annotations);
    private final MeterWriter writer = metrics.writer(this);

    @Test
    void aLatencyThatStaysTooHighIsBrokenOnceAndForItsTime() {
        judge("[{'metric':'p99_ms','above':50,'for':'3s'}]");
        start();

        latencies(10, 61, 61, 10, 61, 62, 70, 65, 10);

        ThresholdVerdict verdict = only();
        assertThat(verdict.times()).isEqualTo(1);
        assertThat(verdict.brokenNanos()).isBetween(4 * SECOND - SECOND / 100, 4 * SECOND + SECOND / 100);
        assertThat(verdict.worst()).isBetween(BigDecimal.valueOf(70), BigDecimal.valueOf(71));
        assertThat(verdict.brokenNow()).isFalse();
        assertThat(texts()).hasSize(2);
        assertThat(texts().getFirst()).startsWith("p99 latency 7").endsWith(" ms is above 50 ms");
        assertThat(texts().getLast()).startsWith("p99 latency 10").endsWith(" ms is back below 50 ms");
        assertThat(annotations.all()).allSatisfy(a -> {
            assertThat(a.kind()).isEqualTo(Annotation.Kind.THRESHOLD);
            assertThat(a.endpoint()).isEqualTo("e");
        });
    }

    @Test
    void secondsWithoutLatenciesBreakNothingAndEndABreach() {
        judge("[{'metric':'p50_ms','below':5},{'metric':'p50_ms','above':5}]");
        start();

        latencies(0, 0, 9, 0, 0);

        assertThat(thresholds.verdicts().get(0).outcome()).isEqualTo(ThresholdVerdict.Outcome.KEPT);
        ThresholdVerdict above = thresholds.verdicts().get(1);
        assertThat(above.times()).isEqualTo(1);
        assertThat(above.brokenNow()).isFalse();
        assertThat(texts().getLast()).isEqualTo("p50 latency is no longer beyond 5 ms");
    }

    @Test
    void anEndpointThatDoesNotRunIsNotJudged() {
        judge("[{'metric':'rate','below':100},{'metric':'open','below':1}]");

        latencies(0, 0, 0);

        assertThat(thresholds.verdicts()).allSatisfy(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(ThresholdVerdict.Outcome.NOT_JUDGED);
            assertThat(verdict.worst()).isNull();
        });
    }

    @Test
    void secondsInWhichItStartsOrStopsOrThatAreCutShortAreNotTooSlow() {
        judge("[{'metric':'rate','below':100}]");
        latencies(0);
        sampler.tick(nanos.addAndGet(SECOND / 2));
        metrics.started(nanos.get());
        sampler.tick(nanos.addAndGet(SECOND / 2));
        writer.read(1, 200, nanos.get());
        sampler.tick(nanos.addAndGet(SECOND));
        nanos.addAndGet(SECOND / 100);
        sampler.flush(metrics);
        metrics.stopped();
        sampler.tick(nanos.addAndGet(SECOND));

        assertThat(only().outcome()).isEqualTo(ThresholdVerdict.Outcome.KEPT);
        assertThat(annotations.all()).isEmpty();
    }

    @Test
    void countsAndFiguresOfTheProtocolCanHaveThresholds() {
        judge("[{'metric':'errors','above':2},{'metric':'rounds','above':10},{'metric':'error_rate','above':0.5}]");
        start();
        writer.failed(Failure.Kind.IO);
        writer.failed(Failure.Kind.IO);
        writer.failed(Failure.Kind.IO);
        writer.add(MetricSpec.counter("rounds"), 11);
        latencies(0);

        assertThat(thresholds.verdicts()).allMatch(ThresholdVerdict::broken);
        assertThat(texts()).anyMatch(text -> text.equals("Errors 3 is above 2"));
    }

    @Test
    void whatWasRecordedGivesTheSameVerdicts() {
        judge("[{'metric':'p99_ms','above':50,'for':'2s'},{'metric':'rate','below':1},{'metric':'open','above':5}]");
        start();
        latencies(10, 61, 61, 10, 0, 0, 0, 0, 0, 61, 62, 70, 10);
        metrics.stopped();
        latencies(0, 0);

        assertThat(Thresholds.judge(thresholds.all(), metrics, TimeRange.ALL))
                .hasSize(3)
                .satisfies(again -> {
                    for (int i = 0; i < 3; i++) {
                        ThresholdVerdict live = thresholds.verdicts().get(i);
                        assertThat(again.get(i).times()).isEqualTo(live.times());
                        assertThat(again.get(i).worst()).isEqualTo(live.worst());
                        assertThat(again.get(i).brokenNanos())
                                .isBetween(live.brokenNanos() - 10, live.brokenNanos() + 10);
                    }
                });
        assertThat(thresholds.verdicts().getFirst().times()).isEqualTo(2);
    }

    @Test
    void whatHasAProblemIsKeptButNotJudged() {
        judge("[{'metric':'p99_ms','above':'much'}]");

        assertThat(thresholds.all()).isEmpty();
        assertThat(thresholds.check().problems())
                .singleElement()
                .hasToString("thresholds[0].above: must be a number, not \"much\"");
        assertThat(String.valueOf(thresholds.json())).contains("much");
    }

    private void judge(String json) {
        thresholds.configure(JsonMapper.shared().readTree(json.replace('\'', '"')));
        sampler.add(metrics);
        sampler.tick(nanos.get());
    }

    private void start() {
        writer.opened();
        metrics.started(nanos.get());
    }

    /** A second each with one such latency in milliseconds, or none for 0. */
    private void latencies(int... millis) {
        for (int each : millis) {
            if (each > 0) {
                writer.latency(each * 1_000_000L, 1);
                writer.read(1, 5, nanos.get());
            }
            for (int i = 0; i < 10; i++) {
                sampler.tick(nanos.addAndGet(SECOND / 10));
            }
        }
    }

    private ThresholdVerdict only() {
        assertThat(thresholds.verdicts()).hasSize(1);
        return thresholds.verdicts().getFirst();
    }

    private List<String> texts() {
        return new ArrayList<>(annotations.all().stream().map(Annotation::text).toList());
    }
}
