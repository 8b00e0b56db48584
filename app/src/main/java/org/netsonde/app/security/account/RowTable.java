package org.netsonde.app.security.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * A table of rows that are replaced as a whole, of which the chosen one stays chosen. JavaFX thread only.
 *
 * @param <T> a row, immutable
 */
final class RowTable<T> {

    private final TableView<T> table = new TableView<>();
    private final Function<T, Object> key;

    /**
     * A table without columns.
     *
     * @param key tells rows apart, whatever else changes about them
     * @param none what to say where there are no rows
     */
    RowTable(String id, String name, String none, Function<T, Object> key) {
        this.key = key;
        table.setId(id);
        table.setAccessibleText(name);
        table.getStyleClass().addAll("dense", "account-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label empty = new Label(none);
        empty.setWrapText(true);
        table.setPlaceholder(empty);
    }

    /** Adds a column. */
    RowTable<T> column(String title, double width, Function<T, String> text) {
        TableColumn<T, String> column = new TableColumn<>(title);
        column.setCellValueFactory(data -> new ReadOnlyStringWrapper(text.apply(data.getValue())));
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false);
        table.getColumns().add(column);
        return this;
    }

    TableView<T> node() {
        return table;
    }

    /** Shows other rows, where they are others. */
    void show(List<T> rows) {
        if (rows.equals(table.getItems())) {
            return;
        }
        Optional<Object> chosen = chosen().map(key);
        table.getItems().setAll(rows);
        chosen.flatMap(known -> rows.stream()
                        .filter(row -> key.apply(row).equals(known))
                        .findFirst())
                .ifPresent(row -> table.getSelectionModel().select(row));
    }

    /** Chooses the row of that key, where there is one. */
    void choose(Object wanted) {
        table.getItems().stream()
                .filter(row -> key.apply(row).equals(wanted))
                .findFirst()
                .ifPresent(row -> {
                    table.getSelectionModel().select(row);
                    table.scrollTo(row);
                });
    }

    /** The chosen row, if one is. */
    Optional<T> chosen() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    /** Changes with the choice; null where none is chosen. */
    ReadOnlyObjectProperty<@Nullable T> chosenProperty() {
        return table.getSelectionModel().selectedItemProperty();
    }

    /** Whether no row is chosen. */
    BooleanBinding nothingChosen() {
        return table.getSelectionModel().selectedItemProperty().isNull();
    }
}
