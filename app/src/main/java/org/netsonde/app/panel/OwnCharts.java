package org.netsonde.app.panel;

import java.util.List;
import java.util.stream.IntStream;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;

/** The charts of a protocol's own figures. */
final class OwnCharts implements ChartPage {

    private static final List<Tone> TONES = List.of(Tone.ACCENT, Tone.WARNING, Tone.SUCCESS, Tone.NEUTRAL);

    private final OwnFigures figures;
    private final List<Own> charts;
    private final List<TimeChart> shown;

    private record Own(TimeChart chart, List<MetricSpec> series) {}

    OwnCharts(List<ChartSpec> specs, OwnFigures figures, ChartMaker maker) {
        this.figures = figures;
        charts = specs.stream()
                .map(spec -> new Own(chart(spec, maker), spec.series()))
                .toList();
        shown = charts.stream().map(Own::chart).toList();
    }

    private static TimeChart chart(ChartSpec spec, ChartMaker maker) {
        Texts texts = maker.texts();
        List<Series> series = IntStream.range(0, spec.series().size())
                .mapToObj(i -> new Series(
                        OwnFigures.label(spec.series().get(i), texts), TONES.get(Math.min(i, TONES.size() - 1))))
                .toList();
        String title = texts.find("chart." + spec.id()).orElse(spec.id());
        return maker.chart(spec.id(), title, OwnFigures.unit(spec.series().getFirst()), series);
    }

    @Override
    public List<TimeChart> charts() {
        return shown;
    }

    @Override
    public void append(Sample sample) {
        long at = sample.atMillis();
        rest(at);
        figures.read(at, sample.own());
        plot(at);
    }

    @Override
    public void rest(long before) {
        if (figures.restsBefore(before)) {
            long at = figures.restAt();
            figures.rest();
            plot(at);
        }
    }

    private void plot(long at) {
        for (Own own : charts) {
            own.chart()
                    .append(
                            at,
                            own.series().stream().mapToDouble(figures::value).toArray());
        }
    }
}
