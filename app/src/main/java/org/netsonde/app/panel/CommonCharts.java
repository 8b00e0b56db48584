package org.netsonde.app.panel;

import java.util.List;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.Sample;

/** The four charts that every endpoint has. */
final class CommonCharts implements ChartPage {

    private static final double NANOS_PER_MILLI = 1e6;

    private final ChartMaker maker;
    private final TimeChart connections;
    private final TimeChart latency;
    private final TimeChart bandwidth;
    private final TimeChart errors;
    private final List<TimeChart> charts;
    private final RecentRate errorRate = new RecentRate();

    CommonCharts(ChartMaker maker) {
        this.maker = maker;
        Texts texts = maker.texts();
        connections = chart("connections", Unit.COUNT, new Series(texts.get("panel.chart.open"), Tone.ACCENT));
        latency = chart(
                "latency",
                Unit.MILLISECONDS,
                new Series("p50", Tone.ACCENT),
                new Series("p99", Tone.WARNING),
                new Series(texts.get("panel.chart.max"), Tone.DANGER));
        bandwidth = chart(
                "bandwidth",
                Unit.BYTES_PER_SECOND,
                new Series(texts.get("panel.chart.in"), Tone.ACCENT),
                new Series(texts.get("panel.chart.out"), Tone.SUCCESS));
        errors = chart("errors", Unit.PER_SECOND, new Series(texts.get("panel.chart.rate"), Tone.DANGER));
        charts = List.of(connections, latency, bandwidth, errors);
    }

    private TimeChart chart(String name, Unit unit, Series... series) {
        return maker.chart(name, maker.texts().get("panel.chart." + name), unit, List.of(series));
    }

    @Override
    public List<TimeChart> charts() {
        return charts;
    }

    @Override
    public void append(Sample sample) {
        long at = sample.atMillis();
        connections.append(at, sample.open());
        boolean timed = sample.latency().count() > 0;
        latency.append(
                at,
                timed ? sample.latency().p50() / NANOS_PER_MILLI : Double.NaN,
                timed ? sample.latency().p99() / NANOS_PER_MILLI : Double.NaN,
                timed ? sample.latency().max() / NANOS_PER_MILLI : Double.NaN);
        bandwidth.append(at, sample.inRate(), sample.outRate());
        if (errorRate.endsBefore(at)) {
            errors.append(errorRate.end(), 0);
        }
        errors.append(at, errorRate.next(at, sample.intervalNanos() / NANOS_PER_MILLI, sample.errors()));
    }

    @Override
    public void rest(long before) {
        if (errorRate.endsBefore(before)) {
            errors.append(errorRate.end(), 0);
            errorRate.ended();
        }
    }
}
