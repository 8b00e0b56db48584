package org.netsonde.app.panel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.Sample;

/** The charts of a protocol's own figures. */
final class OwnCharts implements ChartPage {

    private static final List<Tone> TONES = List.of(Tone.ACCENT, Tone.WARNING, Tone.SUCCESS, Tone.NEUTRAL);

    private final OwnFigures figures;
    private final List<Own> charts;
    private final List<TimeChart> shown;
    /** Those whose figures have been known at some time. */
    private final Set<Own> begun = new HashSet<>();

    private record Own(TimeChart chart, ChartSpec spec) {}

    OwnCharts(List<ChartSpec> specs, OwnFigures figures, ChartMaker maker) {
        this.figures = figures;
        charts = specs.stream().map(spec -> new Own(chart(spec, maker), spec)).toList();
        shown = charts.stream().map(Own::chart).toList();
    }

    private static TimeChart chart(ChartSpec spec, ChartMaker maker) {
        Texts texts = maker.texts();
        List<Series> series = IntStream.range(0, spec.series().size())
                .mapToObj(i -> new Series(
                        OwnFigures.label(spec.series().get(i), texts), TONES.get(Math.min(i, TONES.size() - 1))))
                .toList();
        String title = texts.find("chart." + spec.id()).orElse(spec.id());
        Optional<String> none = texts.find("chart." + spec.id() + ".none");
        return maker.chart(spec.id(), title, OwnFigures.unit(spec.series().getFirst()), series, none);
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
            boolean known = isKnown(own.spec());
            if (known) {
                begun.add(own);
            }
            // A chart says why it has no data as long as it has had none.
            if (begun.contains(own)) {
                own.chart()
                        .append(
                                at,
                                own.spec().series().stream()
                                        .mapToDouble(known ? figures::value : spec -> Double.NaN)
                                        .toArray());
            }
        }
    }

    private boolean isKnown(ChartSpec spec) {
        double given = spec.given() == null ? 1 : figures.value(spec.given());
        return given != 0 && !Double.isNaN(given);
    }
}
