package org.netsonde.app.session;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.netsonde.app.text.Texts;

/** The figures of an endpoint over what is looked at and over the whole session. JavaFX thread only. */
final class FiguresTable {

    private final Texts texts;
    private final TableView<Figures.Row> table = new TableView<>();

    FiguresTable(Texts texts) {
        this.texts = texts;
        table.setId("session-figures");
        table.setAccessibleText(texts.get("session.figures"));
        table.getStyleClass().addAll("dense", "session-figures");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.setPlaceholder(new Label(texts.get("session.reading")));
        column("name", Figures.Row::name, 280);
        column("part", Figures.Row::part, 180);
        column("whole", Figures.Row::whole, 180);
    }

    private void column(String name, Function<Figures.Row, String> text, double width) {
        TableColumn<Figures.Row, String> column = new TableColumn<>(texts.get("session.figures." + name));
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(text.apply(data.getValue())));
        column.setPrefWidth(width);
        column.setMaxWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().add(name);
        table.getColumns().add(column);
    }

    Node node() {
        return table;
    }

    void show(List<Figures.Row> rows) {
        if (!rows.equals(table.getItems())) {
            table.getItems().setAll(rows);
        }
    }
}
