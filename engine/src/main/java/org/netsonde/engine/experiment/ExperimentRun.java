package org.netsonde.engine.experiment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.session.Machine;
import tools.jackson.databind.node.ObjectNode;

/** One run of one experiment: its points, one after the other. Used once, by one thread. */
final class ExperimentRun {

    private final String id;
    private final ObjectNode parameters;
    private final Plan plan;
    private final RunLimits limits;
    private final ExperimentWatch watch;
    private final Keys keys;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Instant at;
    private final long began = System.nanoTime();
    private final List<PointResult> points = new ArrayList<>();

    ExperimentRun(
            String id,
            ObjectNode parameters,
            Plan plan,
            RunLimits limits,
            ExperimentWatch watch,
            Keys keys,
            InstantSource clock) {
        this.id = id;
        this.parameters = parameters;
        this.plan = plan;
        this.limits = limits;
        this.watch = watch;
        this.keys = keys;
        this.clock = clock;
        this.at = clock.instant();
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(limits.seed());
    }

    ExperimentResult execute() {
        Axis axis = plan.axis();
        int count = axis == null ? 1 : axis.values().size();
        int comparisons = (plan.sides().size() - 1) * count;
        long each = limits.time().toNanos() / count;
        boolean precise = true;
        for (int i = 0; i < count; i++) {
            Double value = axis == null ? null : axis.values().get(i);
            try (PointRun point = new PointRun(plan, value, comparisons, random, keys, clock)) {
                int index = i;
                PointRun.End end = point.measure(
                        each, limits.width(), (phase, fraction) -> told(phase, index, count, point, fraction));
                if (end == PointRun.End.CANCELLED) {
                    addIfMeasured(point);
                    return result(ExperimentResult.Ending.CANCELLED, points);
                }
                precise &= end == PointRun.End.PRECISE;
                addIfMeasured(point);
            }
        }
        return result(precise ? ExperimentResult.Ending.PRECISE : ExperimentResult.Ending.TIME, points);
    }

    private void addIfMeasured(PointRun point) {
        PointResult measured = point.result();
        if (measured != null) {
            points.add(measured);
        }
    }

    private boolean told(ExperimentProgress.Phase phase, int index, int count, PointRun point, double fraction) {
        List<PointResult> soFar = new ArrayList<>(points);
        PointResult current = point.result();
        if (current != null) {
            soFar.add(current);
        }
        return watch.goOn(new ExperimentProgress(
                phase,
                index,
                count,
                current == null ? 0 : current.rounds(),
                (index + fraction) / count,
                result(ExperimentResult.Ending.RUNNING, soFar)));
    }

    private ExperimentResult result(ExperimentResult.Ending ending, List<PointResult> measured) {
        return new ExperimentResult(
                id,
                parameters,
                at,
                Duration.ofNanos(System.nanoTime() - began),
                limits,
                Machine.here(),
                ending,
                plan.measures().stream().map(Figure::of).toList(),
                plan.axis(),
                measured,
                plan.notes());
    }
}
