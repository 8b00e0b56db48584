package org.netsonde.app.session;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.IntegerBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionSummary;

/** The recorded sessions as a table, and what can be done with them. JavaFX thread only. */
final class SessionList {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass MUTED = PseudoClass.getPseudoClass("muted");
    private static final double ROW_HEIGHT = 30;
    private static final double HINT_WIDTH = 460;

    /** What can be done. */
    interface Commands {
        void open(SessionSummary session);

        void openRunning();

        void rename(SessionSummary session);

        void words(SessionSummary session);

        void delete(List<SessionSummary> sessions);

        void folder(SessionSummary session);

        void compare(SessionSummary a, SessionSummary b);

        void export(SessionSummary session);

        void importFile();
    }

    private final Texts texts;
    private final Commands commands;
    private final ObservableList<SessionSummary> all = FXCollections.observableArrayList();
    private final FilteredList<SessionSummary> filtered = new FilteredList<>(all);
    private final TableView<SessionSummary> table = new TableView<>();
    private final TextField filter = new TextField();
    private final Label used = new Label();
    private final ProgressIndicator reading = new ProgressIndicator();
    private final VBox node = new VBox();

    SessionList(Texts texts, Commands commands) {
        this.texts = texts;
        this.commands = commands;
        makeTable();
        VBox.setVgrow(table, Priority.ALWAYS);
        node.getChildren().addAll(head(), bar(), table);
        node.getStyleClass().addAll("session-list");
        node.setId("session-list");
        node.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.isShortcutDown() && e.getCode() == KeyCode.F) {
                filter.requestFocus();
                filter.selectAll();
                e.consume();
            }
        });
    }

    private Node head() {
        Label title = new Label(texts.get("session.list.title"));
        title.getStyleClass().add("session-list-title");
        Label text = new Label(texts.get("session.list.text"));
        text.getStyleClass().add("protocol");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        VBox words = new VBox(title, text);
        words.getStyleClass().add("session-list-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Button now = button("session-open-running", "now", Feather.ACTIVITY, commands::openRunning);
        Button file = button("session-import", "import", Feather.UPLOAD, commands::importFile);
        HBox head = new HBox(words, now, file);
        head.getStyleClass().add("session-list-head");
        return head;
    }

    private Node bar() {
        filter.setId("session-filter");
        filter.setPromptText(texts.get("session.list.filter"));
        filter.setAccessibleText(texts.get("session.list.filter"));
        filter.setTooltip(new Tooltip(texts.get("session.list.filter.help")));
        filter.getStyleClass().add("filter");
        filter.textProperty().subscribe(this::filter);
        filter.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                e.consume();
            } else if (e.getCode() == KeyCode.DOWN) {
                focusTable();
                e.consume();
            }
        });
        IntegerBinding chosen = Bindings.size(table.getSelectionModel().getSelectedItems());
        Button open = button("session-open", "open", Feather.FOLDER, this::open);
        open.disableProperty().bind(chosen.isNotEqualTo(1));
        Button compare = button("session-compare", "compare", Feather.COLUMNS, this::compare);
        compare.disableProperty().bind(chosen.isNotEqualTo(2));
        Button export = button("session-list-export", "export", Feather.DOWNLOAD, this::export);
        export.disableProperty().bind(chosen.isNotEqualTo(1));
        Button delete = button("session-delete", "delete", Feather.TRASH_2, this::delete);
        delete.disableProperty().bind(chosen.isEqualTo(0));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        used.setId("session-used");
        used.getStyleClass().add("counts");
        reading.setMaxSize(16, 16);
        reading.setVisible(false);
        HBox bar = new HBox(filter, open, compare, export, delete, gap, reading, used);
        bar.getStyleClass().addAll("traffic-bar", "session-list-bar");
        return bar;
    }

    private Button button(String id, String name, Feather icon, Runnable run) {
        String key = "session.list." + name;
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get(key + ".help", Keyboard.shortcutName())));
        button.setOnAction(e -> run.run());
        return button;
    }

    // The table

    private void makeTable() {
        table.setId("sessions");
        table.getStyleClass().addAll("dense", "session-table");
        table.setAccessibleText(texts.get("session.list.title"));
        table.setFixedCellSize(ROW_HEIGHT);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        SortedList<SessionSummary> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        TableColumn<SessionSummary, SessionSummary> started = column(
                "started",
                164,
                s -> Times.dateTime(s.info().started()),
                Comparator.comparing(s -> s.info().started()));
        column(
                "name",
                160,
                s -> s.info().name().isEmpty()
                        ? texts.get("session.unnamed")
                        : s.info().name(),
                Comparator.comparing(s -> s.info().name().toLowerCase(Locale.ROOT)));
        column(
                "length",
                62,
                s -> Times.length(Times.length(s.info())),
                Comparator.comparing(s -> Times.length(s.info())));
        column(
                "endpoints",
                126,
                s -> String.join(", ", s.endpoints()),
                Comparator.comparingInt(s -> s.endpoints().size()));
        column(
                "traffic",
                176,
                s -> "↓ " + Unit.BYTES.format((double) s.totals().bytesIn()) + "  ↑ "
                        + Unit.BYTES.format((double) s.totals().bytesOut()),
                Comparator.comparingLong(s -> s.totals().bytesIn() + s.totals().bytesOut()));
        column(
                "errors",
                58,
                s -> Unit.COUNT.format((double) s.totals().errors()),
                Comparator.comparingLong(s -> s.totals().errors()));
        column(
                "marks",
                58,
                s -> Unit.COUNT.format((double) s.totals().annotations()),
                Comparator.comparingLong(s -> s.totals().annotations()));
        column("size", 72, s -> Unit.BYTES.format((double) s.size()), Comparator.comparingLong(SessionSummary::size));
        column(
                "state",
                84,
                s -> state(s.info().state()),
                Comparator.comparing(s -> s.info().state()));
        started.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().setAll(List.of(started));
        table.setRowFactory(view -> row());
        table.setContextMenu(menu());
        table.setOnKeyPressed(this::key);
    }

    private TableColumn<SessionSummary, SessionSummary> column(
            String name, double width, Function<SessionSummary, String> text, Comparator<SessionSummary> order) {
        TableColumn<SessionSummary, SessionSummary> column = new TableColumn<>(texts.get("session.column." + name));
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(c -> new Cell(name, text));
        column.setComparator(order);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 56));
        column.getStyleClass().add(name);
        column.setId("session-column-" + name);
        table.getColumns().add(column);
        return column;
    }

    /** A cell of a session; errors stand out where there are some, and a session without a name steps back. */
    private static final class Cell extends TableCell<SessionSummary, SessionSummary> {
        private final String name;
        private final Function<SessionSummary, String> text;

        Cell(String name, Function<SessionSummary, String> text) {
            this.name = name;
            this.text = text;
            getStyleClass().add(name);
        }

        @Override
        protected void updateItem(@Nullable SessionSummary session, boolean empty) {
            super.updateItem(session, empty);
            SessionSummary shown = empty ? null : session;
            setText(shown == null ? null : text.apply(shown));
            boolean failed =
                    shown != null && name.equals("errors") && shown.totals().errors() > 0;
            boolean cutOff =
                    shown != null && name.equals("state") && shown.info().state() == SessionInfo.State.RECOVERED;
            pseudoClassStateChanged(BAD, failed || cutOff);
            boolean nameless =
                    name.equals("name") && shown != null && shown.info().name().isEmpty();
            boolean none =
                    name.equals("marks") && shown != null && shown.totals().annotations() == 0;
            pseudoClassStateChanged(MUTED, nameless || none);
        }
    }

    private TableRow<SessionSummary> row() {
        TableRow<SessionSummary> row = new TableRow<>() {
            @Override
            protected void updateItem(@Nullable SessionSummary session, boolean empty) {
                super.updateItem(session, empty);
                setTooltip(
                        session == null || empty || session.info().notes().isBlank()
                                ? null
                                : new Tooltip(session.info().notes()));
            }
        };
        row.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2 && !row.isEmpty()) {
                commands.open(row.getItem());
            }
        });
        return row;
    }

    private String state(SessionInfo.State state) {
        return texts.get("session.state." + state.name().toLowerCase(Locale.ROOT));
    }

    private ContextMenu menu() {
        MenuItem open = item("session.list.open", Feather.FOLDER, this::open);
        MenuItem rename = item("session.rename", Feather.EDIT_2, this::rename);
        MenuItem words = item("session.words", Feather.EDIT_3, this::words);
        MenuItem folder = item("session.folder", Feather.EXTERNAL_LINK, this::folder);
        MenuItem export = item("session.list.export", Feather.DOWNLOAD, this::export);
        MenuItem compare = item("session.list.compare", Feather.COLUMNS, this::compare);
        MenuItem delete = item("session.list.delete", Feather.TRASH_2, this::delete);
        ContextMenu menu = new ContextMenu(
                open, compare, export, new SeparatorMenuItem(), rename, words, folder, new SeparatorMenuItem(), delete);
        menu.setId("session-menu");
        menu.setOnShowing(e -> {
            int count = chosen().size();
            List.of(open, rename, words, folder, export).forEach(item -> item.setDisable(count != 1));
            compare.setDisable(count != 2);
            delete.setDisable(count == 0);
        });
        return menu;
    }

    private MenuItem item(String key, Feather icon, Runnable run) {
        MenuItem item = new MenuItem(texts.get(key), new FontIcon(icon));
        item.setOnAction(e -> run.run());
        return item;
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> open();
            case F2 -> rename();
            case DELETE -> delete();
            default -> {
                return;
            }
        }
        event.consume();
    }

    // What is done with what is chosen

    private List<SessionSummary> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    private void withOne(java.util.function.Consumer<SessionSummary> run) {
        if (chosen().size() == 1) {
            run.accept(chosen().getFirst());
        }
    }

    private void open() {
        withOne(commands::open);
    }

    private void rename() {
        withOne(commands::rename);
    }

    private void words() {
        withOne(commands::words);
    }

    private void folder() {
        withOne(commands::folder);
    }

    private void export() {
        withOne(commands::export);
    }

    private void delete() {
        if (!chosen().isEmpty()) {
            commands.delete(chosen());
        }
    }

    /** The older one comes first: what became of it is the question. */
    private void compare() {
        List<SessionSummary> two = chosen().stream()
                .sorted(Comparator.comparing(s -> s.info().started()))
                .toList();
        if (two.size() == 2) {
            commands.compare(two.getFirst(), two.getLast());
        }
    }

    // What it shows

    Node node() {
        return node;
    }

    /** Moves the focus to the table. */
    void focusTable() {
        table.requestFocus();
        if (table.getSelectionModel().isEmpty()) {
            table.getSelectionModel().selectFirst();
        }
    }

    /** Says that the list is being read. */
    void reading(boolean now) {
        reading.setVisible(now);
        if (now && all.isEmpty()) {
            table.setPlaceholder(new Label(texts.get("session.reading")));
        }
    }

    /** Shows these; those that were chosen stay chosen. */
    void show(List<SessionSummary> sessions) {
        List<String> before = chosen().stream().map(s -> s.info().id()).toList();
        all.setAll(sessions);
        table.getSelectionModel().clearSelection();
        table.getItems().stream()
                .filter(s -> before.contains(s.info().id()))
                .forEach(s -> table.getSelectionModel().select(s));
        long size = sessions.stream().mapToLong(SessionSummary::size).sum();
        used.setText(texts.get("session.list.used", sessions.size(), Unit.BYTES.format((double) size)));
        table.setPlaceholder(sessions.isEmpty() ? first() : hint("session.list.noMatch"));
        reading(false);
    }

    /** What to do first. */
    private Node first() {
        FontIcon icon = new FontIcon(Feather.ARCHIVE);
        VBox box = new VBox(12, icon, hint("session.list.none"));
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("middle-message");
        return box;
    }

    private Label hint(String key) {
        Label label = new Label(texts.get(key));
        label.setWrapText(true);
        label.setMaxWidth(HINT_WIDTH);
        label.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        return label;
    }

    private void filter(String text) {
        List<String> words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
        filtered.setPredicate(session -> {
            String content = String.join(
                            " ",
                            session.info().name(),
                            session.info().notes(),
                            session.info().origin(),
                            Times.dateTime(session.info().started()),
                            state(session.info().state()),
                            String.join(" ", session.endpoints()))
                    .toLowerCase(Locale.ROOT);
            return words.stream().allMatch(content::contains);
        });
    }
}
