package org.netsonde.app.panel;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.charting.AnnotationMarks;
import org.netsonde.app.charting.ChartMenu;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.EndpointMetrics;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.TimeRange;

/**
 * The charts of an endpoint, which scroll, zoom and point together: those that every endpoint has, or those of the
 * protocol's own figures. Reads the history while it is showing.
 */
final class ChartsPane {

    /** How many samples one frame reads at most; a long history is there after a few frames. */
    private static final int SAMPLES_PER_FRAME = 2_000;

    /** A sample is in the history by then, also on a busy machine. */
    private static final long LATEST_SAMPLE_MILLIS = 1_000;

    private final EndpointMetrics metrics;
    private final TimeView view = new TimeView();
    private final AnnotationMarks marks;
    private final OwnFigures figures;
    private final ChartPage common;
    private final ChartPage own;
    private final BooleanProperty ownShowing = new SimpleBooleanProperty(this, "ownShowing");
    private final StackPane node = new StackPane();
    private Percentiles latency = Percentiles.NONE;
    private long readUntil = Long.MIN_VALUE;

    ChartsPane(Endpoint endpoint, PanelContext context) {
        metrics = endpoint.metrics();
        marks = new AnnotationMarks(context.annotations(), endpoint.id(), view.marks(), context.texts());
        List<ChartSpec> ownCharts = endpoint.protocol().charts();
        ChartMaker maker = new ChartMaker(context.texts(), view);
        figures = new OwnFigures(metrics.own());
        common = new CommonCharts(maker);
        own = new OwnCharts(ownCharts, figures, maker);
        Node first = common.grid();
        first.visibleProperty().bind(ownShowing.not());
        node.getChildren().add(first);
        if (!ownCharts.isEmpty()) {
            Node second = own.grid();
            second.visibleProperty().bind(ownShowing);
            node.getChildren().add(second);
        }
        Stream.of(common, own)
                .flatMap(page -> page.charts().stream())
                .forEach(chart -> ChartMenu.install(chart, context.charts(), at -> context.mark(endpoint, at)));
    }

    Region node() {
        return node;
    }

    /** The time that the charts show. */
    TimeView view() {
        return view;
    }

    /** The visible time, as of the last {@link #tick}. */
    TimeRange visible() {
        TimeChart chart = common.charts().getFirst();
        return new TimeRange(chart.visibleFrom(), Math.max(chart.visibleFrom(), chart.visibleTo()));
    }

    /** Whether the protocol's own charts are the page in view. */
    BooleanProperty ownShowingProperty() {
        return ownShowing;
    }

    /** The protocol's own figures as of what was read last. */
    OwnFigures figures() {
        return figures;
    }

    /** The latencies of the latest interval that had some. */
    Percentiles latency() {
        return latency;
    }

    /** Reads what is new and draws what is in view. */
    void tick() {
        metrics.history().since(readUntil, SAMPLES_PER_FRAME).forEach(this::append);
        marks.tick();
        long now = System.currentTimeMillis();
        // While nothing happens the history has no samples, and nothing else would bring the lines down again.
        common.rest(now - LATEST_SAMPLE_MILLIS);
        own.rest(now - LATEST_SAMPLE_MILLIS);
        (ownShowing.get() ? own : common).charts().forEach(chart -> chart.render(now));
    }

    private void append(Sample sample) {
        readUntil = sample.atMillis();
        if (sample.latency().count() > 0) {
            latency = sample.latency();
        }
        common.append(sample);
        own.append(sample);
    }
}
