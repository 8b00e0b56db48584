package org.netsonde.engine.session;

import java.util.List;
import java.util.Map;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.History;
import org.netsonde.engine.metrics.HistoryBudget;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;

/** The figures of one endpoint as they were recorded; its finest samples are those of seconds. */
final class RecordedMetrics implements MetricsView {

    private final List<MetricSpec> own;
    private final History seconds;
    private volatile Sample latest;
    private volatile Map<Failure.Kind, Long> errors = Map.of();
    private volatile Percentiles life = Percentiles.NONE;

    RecordedMetrics(List<MetricSpec> own, HistoryBudget budget) {
        this.own = own;
        seconds = new History(own, budget);
        latest = Sample.zero(own.size());
    }

    /** Takes the next second; one that is not later than the one before is left out. */
    void add(SampleLine line) {
        Sample sample = line.sample(own);
        if (sample.atMillis() > latest.atMillis()) {
            seconds.append(sample);
            latest = sample;
            errors = line.errors();
        }
    }

    /** All seconds are there. */
    void complete(Percentiles allLatencies) {
        life = allLatencies;
        // With the rates that follow from the second before.
        seconds.forEach(latest.atMillis(), latest.atMillis(), sample -> latest = sample);
    }

    @Override
    public List<MetricSpec> own() {
        return own;
    }

    @Override
    public Sample latest() {
        return latest;
    }

    @Override
    public History history() {
        return seconds;
    }

    @Override
    public History seconds() {
        return seconds;
    }

    @Override
    public Map<Failure.Kind, Long> errorsByKind() {
        return errors;
    }

    @Override
    public Percentiles lifeLatency() {
        return life;
    }
}
