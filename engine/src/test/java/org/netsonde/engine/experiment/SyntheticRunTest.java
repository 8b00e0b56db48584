package org.netsonde.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.Verdict;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.security.Keys;

/** The runner with work that does nothing and says how long it took: what the figures must be is known. */
public class SyntheticRunTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final ExperimentRunner runner =
            new ExperimentRunner(Keys.inMemory(InstantSource.system()), InstantSource.system());

    /** The parameters of an experiment without any. */
    public record Parameters(@Option(min = 1, max = 9) int number) implements Settings {
        public Parameters() {
            this(1);
        }
    }

    /** An experiment of a plan. */
    public record Planned(Plan plan) implements Experiment<Parameters> {
        @Override
        public String id() {
            return "planned";
        }

        @Override
        public Class<Parameters> parametersType() {
            return Parameters.class;
        }

        @Override
        public Parameters defaults() {
            return new Parameters();
        }

        @Override
        public Plan plan(Parameters parameters) {
            return plan;
        }
    }

    private ExperimentResult run(Plan plan, double width, long seed, ExperimentWatch watch) {
        return runner.run(new Planned(plan), Stand.json("{}"), new RunLimits(LONG, width, seed), watch);
    }

    private static Side side(String id, DoubleSupplier nanosOfUnit) {
        return Side.named(id, id, (stand, at) -> units -> tally(units, nanosOfUnit.getAsDouble()));
    }

    private static Tally tally(int units, double nanosOfUnit) {
        long nanos = Math.round(nanosOfUnit * units);
        Histogram latencies = new Histogram(3);
        latencies.recordValueWithCount(Math.round(nanosOfUnit), units);
        return new Tally(units, 0, Math.max(1, nanos), latencies, Map.of());
    }

    private static Plan rates(Side... sides) {
        return Plan.of(List.of(Measure.RATE, Measure.MEDIAN), List.of(sides));
    }

    /** Skewed as times are, with an outlier now and then; both sides are slowed alike for a while. */
    private static DoubleSupplier times(Random random, double nanos) {
        return () -> nanos * Math.exp(Math.abs(random.nextGaussian()) * 0.1) * (random.nextInt(20) == 0 ? 5 : 1);
    }

    @Test
    void truthIsHeldAsOftenAsPromisedThoughTheRunEndsByItsOwnFigures() {
        Random random = new Random(7);
        int held = 0;
        int runs = 120;
        for (int i = 0; i < runs; i++) {
            ExperimentResult result = run(
                    rates(side("slow", times(random, 20_000)), side("fast", times(random, 10_000))),
                    0.03,
                    i,
                    ExperimentWatch.NONE);
            Comparison comparison = result.points().getFirst().comparisons().getFirst();
            assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
            held += comparison.ratio().low() <= 2 && comparison.ratio().high() >= 2 ? 1 : 0;
        }
        assertThat(held).isGreaterThan((int) (runs * 0.9));
    }

    @Test
    void nothingIsFoundWhereThereIsNothing() {
        Random random = new Random(11);
        int found = 0;
        int runs = 120;
        for (int i = 0; i < runs; i++) {
            ExperimentResult result = run(
                    rates(
                            side("a", times(random, 10_000)),
                            side("b", times(random, 10_000)),
                            side("c", times(random, 10_000))),
                    0.04,
                    i,
                    ExperimentWatch.NONE);
            boolean any = result.points().getFirst().comparisons().stream()
                    .anyMatch(comparison ->
                            comparison.verdict() == Verdict.BETTER || comparison.verdict() == Verdict.WORSE);
            found += any ? 1 : 0;
        }
        // One run in twenty may be wrong, all comparisons of it together.
        assertThat(found).isLessThan((int) (runs * 0.08));
    }

    @Test
    void whatIsExactEndsAfterTheFewestRounds() {
        ExperimentResult result =
                run(rates(side("a", () -> 1000), side("b", () -> 2000)), 0.02, 1, ExperimentWatch.NONE);

        PointResult point = result.points().getFirst();
        assertThat(result.ending()).isEqualTo(ExperimentResult.Ending.PRECISE);
        assertThat(point.rounds()).isEqualTo(RunLimits.FEWEST_ROUNDS);
        assertThat(point.comparisons())
                .containsExactly(new Comparison("b", "a", new Estimate(0.5, 0.5, 0.5), Verdict.WORSE));
        assertThat(point.side("a").estimates().getFirst().value()).isEqualTo(1e6);
        assertThat(result.parameters().path("number").intValue()).isEqualTo(1);
    }

    @Test
    void sidesTakeTurnsInAnOrderDrawnFromTheSeed() {
        List<String> first = order(5);
        List<String> again = order(5);
        List<String> other = order(6);

        assertThat(first).isEqualTo(again).isNotEqualTo(other);
        // Each has its turn in every round.
        for (int i = 0; i < first.size(); i += 3) {
            assertThat(first.subList(i, i + 3)).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    private List<String> order(long seed) {
        List<String> order = new ArrayList<>();
        boolean[] measuring = {false};
        List<Side> sides = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            sides.add(Side.named(id, id, (stand, at) -> units -> {
                if (measuring[0]) {
                    order.add(id);
                }
                return tally(units, 1000);
            }));
        }
        run(Plan.of(List.of(Measure.RATE), sides), 0.02, seed, progress -> {
            measuring[0] = progress.phase() == ExperimentProgress.Phase.MEASURING;
            return true;
        });
        return order;
    }

    @Test
    void blocksOfSlowAndFastSidesTakeAboutTheSameTime() {
        ExperimentResult result =
                run(rates(side("a", () -> 1_000), side("b", () -> 1_000_000)), 0.02, 1, ExperimentWatch.NONE);

        PointResult point = result.points().getFirst();
        assertThat(point.side("a").blocks().getFirst().units()).isBetween(40_000L, 80_000L);
        assertThat(point.side("b").blocks().getFirst().units()).isBetween(40L, 80L);
    }

    @Test
    void eachPointOfASweepIsMeasuredWithItsOwnValue() {
        Side same = Side.named("same", "same", (stand, at) -> units -> tally(units, 1000));
        Side grows = Side.named("grows", "grows", (stand, at) -> units -> tally(units, 1000 * at));
        Plan plan = Plan.sweep(
                List.of(Measure.MEDIAN),
                Axis.of("size", MetricSpec.Measure.BYTES, List.of(4, 1, 2)),
                List.of(same, grows));

        ExperimentResult result = run(plan, 0.02, 1, ExperimentWatch.NONE);

        assertThat(result.points()).extracting(PointResult::at).containsExactly(1.0, 2.0, 4.0);
        assertThat(result.points())
                .extracting(point -> point.comparisons().getFirst().ratio().value())
                .satisfies(ratios -> {
                    assertThat(ratios.get(0)).isEqualTo(1);
                    assertThat(ratios.get(1)).isBetween(0.499, 0.501);
                    assertThat(ratios.get(2)).isBetween(0.249, 0.251);
                });
    }

    @Test
    void whoCancelsGetsWhatWasMeasured() {
        ExperimentResult result =
                run(rates(side("a", () -> 1000), side("b", () -> 2000)), 0.02, 1, progress -> progress.rounds() < 3);

        assertThat(result.ending()).isEqualTo(ExperimentResult.Ending.CANCELLED);
        assertThat(result.points().getFirst().rounds()).isEqualTo(3);
        assertThat(result.points().getFirst().comparisons().getFirst().verdict())
                .isEqualTo(Verdict.TOO_FEW);
    }

    @Test
    void whoCancelsAtOnceGetsNothing() {
        ExperimentResult result = run(rates(side("a", () -> 1000), side("b", () -> 2000)), 0.02, 1, p -> false);

        assertThat(result.points()).isEmpty();
    }

    @Test
    void countersAreThoseOfMeasuredBlocksAlone() {
        Side counted = Side.named(
                "a",
                "a",
                (stand, at) -> units -> new Tally(
                        units, 2, 1000L * units, tally(units, 1000).latencies(), Map.of("hits", (long) units)));

        PointResult point = run(rates(counted, side("b", () -> 1000)), 0.02, 1, ExperimentWatch.NONE)
                .points()
                .getFirst();

        assertThat(point.side("a").counter("hits")).isEqualTo(point.side("a").units());
        assertThat(point.side("a").failed()).isEqualTo(2L * point.rounds());
    }

    @Test
    void aSideThatCannotWorkEndsTheRunWithItsReason() {
        FailureException reason = new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection"));
        Side broken = Side.named("a", "a", (stand, at) -> {
            throw reason;
        });

        assertThatThrownBy(() -> run(rates(broken, side("b", () -> 1)), 0.02, 1, ExperimentWatch.NONE))
                .isSameAs(reason);
        // And the next one can run.
        assertThat(run(rates(side("a", () -> 1000), side("b", () -> 1000)), 0.02, 1, ExperimentWatch.NONE)
                        .points())
                .hasSize(1);
    }

    @Test
    void badParametersStartNothing() {
        assertThatThrownBy(() -> runner.run(
                        new Planned(rates(side("a", () -> 1), side("b", () -> 1))),
                        Stand.json("{'number': 10}"),
                        RunLimits.standard(1),
                        ExperimentWatch.NONE))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS));
    }
}
