package org.netsonde.app.session;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;
import org.netsonde.app.chart.ChartTexts;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;

/** Two runs laid over each other, aligned where they began. JavaFX thread only. */
final class ComparisonCharts {

    static final Tone TONE_A = Tone.ACCENT;
    static final Tone TONE_B = Tone.WARNING;

    private static final int COLUMNS = 3;
    private static final long BRIDGE_MILLIS = 3_000;
    /** Long runs are there after a few frames. */
    private static final int SECONDS_PER_FRAME = 4_000;

    private final ComparedRun a;
    private final ComparedRun b;
    private final TimeView view;
    private final List<Compared> charts;
    private final GridPane node = new GridPane();
    private int nextA;
    private int nextB;

    private record Compared(TimeChart chart, ToDoubleFunction<ComparedRun.Second> value) {}

    ComparisonCharts(ComparedRun a, ComparedRun b, TimeView view, Texts texts) {
        this.a = a;
        this.b = b;
        this.view = view;
        charts = List.of(
                chart(texts, "requests", Unit.PER_SECOND, ComparedRun.Second::requests),
                chart(texts, "p50", Unit.MILLISECONDS, ComparedRun.Second::p50),
                chart(texts, "p99", Unit.MILLISECONDS, ComparedRun.Second::p99),
                chart(texts, "bandwidth", Unit.BYTES_PER_SECOND, ComparedRun.Second::bytes),
                chart(texts, "errors", Unit.PER_SECOND, ComparedRun.Second::errors),
                chart(texts, "open", Unit.COUNT, ComparedRun.Second::open));
        node.getStyleClass().add("charts");
        for (int i = 0; i < charts.size(); i++) {
            node.add(charts.get(i).chart(), i % COLUMNS, i / COLUMNS);
        }
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(100.0 / COLUMNS);
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(100.0 * COLUMNS / charts.size());
        IntStream.range(0, COLUMNS).forEach(i -> node.getColumnConstraints().add(column));
        IntStream.range(0, charts.size() / COLUMNS)
                .forEach(i -> node.getRowConstraints().add(row));
    }

    private Compared chart(Texts texts, String name, Unit unit, ToDoubleFunction<ComparedRun.Second> value) {
        TimeChart chart = new TimeChart(
                texts.get("session.compare.chart." + name),
                unit,
                List.of(new Series("A", TONE_A), new Series("B", TONE_B)),
                new ChartTexts(texts.get("panel.chart.noData"), "", ""),
                view,
                BRIDGE_MILLIS);
        chart.setId("compare-" + name);
        return new Compared(chart, value);
    }

    Node node() {
        return node;
    }

    /** Takes more of the runs, and draws. */
    void tick() {
        for (int i = 0;
                i < SECONDS_PER_FRAME
                        && (nextA < a.seconds().size() || nextB < b.seconds().size());
                i++) {
            next();
        }
        long end = (long) view.run().to();
        charts.forEach(compared -> compared.chart().render(end));
    }

    /** Takes the earlier of the two next seconds; charts want their points in the order of time. */
    private void next() {
        boolean fromA = nextB == b.seconds().size()
                || (nextA < a.seconds().size()
                        && a.seconds().get(nextA).at() <= b.seconds().get(nextB).at());
        ComparedRun.Second second =
                fromA ? a.seconds().get(nextA++) : b.seconds().get(nextB++);
        for (Compared compared : charts) {
            double value = compared.value().applyAsDouble(second);
            compared.chart().append(second.at(), fromA ? value : Double.NaN, fromA ? Double.NaN : value);
        }
    }
}
