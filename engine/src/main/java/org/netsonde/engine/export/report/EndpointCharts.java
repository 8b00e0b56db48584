package org.netsonde.engine.export.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.netsonde.engine.export.ExportEndpoint;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.threshold.Measure;
import org.netsonde.engine.threshold.Threshold;

/** The charts of one endpoint, filled in one pass over its seconds. */
final class EndpointCharts {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Rates of a shorter stretch, such as the last moment of a run, would be spikes that say nothing. */
    private static final long LEAST_FOR_RATE = 250_000_000;

    private final boolean timed;
    private final boolean failed;

    private final Fold rate;
    private final Fold p50;
    private final Fold p99;
    private final Fold max;
    private final Fold in;
    private final Fold out;
    private final Fold errors;
    private final Fold open;
    private long errorsBefore;
    private boolean ran;

    private EndpointCharts(SvgChart svg, Row row) {
        timed = row.latency().count() > 0;
        failed = row.totals().errors() > 0;
        // So that there are two in every line.
        rate = svg.fold(timed == failed);
        p50 = svg.fold(false);
        p99 = svg.fold(false);
        max = svg.fold(false);
        in = svg.fold(false);
        out = svg.fold(false);
        errors = svg.fold(false);
        open = svg.fold(false);
        errorsBefore = row.endpoint().before().errors();
    }

    /** The charts of an endpoint: those of latencies and of errors where there were some. */
    static List<Chart> of(SvgChart svg, Row row, Words words) {
        EndpointCharts charts = new EndpointCharts(svg, row);
        row.endpoint().forEachSecond(charts::add);
        return charts.charts(row.endpoint(), row.id(), words);
    }

    private void add(Sample sample) {
        long at = sample.atMillis();
        boolean runs = sample.uptimeNanos() > 0;
        boolean shown = runs || ran;
        ran = runs;
        open.add(at, shown ? sample.open() : Double.NaN);
        boolean measured = sample.latency().count() > 0;
        p50.add(at, measured ? sample.latency().p50() / NANOS_PER_MILLI : Double.NaN);
        p99.add(at, measured ? sample.latency().p99() / NANOS_PER_MILLI : Double.NaN);
        max.add(at, measured ? sample.latency().max() / NANOS_PER_MILLI : Double.NaN);
        if (sample.intervalNanos() >= LEAST_FOR_RATE) {
            rate.add(at, shown ? sample.requestRate() : Double.NaN);
            in.add(at, shown ? sample.inRate() : Double.NaN);
            out.add(at, shown ? sample.outRate() : Double.NaN);
        }
        long more = sample.errors() - errorsBefore;
        errors.add(at, more / Math.max(1, sample.intervalNanos() / NANOS_PER_SECOND));
        errorsBefore = sample.errors();
    }

    private List<Chart> charts(ExportEndpoint endpoint, String id, Words words) {
        List<Chart> charts = new ArrayList<>();
        charts.add(chart(
                id, "rate", words, words::brief, 0.1, limits(endpoint, words, "rate"), line(words, "rate", 1, rate)));
        if (timed) {
            charts.add(chart(
                    id,
                    "latency",
                    words,
                    words::brief,
                    0.001,
                    limits(endpoint, words, "mean_ms", "p50_ms", "p99_ms", "max_ms"),
                    new Chart.Line("p50", 1, p50),
                    new Chart.Line("p99", 3, p99),
                    line(words, "max", 4, max)));
        }
        charts.add(chart(
                id, "bytes", words, words::bytes, 1, List.of(), line(words, "in", 1, in), line(words, "out", 2, out)));
        charts.add(chart(
                id, "open", words, words::brief, 1, limits(endpoint, words, "open"), line(words, "open", 2, open)));
        if (failed) {
            charts.add(chart(id, "errors", words, words::brief, 1, List.of(), line(words, "errors", 4, errors)));
        }
        return charts;
    }

    private static Chart.Line line(Words words, String name, int tone, Fold fold) {
        return new Chart.Line(words.get("line." + name), tone, fold);
    }

    private static Chart chart(
            String id,
            String name,
            Words words,
            DoubleFunction<String> label,
            double smallest,
            List<Chart.Limit> limits,
            Chart.Line... lines) {
        return new Chart(
                id + "-" + name,
                words.get("chart." + name),
                List.of(lines),
                label,
                smallest,
                name.equals("errors"),
                limits);
    }

    private static List<Chart.Limit> limits(ExportEndpoint endpoint, Words words, String... metrics) {
        List<Chart.Limit> limits = new ArrayList<>();
        for (Threshold threshold : endpoint.info().thresholds()) {
            if (Set.of(metrics).contains(threshold.metric())) {
                Measure.find(threshold.metric(), endpoint.metrics().own())
                        .ifPresent(measure -> limits.add(new Chart.Limit(
                                threshold.limit().doubleValue(), Verdicts.rule(threshold, measure, words))));
            }
        }
        return limits;
    }
}
