package org.netsonde.app.panel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.charting.AnnotationMarks;
import org.netsonde.app.charting.ChartDesk;
import org.netsonde.app.charting.ChartMenu;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.TimeRange;

/**
 * The charts of an endpoint, of one that is here or of one that was recorded, which scroll, zoom and point together: those
 * that every endpoint has, or those of the protocol's own figures. Reads the history while it is showing. JavaFX thread
 * only.
 */
public final class ChartsPane {

    /** How many samples one frame reads at most; a long history is there after a few frames. */
    private static final int SAMPLES_PER_FRAME = 2_000;

    /** A sample is in the history by then, also on a busy machine. */
    private static final long LATEST_SAMPLE_MILLIS = 1_000;

    private final MetricsView metrics;
    private final TimeView view;
    private final List<ChartSpec> ownCharts;
    private final Runnable marks;
    private final OwnFigures figures;
    private final ChartPage common;
    private final ChartPage own;
    private final BooleanProperty ownShowing = new SimpleBooleanProperty(this, "ownShowing");
    private final StackPane node = new StackPane();
    private Percentiles latency = Percentiles.NONE;
    private long readUntil = Long.MIN_VALUE;

    /** The charts of an endpoint that is here, with what is marked in the run that goes on. */
    static ChartsPane live(Endpoint endpoint, PanelContext context) {
        TimeView view = new TimeView();
        AnnotationMarks marks =
                new AnnotationMarks(context.annotations(), endpoint.id(), view.marks(), context.texts());
        return new ChartsPane(
                endpoint.metrics(),
                endpoint.protocol().charts(),
                view,
                marks::tick,
                context.charts(),
                at -> context.mark(endpoint, at));
    }

    /**
     * The charts of an endpoint of a recorded run; their marks are those of the view.
     *
     * @param ownCharts the charts of the protocol's own figures; empty for none
     * @param view the time that they show
     * @param desk what their menus need
     * @param mark marks a moment
     */
    public static ChartsPane recorded(
            MetricsView metrics, List<ChartSpec> ownCharts, TimeView view, ChartDesk desk, Consumer<Instant> mark) {
        return new ChartsPane(metrics, ownCharts, view, () -> {}, desk, mark);
    }

    private ChartsPane(
            MetricsView metrics,
            List<ChartSpec> ownCharts,
            TimeView view,
            Runnable marks,
            ChartDesk desk,
            Consumer<Instant> mark) {
        this.metrics = metrics;
        this.view = view;
        this.ownCharts = List.copyOf(ownCharts);
        this.marks = marks;
        ChartMaker maker = new ChartMaker(desk.texts(), view);
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
                .forEach(chart -> ChartMenu.install(chart, desk, mark));
    }

    /** The charts. */
    public Region node() {
        return node;
    }

    /** The buttons that choose which charts show; nothing where there is only one page. */
    public Optional<Node> pages(Texts texts) {
        return ownCharts.isEmpty() ? Optional.empty() : Optional.of(ChartPages.buttons(texts, ownShowing));
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
    public BooleanProperty ownShowingProperty() {
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
    public void tick() {
        metrics.history().since(readUntil, SAMPLES_PER_FRAME).forEach(this::append);
        marks.run();
        long now = view.isRecorded() ? (long) view.run().to() : System.currentTimeMillis();
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
