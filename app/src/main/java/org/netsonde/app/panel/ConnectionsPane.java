package org.netsonde.app.panel;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.netsonde.app.text.AddressText;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Target;

/** The open connections of an endpoint; each can be closed, or chosen as the one that is sent to. */
final class ConnectionsPane {

    /** The table shows so many; the count above it is of all. */
    private static final int MOST_SHOWN = 1_000;

    private final Endpoint endpoint;
    private final Texts texts;
    private final ObservableList<Connection> shown = FXCollections.observableArrayList();
    private final TableView<Connection> table = new TableView<>(shown);
    private final Label more = new Label();
    private final VBox node = new VBox(table, more);
    private long version = -1;

    ConnectionsPane(Endpoint endpoint, Texts texts, Consumer<Connection> sendTo) {
        this.endpoint = endpoint;
        this.texts = texts;
        table.setId("connections");
        table.getStyleClass().addAll("dense", "connections-table");
        table.setAccessibleText(texts.get("panel.connections"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        Label empty = new Label(texts.get("panel.connections.none"));
        empty.setWrapText(true);
        table.setPlaceholder(empty);
        column("id", 56, c -> "#" + c.id());
        column("remote", 160, c -> address(c.remote()));
        column("age", 80, c -> age(c.since()));
        MenuItem send = new MenuItem(texts.get("panel.connections.sendTo"));
        send.setOnAction(e -> chosen().forEach(sendTo));
        MenuItem close = new MenuItem(texts.get("panel.connections.disconnect"));
        close.setOnAction(e -> disconnect());
        table.setContextMenu(new ContextMenu(send, close));
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DELETE) {
                disconnect();
            }
        });
        more.getStyleClass().add("note");
        more.managedProperty().bind(more.visibleProperty());
        VBox.setVgrow(table, Priority.ALWAYS);
    }

    private void column(String name, double width, Function<Connection, String> text) {
        TableColumn<Connection, String> column = new TableColumn<>(texts.get("panel.connections." + name));
        column.setCellValueFactory(data -> new ReadOnlyStringWrapper(text.apply(data.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
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
        Duration age = Duration.between(since, Instant.now());
        long seconds = Math.max(0, age.toSeconds());
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
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

    /** Looks again; called a few times a second. */
    void refresh() {
        long now = endpoint.connections().version();
        if (now == version) {
            table.refresh();
            return;
        }
        version = now;
        List<Connection> chosen = chosen();
        shown.setAll(endpoint.connections().list(MOST_SHOWN));
        chosen.stream()
                .filter(shown::contains)
                .forEach(c -> table.getSelectionModel().select(c));
        int hidden = endpoint.connections().count() - shown.size();
        more.setVisible(hidden > 0);
        more.setText(hidden > 0 ? texts.get("panel.connections.more", hidden) : "");
    }
}
