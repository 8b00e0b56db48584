package org.netsonde.app.probe.port;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;

/** The ports as a table that can be sorted and narrowed down. JavaFX thread only. */
final class PortsTable {

    private final ObservableList<PortRow> rows = FXCollections.observableArrayList();
    private final FilteredList<PortRow> filtered = new FilteredList<>(rows);
    private final TableView<PortRow> table = new TableView<>();
    private final Label placeholder = new Label();

    /**
     * An empty table.
     *
     * @param show goes to the panel of an endpoint
     */
    PortsTable(Texts texts, Consumer<Endpoint> show) {
        SortedList<PortRow> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setId("ports-table");
        table.setAccessibleText(texts.get("listening.table"));
        table.getStyleClass().addAll("dense", "probe-ports");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        placeholder.setWrapText(true);
        table.setPlaceholder(placeholder);
        TableColumn<PortRow, Integer> port = number("listening.port", 70, PortRow::number, texts);
        table.getColumns()
                .setAll(List.of(
                        text("listening.transport", 84, PortRow::transport, texts),
                        text("listening.address", 130, PortRow::address, texts),
                        port,
                        text("listening.program", 110, PortRow::program, texts),
                        number("listening.pid", 76, row -> (int) row.pid(), texts),
                        endpoint(texts, show),
                        text("listening.command", 260, PortRow::command, texts)));
        table.getSortOrder().add(port);
    }

    TableView<PortRow> node() {
        return table;
    }

    /** Says why there is nothing. */
    void hint(String text) {
        placeholder.setText(text);
    }

    /** Shows these, where they are others than before. */
    void show(List<PortRow> now) {
        if (!now.equals(rows)) {
            PortRow chosen = table.getSelectionModel().getSelectedItem();
            rows.setAll(now);
            if (chosen != null && now.contains(chosen)) {
                table.getSelectionModel().select(chosen);
            }
        }
    }

    /** Shows only those that these words fit. */
    void filter(String words) {
        filtered.setPredicate(words.isBlank() ? null : row -> row.matches(words));
    }

    /** How many are shown. */
    int shown() {
        return filtered.size();
    }

    /** Takes the focus, on the first row where none is chosen. */
    void focus() {
        table.requestFocus();
        if (table.getSelectionModel().isEmpty()) {
            table.getSelectionModel().selectFirst();
        }
    }

    private static <V> TableColumn<PortRow, V> column(
            String key, double width, Function<PortRow, V> value, Texts texts) {
        TableColumn<PortRow, V> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setReorderable(false);
        return column;
    }

    private static TableColumn<PortRow, String> text(
            String key, double width, Function<PortRow, String> value, Texts texts) {
        TableColumn<PortRow, String> column = column(key, width, value, texts);
        column.setCellFactory(of -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? null : item);
                // What is cut off is read all the same.
                setTooltip(empty || item == null || item.length() < 12 ? null : new Tooltip(item));
            }
        });
        return column;
    }

    private static TableColumn<PortRow, Integer> number(
            String key, double width, Function<PortRow, Integer> value, Texts texts) {
        TableColumn<PortRow, Integer> column = column(key, width, value, texts);
        column.setComparator(Comparator.naturalOrder());
        column.setCellFactory(of -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Integer item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null || item < 0 ? null : Integer.toString(item));
                setAlignment(Pos.CENTER_RIGHT);
            }
        });
        return column;
    }

    private static TableColumn<PortRow, String> endpoint(Texts texts, Consumer<Endpoint> show) {
        TableColumn<PortRow, String> column = column("listening.endpoint", 116, PortRow::endpointName, texts);
        column.setCellFactory(of -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                PortRow row = empty ? null : getTableRow().getItem();
                Endpoint endpoint = row == null ? null : row.endpoint();
                if (endpoint == null) {
                    setGraphic(null);
                    return;
                }
                Hyperlink link = new Hyperlink(endpoint.name());
                link.getStyleClass().add("probe-endpoint");
                link.setOnAction(e -> show.accept(endpoint));
                setGraphic(link);
            }
        });
        return column;
    }
}
