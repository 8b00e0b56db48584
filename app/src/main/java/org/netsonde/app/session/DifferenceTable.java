package org.netsonde.app.session;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.compare.Difference;
import org.netsonde.engine.session.compare.Evidence;
import org.netsonde.engine.session.compare.Figure;

/** The figures of two runs, what changed, and whether that is more than chance. JavaFX thread only. */
final class DifferenceTable {

    private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
    private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double SMALLEST_P = 0.0001;

    private final Texts texts;
    private final TableView<Difference> table = new TableView<>();

    DifferenceTable(Texts texts) {
        this.texts = texts;
        table.setId("differences");
        table.getStyleClass().addAll("dense", "session-differences");
        table.setAccessibleText(texts.get("session.compare.differences"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(texts.get("session.reading")));
        column("figure", 170, d -> texts.get("session.compare.figure." + word(d.figure())));
        column("a", 100, d -> value(d.figure(), d.a()));
        column("b", 100, d -> value(d.figure(), d.b()));
        column("change", 90, this::change);
        column("verdict", 380, this::verdict);
        table.setRowFactory(view -> new Row());
    }

    private void column(String name, double width, Function<Difference, String> text) {
        TableColumn<Difference, String> column = new TableColumn<>(texts.get("session.compare.column." + name));
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(text.apply(data.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().add(name);
        table.getColumns().add(column);
    }

    /** Coloured where a change is significant. */
    private final class Row extends TableRow<Difference> {
        @Override
        protected void updateItem(@Nullable Difference difference, boolean empty) {
            super.updateItem(difference, empty);
            Difference shown = empty ? null : difference;
            pseudoClassStateChanged(BETTER, shown != null && shown.isBetter());
            pseudoClassStateChanged(WORSE, shown != null && shown.isWorse());
            setTooltip(shown == null ? null : new Tooltip(how(shown.evidence())));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String value(Figure figure, double value) {
        return switch (figure) {
            case REQUESTS, ERRORS -> Unit.PER_SECOND.format(value);
            case BYTES_IN, BYTES_OUT -> Unit.BYTES_PER_SECOND.format(value);
            case OPEN -> Unit.RATIO.format(value);
            default -> Unit.MILLISECONDS.format(value / NANOS_PER_MILLI);
        };
    }

    private String change(Difference difference) {
        double change = difference.change();
        if (Double.isNaN(change)) {
            return Unit.NO_VALUE;
        }
        return Double.isInfinite(change)
                ? texts.get("session.compare.new")
                : String.format(texts.locale(), "%+.1f %%", change * 100);
    }

    private String verdict(Difference difference) {
        Evidence evidence = difference.evidence();
        return switch (evidence.verdict()) {
            case SIGNIFICANT -> texts.get("session.verdict.significant", direction(difference), p(evidence));
            case SMALL -> texts.get("session.verdict.small", p(evidence));
            case CHANCE -> texts.get("session.verdict.chance", p(evidence));
            case TOO_SHORT ->
                texts.get("session.verdict.short", evidence.secondsA(), evidence.secondsB(), evidence.neededSeconds());
            case NO_VALUES -> texts.get("session.verdict.none");
        };
    }

    private String direction(Difference difference) {
        return texts.get(
                difference.isBetter()
                        ? "session.verdict.better"
                        : difference.isWorse() ? "session.verdict.worse" : "session.verdict.other");
    }

    private String p(Evidence evidence) {
        return evidence.p() < SMALLEST_P
                ? "p < " + SMALLEST_P
                : "p = " + String.format(texts.locale(), evidence.p() < 0.01 ? "%.4f" : "%.2f", evidence.p());
    }

    private String how(Evidence evidence) {
        return texts.get(
                "session.verdict.how",
                evidence.block(),
                evidence.secondsA() / evidence.block(),
                evidence.secondsB() / evidence.block());
    }

    Node node() {
        return table;
    }

    void show(List<Difference> differences) {
        table.setPlaceholder(new Label(texts.get("session.verdict.none")));
        table.getItems().setAll(differences);
    }
}
