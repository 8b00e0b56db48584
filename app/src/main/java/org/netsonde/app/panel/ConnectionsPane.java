package org.netsonde.app.panel;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.fx.Keyboard;
import org.netsonde.app.text.AddressText;
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

    private static final double HEADER_HEIGHT = 24;
    private static final double ROW_HEIGHT = 24;
    /** The bar by which the columns are reached for which there is no room. */
    private static final double BAR_HEIGHT = 12;

    private static final double LEAST_TABLE_HEIGHT = HEADER_HEIGHT + ROW_HEIGHT + BAR_HEIGHT;
    /** Of the table where there are facts below it, until the user moves the divider. */
    private static final int ROWS_BESIDE_FACTS = 4;

    /** How often rows are put in order again by what changes by itself. */
    private static final long SORT_NANOS = 1_000_000_000L;

    private final Endpoint endpoint;
    private final Texts texts;
    private final ObservableList<Connection> shown = FXCollections.observableArrayList();
    private final TableView<Connection> table = new TableView<>(shown);
    private final Label more = new Label();
    private final VBox list = new VBox(table, more);
    private final SplitPane node = new SplitPane(list);
    private final FactsPane facts;
    private final ConnectionColumns columns;

    private long version = -1;
    private boolean listing;
    private long sorted = System.nanoTime();
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
        Label empty = new Label(texts.get("panel.connections.none"));
        empty.setWrapText(true);
        table.setPlaceholder(empty);
        columns = new ConnectionColumns(table, texts);
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

    static String address(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet
                ? AddressText.of(
                        inet.getAddress() == null
                                ? inet.getHostString()
                                : inet.getAddress().getHostAddress(),
                        inet.getPort())
                : remote.toString();
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
        columns.refresh();
        if (System.nanoTime() - sorted > SORT_NANOS) {
            sort();
        }
        showFacts();
    }

    private void sort() {
        sorted = System.nanoTime();
        if (!table.getSortOrder().isEmpty()) {
            boolean before = listing;
            listing = true;
            table.sort();
            listing = before;
        }
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
        double needed = HEADER_HEIGHT + BAR_HEIGHT + ROW_HEIGHT * Math.clamp(shown.size(), 1, ROWS_BESIDE_FACTS);
        return node.getHeight() <= 0 ? 0.3 : Math.min(0.5, needed / node.getHeight());
    }

    private void list() {
        List<Connection> chosen = chosen();
        listing = true;
        try {
            shown.setAll(endpoint.connections().list(MOST_SHOWN));
            sort();
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
