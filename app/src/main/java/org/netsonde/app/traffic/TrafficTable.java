package org.netsonde.app.traffic;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;

/** The list of messages: the newest rows, bounded by number and by bytes. JavaFX thread only. */
final class TrafficTable {

    static final int MAX_ROWS = 5_000;
    static final long MAX_BYTES = 16L << 20;

    private static final double ROW_HEIGHT = 22;
    private static final PseudoClass IN = PseudoClass.getPseudoClass("in");
    private static final PseudoClass OUT = PseudoClass.getPseudoClass("out");
    private static final PseudoClass EVENT = PseudoClass.getPseudoClass("event");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Texts texts;
    private final TableView<TrafficRow> table = new TableView<>();
    private final ObservableList<TrafficRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable TrafficRow> chosen = new ReadOnlyObjectWrapper<>();
    private final Verdicts verdicts;
    private long bytes;

    TrafficTable(Texts texts, Inspector inspector) {
        this.texts = texts;
        verdicts = new Verdicts(inspector, table::refresh);
        table.setItems(rows);
        table.setId("traffic-table");
        table.setAccessibleText(texts.get("traffic.title"));
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().addAll("traffic-table", "dense");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.setPlaceholder(new Label());
        addColumn("time", 104, r -> TIME.format(instant(r.message())));
        addColumn("direction", 72, this::direction);
        addColumn(
                "connection",
                64,
                r -> r.message().connection() == 0 ? "" : "#" + r.message().connection());
        addColumn("length", 72, r -> r.isEvent() ? "" : Long.toString(r.body().length));
        if (verdicts.any()) {
            addMarks();
        }
        addColumn("text", 160, TextCell::new);
        table.setRowFactory(view -> new Row());
        chosen.bind(table.getSelectionModel().selectedItemProperty());
    }

    private static Instant instant(TrafficMessage message) {
        return Instant.ofEpochSecond(message.nanos() / 1_000_000_000, message.nanos() % 1_000_000_000);
    }

    /** The column of what the protocol says of its messages. */
    private void addMarks() {
        Mark mark = new Mark(texts);
        addColumn("mark", 32, () -> new MarkCell(verdicts, mark));
    }

    private void addColumn(String name, double width, Function<TrafficRow, String> text) {
        addColumn(name, width, () -> new Cell(name, text));
    }

    private void addColumn(String name, double width, Supplier<TableCell<TrafficRow, TrafficRow>> cell) {
        TableColumn<TrafficRow, TrafficRow> column = new TableColumn<>(texts.get("traffic.column." + name));
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setSortable(false);
        column.setReorderable(false);
        column.setMinWidth(width);
        if (!name.equals("text")) {
            column.setMaxWidth(width);
        }
        column.getStyleClass().add(name);
        table.getColumns().add(column);
    }

    private String direction(TrafficRow row) {
        return switch (row.message().direction()) {
            case IN -> "↓ " + texts.get("traffic.in");
            case OUT -> "↑ " + texts.get("traffic.out");
            case OPENED, CLOSED, FAILED, NOTED -> "";
        };
    }

    private String text(TrafficRow row) {
        String text = row.text();
        return switch (row.message().direction()) {
            case OPENED -> texts.get("traffic.opened", text);
            case CLOSED -> text.isBlank() ? texts.get("traffic.closed") : texts.get("traffic.closedBy", text);
            case FAILED -> texts.get("traffic.failed", text);
            case IN, OUT, NOTED -> text;
        };
    }

    TableView<TrafficRow> node() {
        return table;
    }

    /** The row that the user chose; null where none is. */
    ReadOnlyObjectProperty<@Nullable TrafficRow> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    int size() {
        return rows.size();
    }

    /** Appends messages; the oldest rows give way. */
    void append(List<ReadMessage> messages) {
        List<TrafficRow> added = new ArrayList<>(messages.size());
        for (ReadMessage message : messages) {
            TrafficRow row = new TrafficRow(message);
            added.add(row);
            bytes += row.weight();
        }
        Deque<TrafficRow> leaving = new ArrayDeque<>();
        int excess = rows.size() + added.size() - MAX_ROWS;
        for (TrafficRow row : rows) {
            if (leaving.size() >= excess && bytes <= MAX_BYTES) {
                break;
            }
            leaving.add(row);
            bytes -= row.weight();
        }
        if (!leaving.isEmpty()) {
            rows.remove(0, leaving.size());
        }
        rows.addAll(added);
    }

    void clear() {
        table.getSelectionModel().clearSelection();
        rows.clear();
        bytes = 0;
    }

    void clearSelection() {
        table.getSelectionModel().clearSelection();
    }

    void scrollToEnd() {
        if (!rows.isEmpty()) {
            table.scrollTo(rows.size() - 1);
        }
    }

    /** A row, coloured by what it is. */
    private static final class Row extends TableRow<TrafficRow> {
        @Override
        protected void updateItem(@Nullable TrafficRow row, boolean empty) {
            super.updateItem(row, empty);
            Direction direction = empty || row == null ? null : row.message().direction();
            pseudoClassStateChanged(IN, direction == Direction.IN);
            pseudoClassStateChanged(OUT, direction == Direction.OUT);
            pseudoClassStateChanged(
                    EVENT,
                    direction == Direction.OPENED || direction == Direction.CLOSED || direction == Direction.NOTED);
            pseudoClassStateChanged(FAILED, direction == Direction.FAILED);
        }
    }

    /** A message, its kind before it. */
    private final class TextCell extends TableCell<TrafficRow, TrafficRow> {
        private final Label kind = new Label();

        TextCell() {
            kind.getStyleClass().add("kind");
            getStyleClass().add("text");
        }

        @Override
        protected void updateItem(@Nullable TrafficRow row, boolean empty) {
            super.updateItem(row, empty);
            TrafficRow shown = empty ? null : row;
            setText(shown == null ? null : text(shown));
            Optional<String> word =
                    shown == null ? Optional.empty() : shown.kind().map(texts::get);
            kind.setText(word.orElse(""));
            setGraphic(word.isPresent() ? kind : null);
            setAccessibleText(word.map(w -> w + " " + getText()).orElse(null));
        }
    }

    /** A tick or a cross. */
    private static final class MarkCell extends TableCell<TrafficRow, TrafficRow> {
        private final Verdicts verdicts;
        private final Mark mark;

        MarkCell(Verdicts verdicts, Mark mark) {
            this.verdicts = verdicts;
            this.mark = mark;
            getStyleClass().add("mark");
        }

        @Override
        protected void updateItem(@Nullable TrafficRow row, boolean empty) {
            super.updateItem(row, empty);
            mark.icon(this, empty || row == null ? Optional.empty() : verdicts.of(row));
        }
    }

    /** A cell whose text is made when it is shown. */
    private static final class Cell extends TableCell<TrafficRow, TrafficRow> {
        private final Function<TrafficRow, String> text;

        Cell(String name, Function<TrafficRow, String> text) {
            this.text = text;
            getStyleClass().add(name);
        }

        @Override
        protected void updateItem(@Nullable TrafficRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty || row == null ? null : text.apply(row));
        }
    }
}
