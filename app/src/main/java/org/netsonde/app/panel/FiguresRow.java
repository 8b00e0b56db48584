package org.netsonde.app.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.Span;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;

/**
 * The figures of now, above the charts, and the span of the charts. Beside the overview stand the common figures and
 * those counts of the protocol's own that are not zero; beside the protocol's charts all figures of its own.
 */
final class FiguresRow {

    private static final double NANOS_PER_MILLI = 1e6;
    /** Wide enough for all figures; the pane wraps them where the window is narrower. */
    private static final double ONE_LINE = 2_000;

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final MetricsView metrics;
    private final ChartsPane charts;
    private final List<Figure> figures = new ArrayList<>();
    private final FlowPane flow = new FlowPane();
    private final HBox node;

    /**
     * One figure.
     *
     * @param text how its value is made
     * @param shown whether it stands in the row
     */
    private record Figure(Node node, Label value, Function<Sample, String> text, Predicate<Sample> shown) {}

    FiguresRow(MetricsView metrics, Texts texts, ChartsPane charts, boolean hasOwnCharts) {
        this.metrics = metrics;
        this.charts = charts;
        add(texts, "connections", s -> s.open() + " / " + count(s.total()));
        add(texts, "messages", s -> inOut(Unit.COUNT, s.messagesIn(), s.messagesOut()));
        add(texts, "bytes", s -> inOut(Unit.BYTES, s.bytesIn(), s.bytesOut()));
        add(texts, "latency", s -> latency());
        add(texts, "errors", s -> count(s.errors()));
        List<MetricSpec> own = metrics.own();
        for (int i = 0; i < own.size(); i++) {
            int index = i;
            MetricSpec spec = own.get(i);
            String label = OwnFigures.label(spec, texts);
            String help = texts.find("metric." + spec.id() + ".help").orElse(label);
            Unit unit = OwnFigures.unit(spec);
            // A counter's total says more than its rate, which is in the chart.
            boolean bytes = unit == Unit.BYTES_PER_SECOND || unit == Unit.BYTES;
            boolean total = unit == Unit.PER_SECOND || unit == Unit.COUNT || bytes;
            Function<Sample, String> text = s -> total
                    ? index < s.own().length ? total(s.own()[index], bytes) : Unit.NO_VALUE
                    : unit.format(charts.figures().latest(spec));
            Predicate<Sample> counted = s -> total && !bytes && index < s.own().length && s.own()[index] != 0;
            add(label, help, spec.id(), text, s -> !hasOwnCharts || ownShowing() || counted.test(s));
        }
        charts.ownShowingProperty().subscribe(this::tick);
        flow.getStyleClass().add("figures");
        HBox.setHgrow(flow, Priority.ALWAYS);
        flow.setMinWidth(0);
        flow.setPrefWrapLength(ONE_LINE);
        TimeView view = charts.view();
        // The pages say by themselves what the span is of.
        Node what = charts.pages(texts).orElseGet(() -> title(texts));
        node = new HBox(flow, liveButton(texts, view), what, spanBox(texts, view.spanProperty()));
        node.getStyleClass().add("figures-row");
    }

    private boolean ownShowing() {
        return charts.ownShowingProperty().get();
    }

    private void add(Texts texts, String name, Function<Sample, String> text) {
        String key = "panel.figure." + name;
        add(texts.get(key), texts.get(key + ".help"), name, text, s -> !ownShowing());
    }

    private void add(String label, String help, String id, Function<Sample, String> text, Predicate<Sample> shown) {
        Label title = new Label(label);
        title.getStyleClass().add("figure-label");
        Label value = new Label(Unit.NO_VALUE);
        value.setId("figure-" + id.replace('_', '-'));
        value.getStyleClass().add("figure-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip tip = new Tooltip(help);
        title.setTooltip(tip);
        value.setTooltip(tip);
        VBox figure = new VBox(title, value);
        figure.getStyleClass().add("figure");
        figure.managedProperty().bind(figure.visibleProperty());
        figures.add(new Figure(figure, value, text, shown));
        flow.getChildren().add(figure);
    }

    private static Node title(Texts texts) {
        Label title = new Label(texts.get("panel.span.label"));
        title.getStyleClass().add("figure-label");
        title.setMinWidth(Region.USE_PREF_SIZE);
        return title;
    }

    /** The way back after zooming and panning; there only when it is needed. */
    private static Node liveButton(Texts texts, TimeView view) {
        Button button = new Button(texts.get("panel.chart.follow"), new FontIcon(Feather.SKIP_FORWARD));
        button.setId("charts-live");
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("panel.chart.follow.help")));
        button.setOnAction(e -> view.follow());
        button.visibleProperty().bind(view.liveProperty().not());
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    private static Node spanBox(Texts texts, ObjectProperty<Span> span) {
        ComboBox<Span> box = new ComboBox<>();
        box.getItems().setAll(Span.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Span value) {
                return value == null
                        ? ""
                        : texts.get("panel.span." + value.name().toLowerCase(java.util.Locale.ROOT));
            }

            @Override
            public @Nullable Span fromString(String text) {
                return null;
            }
        });
        box.valueProperty().bindBidirectional(span);
        box.setId("span");
        box.setAccessibleText(texts.get("panel.span"));
        box.setTooltip(new Tooltip(texts.get("panel.span")));
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private static String count(long value) {
        return Unit.COUNT.format((double) value);
    }

    private static String total(long value, boolean bytes) {
        return (bytes ? Unit.BYTES : Unit.COUNT).format((double) value);
    }

    private static String inOut(Unit unit, long in, long out) {
        return "↓ " + unit.format((double) in) + "  ↑ " + unit.format((double) out);
    }

    /** The latency of the latest interval that had one. Those between two looks count too, so the charts' is taken. */
    private String latency() {
        Percentiles latency = charts.latency();
        return latency.count() == 0
                ? Unit.NO_VALUE
                : Unit.MILLISECONDS.format(latency.p50() / NANOS_PER_MILLI) + " / "
                        + Unit.MILLISECONDS.format(latency.p99() / NANOS_PER_MILLI);
    }

    Node node() {
        return node;
    }

    void tick() {
        Sample sample = metrics.latest();
        for (Figure figure : figures) {
            figure.node().setVisible(figure.shown().test(sample));
            figure.value().setText(figure.text().apply(sample));
            if ("figure-errors".equals(figure.value().getId())) {
                figure.value().pseudoClassStateChanged(BAD, sample.errors() > 0);
            }
        }
    }
}
