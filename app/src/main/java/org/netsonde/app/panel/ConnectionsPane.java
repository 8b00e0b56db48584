package org.netsonde.app.panel;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.text.AddressText;
import org.netsonde.app.text.ClockText;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Target;

/**
 * The open connections of an endpoint; each can be closed, or chosen as the one that is sent to. Below them stands what is
 * known of the chosen one, or of the only one.
 */
final class ConnectionsPane {

    /** The table lists so many; the count above it is of all. */
    private static final int MOST_SHOWN = 10_000;

    private static final double HEADER_HEIGHT = 36;
    private static final double ROW_HEIGHT = 27;
    private static final double LEAST_TABLE_HEIGHT = HEADER_HEIGHT + ROW_HEIGHT;
    /** Of the table where there are facts below it, until the user moves the divider. */
    private static final int ROWS_BESIDE_FACTS = 4;

    private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

    private static final String NOTHING = Unit.BYTES.format(0);

    private final Endpoint endpoint;
    private final Texts texts;
    private final ObservableList<Connection> shown = FXCollections.observableArrayList();
    private final TableView<Connection> table = new TableView<>(shown);
    private final Label more = new Label();
    private final VBox list = new VBox(table, more);
    private final SplitPane node = new SplitPane(list);
    private final FactsPane facts;
    /** The cells there are, which are as many as fit the screen: what changes by itself is read for these only. */
    private final Set<Cell> cells = Collections.newSetFromMap(new WeakHashMap<>());

    private long version = -1;
    private boolean listing;
    /** Where the divider was left; below 0 before there was one. */
    private double divider = -1;

    /**
     * A pane.
     *
     * @param sendTo chooses a connection as the one that is sent to; empty where nothing can be sent
     * @param notice shows a short message
     */
    ConnectionsPane(Endpoint endpoint, Texts texts, Optional<Consumer<Connection>> sendTo, Consumer<String> notice) {
        this.endpoint = endpoint;
        this.texts = texts;
        facts = new FactsPane(texts, notice);
        table.setId("connections");
        table.getStyleClass().addAll("dense", "connections-table");
        table.setAccessibleText(texts.get("panel.connections"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        Label empty = new Label(texts.get("panel.connections.none"));
        empty.setWrapText(true);
        table.setPlaceholder(empty);
        column("id", 56, c -> "#" + c.id());
        column("remote", 150, c -> address(c.remote()));
        column("queued", 84, c -> Unit.BYTES.format((double) c.queued()));
        column("age", 72, c -> age(c.since()));
        MenuItem send = new MenuItem(texts.get("panel.connections.sendTo"));
        send.setOnAction(e -> sendTo.ifPresent(chosen()::forEach));
        send.setVisible(sendTo.isPresent());
        MenuItem close = new MenuItem(texts.get("panel.connections.disconnect"));
        close.setOnAction(e -> disconnect());
        table.setContextMenu(new ContextMenu(send, close));
        table.setOnKeyPressed(e -> {
            if (Keyboard.removes(e)) {
                disconnect();
            }
        });
        more.getStyleClass().add("note");
        more.managedProperty().bind(more.visibleProperty());
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(LEAST_TABLE_HEIGHT);
        table.getSelectionModel().selectedItemProperty().subscribe((before, now) -> {
            if (!listing) {
                showFacts();
            }
        });
        node.setOrientation(Orientation.VERTICAL);
        SplitPane.setResizableWithParent(list, false);
    }

    private void column(String name, double width, Function<Connection, String> text) {
        TableColumn<Connection, Connection> column = new TableColumn<>(texts.get("panel.connections." + name));
        Optional<String> help = texts.find("panel.connections." + name + ".help");
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(c -> {
            Cell cell = new Cell(name, text);
            cells.add(cell);
            help.ifPresent(words -> cell.setTooltip(new Tooltip(words)));
            return cell;
        });
        column.getStyleClass().add(name);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    /** A cell whose text is made when it is shown, and again a few times a second. */
    private static final class Cell extends TableCell<Connection, Connection> {
        private final Function<Connection, String> text;

        Cell(String name, Function<Connection, String> text) {
            this.text = text;
            getStyleClass().add(name);
        }

        @Override
        protected void updateItem(@Nullable Connection connection, boolean empty) {
            super.updateItem(connection, empty);
            refresh();
        }

        void refresh() {
            Connection connection = getItem();
            String shown = isEmpty() || connection == null ? null : text.apply(connection);
            setText(shown);
            pseudoClassStateChanged(NONE, NOTHING.equals(shown));
        }
    }

    static String address(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet
                ? AddressText.of(
                        inet.getAddress() == null
                                ? inet.getHostString()
                                : inet.getAddress().getHostAddress(),
                        inet.getPort())
                : remote.toString();
    }

    private static String age(Instant since) {
        return ClockText.of(Duration.between(since, Instant.now()));
    }

    private List<Connection> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    private void disconnect() {
        chosen().forEach(connection -> endpoint.disconnect(Target.one(connection.id())));
    }

    Node node() {
        return node;
    }

    /** Looks again; called a few times a second while it shows. */
    void refresh() {
        long now = endpoint.connections().version();
        if (now != version) {
            version = now;
            list();
        }
        cells.forEach(Cell::refresh);
        showFacts();
    }

    private void showFacts() {
        Connection connection = described();
        boolean any = facts.show(connection, connection != null && shown.contains(connection));
        boolean there = node.getItems().contains(facts.node());
        if (any && !there) {
            node.getItems().add(facts.node());
            node.setDividerPositions(divider < 0 ? usualDivider() : divider);
        } else if (!any && there) {
            divider = node.getDividerPositions()[0];
            node.getItems().remove(facts.node());
        }
    }

    /** Whose facts are shown. What was known of a connection stays there when it closes, until there is another. */
    private @Nullable Connection described() {
        Connection chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            return chosen;
        }
        return shown.size() == 1 ? shown.getFirst() : facts.shown();
    }

    /** The table gets what its rows need, the facts the rest. */
    private double usualDivider() {
        double needed = HEADER_HEIGHT + ROW_HEIGHT * Math.clamp(shown.size(), 1, ROWS_BESIDE_FACTS);
        return node.getHeight() <= 0 ? 0.3 : Math.min(0.5, needed / node.getHeight());
    }

    private void list() {
        List<Connection> chosen = chosen();
        listing = true;
        try {
            shown.setAll(endpoint.connections().list(MOST_SHOWN));
            table.getSelectionModel().clearSelection();
            chosen.stream()
                    .filter(shown::contains)
                    .forEach(c -> table.getSelectionModel().select(c));
        } finally {
            listing = false;
        }
        int hidden = endpoint.connections().count() - shown.size();
        more.setVisible(hidden > 0);
        more.setText(hidden > 0 ? texts.get("panel.connections.more", hidden) : "");
    }
}
