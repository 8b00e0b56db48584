package org.netsonde.engine.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.PairedRatio;
import org.netsonde.engine.experiment.stat.Verdict;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.session.Machine;
import tools.jackson.databind.node.JsonNodeFactory;

/** Results as experiments give them, made up for tests. */
public final class Measured {

    /** More is better. */
    public static final Figure RATE = new Figure("rate", Measure.Unit.PER_SECOND, true);

    /** Less is better. */
    public static final Figure MEDIAN = new Figure("median", Measure.Unit.NANOS, false);

    /** An axis whose id no bundle knows. */
    public static final Axis AXIS = Axis.of("clients", MetricSpec.Measure.COUNT, List.of(1, 64, 1024));

    private Measured() {}

    /** How many times as good a side is as the first, and between what. */
    public record Ratio(String side, double value, double low, double high) {}

    /** A ratio known to within a twentieth. */
    public static Ratio ratio(String side, double value) {
        return new Ratio(side, value, value * 0.95, value * 1.05);
    }

    /** One point, with nio as the first side. */
    public static PointResult point(@Nullable Double at, Figure main, int rounds, Ratio... ratios) {
        double first = main.unit() == Measure.Unit.NANOS ? 200_000 : 40_000;
        List<SideResult> sides = new ArrayList<>(List.of(side("nio", main, first, rounds, 0)));
        List<Comparison> comparisons = new ArrayList<>();
        for (Ratio ratio : ratios) {
            double value = main.higherIsBetter() ? first * ratio.value() : first / ratio.value();
            sides.add(side(ratio.side(), main, value, rounds, 0));
            Estimate estimate = new Estimate(ratio.value(), ratio.low(), ratio.high());
            Verdict verdict = PairedRatio.verdict(estimate, RunLimits.MATTERS);
            comparisons.add(new Comparison(ratio.side(), "nio", estimate, verdict));
        }
        return new PointResult(at, rounds, sides, comparisons);
    }

    /** What came of a side: its blocks all gave the same. */
    public static SideResult side(String id, Figure main, double value, int rounds, long failed) {
        List<Block> blocks = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            blocks.add(new Block(round, 1, 1000, round == 1 ? failed : 0, 60_000_000, List.of(value)));
        }
        return new SideResult(
                id,
                Phrase.verbatim(id),
                List.of(new Estimate(value, value * 0.98, value * 1.02)),
                new Percentiles(1000L * rounds, 210_000.5, 200_000, 300_000, 400_000, 900_000),
                1000L * rounds,
                failed,
                Map.of("server.requests", 1000L * rounds),
                blocks);
    }

    /** A result by that figure. */
    public static ExperimentResult result(Figure main, @Nullable Axis axis, PointResult... points) {
        return result(main, axis, ExperimentResult.Ending.TIME, List.of(points));
    }

    /** A result by that figure that ended so. */
    public static ExperimentResult result(
            Figure main, @Nullable Axis axis, ExperimentResult.Ending ending, List<PointResult> points) {
        return new ExperimentResult(
                "transports",
                JsonNodeFactory.instance.objectNode().put("connections", 16).put("size", "64"),
                Instant.parse("2026-01-31T12:00:00Z"),
                Duration.ofMillis(20_250),
                RunLimits.standard(7),
                new Machine("Linux 6.1", "amd64", 2, "25"),
                ending,
                List.of(main),
                axis,
                points,
                List.of(Phrase.of("experiment.note.noTransport", "io_uring")));
    }
}
