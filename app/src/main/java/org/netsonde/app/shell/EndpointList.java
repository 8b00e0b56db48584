package org.netsonde.app.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.certificate.HandOver;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.text.Texts;
import org.netsonde.app.workbench.Item;
import org.netsonde.app.workbench.Workbench;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.protocol.Role;

/**
 * The endpoints at the left, in groups, and below them what else there is to show; arrows go from endpoint to endpoint.
 * JavaFX thread only.
 */
final class EndpointList extends VBox {

    /** How often a trace is moved on: fifteen seconds are in view. */
    static final int TICKS_PER_SECOND = 4;

    private static final PseudoClass RECEIVING = PseudoClass.getPseudoClass("receiving");

    private final Workbench workbench;
    private final Selection selection;
    private final EndpointActions actions;
    private final Texts texts;
    private final HandOver certificates;
    private final ListView<Line> list = new ListView<>();
    private final Map<String, EndpointRow> rows = new HashMap<>();
    private final org.netsonde.engine.protocol.Subscription changes;
    private final Subscription others;
    private boolean syncing;

    /** A line of the list. */
    private sealed interface Line {}

    private record Heading(String text) implements Line {}

    private record Entry(EndpointRow row) implements Line {}

    EndpointList(
            Workbench workbench,
            Selection selection,
            EndpointActions actions,
            Button addButton,
            ContextMenu menu,
            List<SidebarEntry> entries,
            HandOver certificates) {
        this.certificates = certificates;
        this.workbench = workbench;
        this.selection = selection;
        this.actions = actions;
        texts = actions.texts();
        Label title = new Label(texts.get("shell.endpoints"));
        title.getStyleClass().add("list-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(title, gap, addButton);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("list-head");
        list.setId("endpoints");
        list.getStyleClass().add("endpoint-list");
        list.setAccessibleText(texts.get("shell.endpoints"));
        list.setCellFactory(view -> new Cell());
        list.setContextMenu(menu);
        Label empty = new Label(texts.get("shell.no-endpoints"));
        empty.getStyleClass().add("endpoint-detail");
        list.setPlaceholder(empty);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox screens = new VBox();
        screens.getChildren().setAll(entries);
        screens.getStyleClass().add("sidebar-entries");
        getChildren().setAll(head, list, screens);
        getStyleClass().add("sidebar");
        changes = workbench.observe(this::sync);
        sync();
        others = list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(this::lineChosen)
                .and(selection.id().subscribe(id -> show(id)))
                .and(() -> entries.forEach(SidebarEntry::dispose))
                .and(actions.clock().whileShowing(list, TICKS_PER_SECOND, this::tick));
    }

    /** Lets the name of the chosen endpoint be changed in its place. */
    void rename() {
        EndpointRow row = rows.get(String.valueOf(selection.id().get()));
        if (row != null) {
            list.scrollTo(indexOf(row.item().id()));
            // Cells may change places while scrolling, which would take the focus from the field.
            list.layout();
            row.edit(actions::rename, list::requestFocus);
        }
    }

    void focusList() {
        list.requestFocus();
    }

    void stateChanged(Endpoint endpoint, EndpointState state) {
        EndpointRow row = rows.get(endpoint.id());
        if (row != null) {
            row.refresh();
        }
    }

    void dispose() {
        changes.close();
        others.unsubscribe();
    }

    private void tick(long nowNanos) {
        rows.values().forEach(row -> row.tick(nowNanos));
    }

    /** Brings the lines in step with the workbench; rows stay, and with them their traces. */
    private void sync() {
        List<Item> items = workbench.items();
        rows.values().removeIf(row -> !items.contains(row.item()));
        List<Line> lines = new ArrayList<>();
        group(lines, items, Role.SERVER, "shell.group.servers");
        group(lines, items, Role.CLIENT, "shell.group.clients");
        group(lines, items, Role.RELAY, "shell.group.relays");
        group(lines, items, null, "shell.group.unknown");
        rows.values().forEach(EndpointRow::refresh);
        if (!lines.equals(list.getItems())) {
            syncing = true;
            list.getItems().setAll(lines);
            syncing = false;
            show(selection.id().get());
        }
    }

    private void group(List<Line> lines, List<Item> items, @Nullable Role role, String heading) {
        List<Item> members =
                items.stream().filter(item -> Objects.equals(role(item), role)).toList();
        if (!members.isEmpty()) {
            lines.add(new Heading(texts.get(heading)));
            members.forEach(item ->
                    lines.add(new Entry(rows.computeIfAbsent(item.id(), id -> new EndpointRow(item, texts)))));
        }
    }

    private static @Nullable Role role(Item item) {
        return item instanceof Item.Known known ? known.endpoint().protocol().role() : null;
    }

    private void lineChosen(@Nullable Line line) {
        if (!syncing && line instanceof Entry entry) {
            selection.choose(entry.row().item().id());
        }
    }

    private void show(@Nullable String id) {
        int index = indexOf(id);
        if (index < 0) {
            list.getSelectionModel().clearSelection();
        } else if (list.getSelectionModel().getSelectedIndex() != index) {
            list.getSelectionModel().select(index);
            list.scrollTo(index);
        }
    }

    private int indexOf(@Nullable String id) {
        return IntStream.range(0, list.getItems().size())
                .filter(i -> list.getItems().get(i) instanceof Entry entry
                        && Objects.equals(entry.row().item().id(), id))
                .findFirst()
                .orElse(-1);
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || !list.equals(event.getTarget())) {
            return;
        }
        if (Keyboard.removes(event)) {
            selection.item().ifPresent(actions::delete);
            event.consume();
            return;
        }
        switch (event.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            // The list would take it for itself before the menu's shortcut is asked.
            case F2 -> rename();
            case ENTER, SPACE -> actions.chosen().ifPresent(this::toggle);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void toggle(Endpoint endpoint) {
        if (endpoint.state().startable()) {
            actions.start(endpoint);
        } else {
            actions.stop(endpoint);
        }
    }

    /** To the next endpoint, over headings. */
    private void move(int step) {
        int from = list.getSelectionModel().getSelectedIndex();
        for (int i = from + step; i >= 0 && i < list.getItems().size(); i += step) {
            if (list.getItems().get(i) instanceof Entry) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - 1));
                return;
            }
        }
    }

    private final class Cell extends ListCell<Line> {

        Cell() {
            setOnDragOver(event -> {
                if (takes(event)) {
                    event.acceptTransferModes(TransferMode.COPY);
                    event.consume();
                }
            });
            setOnDragEntered(event -> pseudoClassStateChanged(RECEIVING, takes(event)));
            setOnDragExited(event -> pseudoClassStateChanged(RECEIVING, false));
            setOnDragDropped(event -> {
                event.setDropCompleted(known().map(endpoint -> certificates.drop(endpoint, event.getDragboard()))
                        .orElse(false));
                event.consume();
            });
            // The row decides how narrow it can be, not its longest text.
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                    rename();
                }
            });
        }

        private Optional<Endpoint> known() {
            return getItem() instanceof Entry entry && entry.row().item() instanceof Item.Known known
                    ? Optional.of(known.endpoint())
                    : Optional.empty();
        }

        private boolean takes(DragEvent event) {
            return known().filter(endpoint -> certificates.takes(endpoint, event.getDragboard()))
                    .isPresent();
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setAccessibleText(null);
            // Taking the row out and putting it back would take the focus from a name that is being edited.
            setGraphic(line instanceof Entry entry ? entry.row() : null);
            // A heading cannot be chosen with the mouse either.
            setDisable(line instanceof Heading);
            getStyleClass().remove("group-heading");
            if (line instanceof Heading heading) {
                getStyleClass().add("group-heading");
                setText(heading.text());
            } else if (line instanceof Entry entry) {
                setAccessibleText(entry.row().getAccessibleText());
            }
        }
    }
}
