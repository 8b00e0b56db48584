package org.netsonde.app.panel;

import java.util.List;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import org.netsonde.app.chart.ChartTexts;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.Sample;

/** The four charts of an endpoint, which scroll, zoom and point together. Reads the history while it is showing. */
final class ChartsPane {

    /** How many samples one frame reads at most; a long history is there after a few frames. */
    private static final int SAMPLES_PER_FRAME = 2_000;

    private static final double NANOS_PER_MILLI = 1e6;
    /** Latencies of messages that are no further apart than this are joined by a line. */
    private static final long SPARSE_MILLIS = 2_000;
    /** A sample is in the history by then, also on a busy machine. */
    private static final long LATEST_SAMPLE_MILLIS = 1_000;

    private final EndpointMetrics metrics;
    private final TimeView view = new TimeView();
    private final TimeChart connections;
    private final TimeChart latency;
    private final TimeChart bandwidth;
    private final TimeChart errors;
    private final List<TimeChart> charts;
    private final GridPane node = new GridPane();
    private long readUntil = Long.MIN_VALUE;
    private final RecentRate errorRate = new RecentRate();

    ChartsPane(EndpointMetrics metrics, Texts texts) {
        this.metrics = metrics;
        ChartTexts words = new ChartTexts(
                texts.get("panel.chart.noData"), texts.get("panel.chart.live"), texts.get("panel.chart.paused"));
        connections =
                chart(texts, "connections", Unit.COUNT, words, new Series(texts.get("panel.chart.open"), Tone.ACCENT));
        latency = chart(
                texts,
                "latency",
                Unit.MILLISECONDS,
                words,
                new Series("p50", Tone.ACCENT),
                new Series("p99", Tone.WARNING),
                new Series(texts.get("panel.chart.max"), Tone.DANGER));
        bandwidth = chart(
                texts,
                "bandwidth",
                Unit.BYTES_PER_SECOND,
                words,
                new Series(texts.get("panel.chart.in"), Tone.ACCENT),
                new Series(texts.get("panel.chart.out"), Tone.SUCCESS));
        errors = chart(texts, "errors", Unit.PER_SECOND, words, new Series(texts.get("panel.chart.rate"), Tone.DANGER));
        charts = List.of(connections, latency, bandwidth, errors);
        node.addRow(0, connections, latency);
        node.addRow(1, bandwidth, errors);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        node.getColumnConstraints().addAll(half, half);
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(50);
        node.getRowConstraints().addAll(row, row);
        node.getStyleClass().add("charts");
    }

    private TimeChart chart(Texts texts, String name, Unit unit, ChartTexts words, Series... series) {
        TimeChart chart =
                new TimeChart(texts.get("panel.chart." + name), unit, List.of(series), words, view, SPARSE_MILLIS);
        chart.setId("chart-" + name);
        return chart;
    }

    Region node() {
        return node;
    }

    /** The time that the charts show. */
    TimeView view() {
        return view;
    }

    /** Reads what is new and draws. */
    void tick() {
        metrics.history().since(readUntil, SAMPLES_PER_FRAME).forEach(this::append);
        long now = System.currentTimeMillis();
        // While nothing happens the history has no samples, and nothing else would bring the line down again.
        if (errorRate.endsBefore(now - LATEST_SAMPLE_MILLIS)) {
            errors.append(errorRate.end(), 0);
            errorRate.ended();
        }
        charts.forEach(chart -> chart.render(now));
    }

    private void append(Sample sample) {
        long at = sample.atMillis();
        readUntil = at;
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
}
