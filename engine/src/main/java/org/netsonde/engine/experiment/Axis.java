package org.netsonde.engine.experiment;

import java.util.List;
import org.netsonde.engine.metrics.MetricSpec;

/**
 * What is varied from point to point of a sweep.
 *
 * @param id its label is {@code axis.<id>} in the engine's bundle
 * @param measure what its numbers count
 * @param values the points, rising
 */
public record Axis(String id, MetricSpec.Measure measure, List<Double> values) {

    public Axis {
        values = List.copyOf(values);
    }

    /** An axis of whole numbers. */
    public static Axis of(String id, MetricSpec.Measure measure, List<? extends Number> values) {
        return new Axis(
                id,
                measure,
                values.stream().map(Number::doubleValue).sorted().distinct().toList());
    }
}
