package org.netsonde.app.session;

import java.util.List;
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
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.compare.Difference;

/** The figures of two runs, what changed, and whether that is more than chance. JavaFX thread only. */
final class DifferenceTable {

    private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
    private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");

    private final Texts texts;
    private final DifferenceText words;
    private final TableView<Difference> table = new TableView<>();

    DifferenceTable(Texts texts) {
        this.texts = texts;
        words = new DifferenceText(texts);
        table.setId("differences");
        table.getStyleClass().addAll("dense", "session-differences");
        table.setAccessibleText(texts.get("session.compare.differences"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(texts.get("session.reading")));
        column("figure", 170, words::figure);
        column("a", 100, words::a);
        column("b", 100, words::b);
        column("change", 90, words::change);
        column("verdict", 380, words::verdict);
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
            setTooltip(shown == null ? null : new Tooltip(words.how(shown)));
        }
    }

    Node node() {
        return table;
    }

    void show(List<Difference> differences) {
        table.setPlaceholder(new Label(texts.get("session.verdict.none")));
        table.getItems().setAll(differences);
    }
}
