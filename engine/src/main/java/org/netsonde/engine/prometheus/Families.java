package org.netsonde.engine.prometheus;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Figures by their names, each with a point for every set of labels. Names are without the ending that a kind brings, such
 * as {@code _total}. Not safe for threads.
 */
final class Families {

    private final Map<String, Family<?>> byName = new LinkedHashMap<>();

    /** One name: its points so far, and what they become. */
    private record Family<P>(
            MetricMetadata about,
            Class<P> type,
            List<P> points,
            BiFunction<MetricMetadata, Collection<P>, MetricSnapshot> make) {

        void add(Object point) {
            points.add(type.cast(point));
        }

        MetricSnapshot build() {
            return make.apply(about, points);
        }
    }

    /** Adds a point of what only grows. */
    void counter(String name, String help, @Nullable Unit unit, Labels labels, Number value) {
        add(
                about(name, help, unit),
                CounterDataPointSnapshot.class,
                CounterSnapshot::new,
                CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value.doubleValue())
                        .build());
    }

    /** Adds a point of what goes up and down. */
    void gauge(String name, String help, @Nullable Unit unit, Labels labels, Number value) {
        add(
                about(name, help, unit),
                GaugeDataPointSnapshot.class,
                GaugeSnapshot::new,
                GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value.doubleValue())
                        .build());
    }

    /** Adds a point of a distribution. */
    void histogram(String name, String help, Unit unit, HistogramDataPointSnapshot point) {
        add(about(name, help, unit), HistogramDataPointSnapshot.class, HistogramSnapshot::new, point);
    }

    /** Adds a point of one of a few states. */
    void state(String name, String help, Labels labels, List<String> states, String present) {
        StateSetDataPointSnapshot.Builder point =
                StateSetDataPointSnapshot.builder().labels(labels);
        states.forEach(state -> point.state(state, state.equals(present)));
        add(about(name, help, null), StateSetDataPointSnapshot.class, StateSetSnapshot::new, point.build());
    }

    /** Adds what does not change. */
    void info(String name, String help, Labels labels) {
        add(
                about(name, help, null),
                InfoDataPointSnapshot.class,
                InfoSnapshot::new,
                InfoDataPointSnapshot.builder().labels(labels).build());
    }

    private static MetricMetadata about(String name, String help, @Nullable Unit unit) {
        return unit == null ? new MetricMetadata(name, help) : new MetricMetadata(name, help, unit);
    }

    private <P> void add(
            MetricMetadata about,
            Class<P> type,
            BiFunction<MetricMetadata, Collection<P>, MetricSnapshot> make,
            P point) {
        byName.computeIfAbsent(about.getName(), _ -> new Family<>(about, type, new ArrayList<>(), make))
                .add(point);
    }

    /** Whether a name is that of another sort of figure already. */
    boolean isTaken(String name, boolean counter) {
        Family<?> family = byName.get(name);
        return family != null
                && family.type() != (counter ? CounterDataPointSnapshot.class : GaugeDataPointSnapshot.class);
    }

    /** All of them. */
    MetricSnapshots build() {
        return new MetricSnapshots(byName.values().stream().map(Family::build).toList());
    }
}
