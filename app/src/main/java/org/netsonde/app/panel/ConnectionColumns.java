package org.netsonde.app.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.ClockText;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.transport.SocketFacts;
import org.netsonde.engine.transport.TcpInfo;

/**
 * The columns of the table of connections. Those of sockets show where a connection tells, and a socket is asked only while its
 * row is in view. JavaFX thread only.
 */
final class ConnectionColumns {

    private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

    private static final String NOTHING = Unit.BYTES.format(0);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Texts texts;
    private final TableView<Connection> table;
    /** The cells there are, which are as many as fit the screen: what changes by itself is read for these only. */
    private final Set<Cell> cells = Collections.newSetFromMap(new WeakHashMap<>());
    /** The values by which rows are being put in order. */
    private final List<Map<Long, Double>> sorting = new ArrayList<>();
    /** What only TCP tells, and what every socket does. */
    private final List<TableColumn<Connection, Connection>> ofTcp;

    private final List<TableColumn<Connection, Connection>> ofSockets;

    ConnectionColumns(TableView<Connection> table, Texts texts) {
        this.table = table;
        this.texts = texts;
        table.setSortPolicy(sorted -> {
            sorting.forEach(Map::clear);
            return TableView.DEFAULT_SORT_POLICY.call(sorted);
        });
        column("id", 44, c -> "#" + c.id(), Comparator.comparingLong(Connection::id));
        column(
                "remote",
                124,
                c -> ConnectionsPane.address(c.remote()),
                Comparator.comparing(c -> ConnectionsPane.address(c.remote())));
        column("queued", 68, c -> Unit.BYTES.format((double) c.queued()), byValue(Connection::queued));
        column(
                "age",
                54,
                c -> age(c.since()),
                Comparator.comparing(Connection::since).reversed());
        ofTcp = List.of(
                tcp("rtt", 68, TcpInfo::rttNanos, nanos -> Unit.MILLISECONDS.format(nanos / NANOS_PER_MILLI)),
                tcp("retransmits", 92, TcpInfo::retransmits, Unit.COUNT::format),
                tcp("window", 72, TcpInfo::congestionWindow, Unit.COUNT::format));
        ofSockets = List.of(
                socket("sendBuffer", 92, SocketFacts::sendBuffer),
                socket("receiveBuffer", 108, SocketFacts::receiveBuffer));
        show(List.of());
    }

    private TableColumn<Connection, Connection> tcp(
            String name, double width, ToLongFunction<TcpInfo> value, Function<Double, String> text) {
        return told(
                name, width, facts -> facts.tcp() == null ? Double.NaN : (double) value.applyAsLong(facts.tcp()), text);
    }

    private TableColumn<Connection, Connection> socket(String name, double width, ToDoubleFunction<SocketFacts> value) {
        return told(name, width, value, Unit.BYTES::format);
    }

    /** A column of what sockets tell; what is not told comes first in order, and is shown as no value. */
    private TableColumn<Connection, Connection> told(
            String name, double width, ToDoubleFunction<SocketFacts> value, Function<Double, String> text) {
        ToDoubleFunction<Connection> number = connection -> {
            SocketFacts facts = connection.socket().latest();
            return facts == null ? Double.NaN : value.applyAsDouble(facts);
        };
        TableColumn<Connection, Connection> column =
                column(name, width, connection -> text.apply(number.applyAsDouble(connection)), byValue(connection -> {
                    double told = number.applyAsDouble(connection);
                    return Double.isNaN(told) ? Double.NEGATIVE_INFINITY : told;
                }));
        column.getStyleClass().add("socket");
        return column;
    }

    /** An order by a value that changes by itself, and must not while rows are being put in order. */
    private Comparator<Connection> byValue(ToDoubleFunction<Connection> value) {
        Map<Long, Double> still = new HashMap<>();
        sorting.add(still);
        return Comparator.comparingDouble(
                connection -> still.computeIfAbsent(connection.id(), id -> value.applyAsDouble(connection)));
    }

    private TableColumn<Connection, Connection> column(
            String name, double width, Function<Connection, String> text, Comparator<Connection> order) {
        String help = texts.get("panel.connections." + name + ".help");
        TableColumn<Connection, Connection> column = new TableColumn<>();
        // A column has no tooltip of its own.
        Label header = new Label(texts.get("panel.connections." + name));
        header.setTooltip(new Tooltip(help));
        header.setMaxWidth(Double.MAX_VALUE);
        column.setGraphic(header);
        column.setId("connections-" + name);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(c -> {
            Cell cell = new Cell(name, text);
            cells.add(cell);
            cell.setTooltip(new Tooltip(help));
            return cell;
        });
        column.getStyleClass().add(name);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setComparator(order);
        column.setReorderable(false);
        table.getColumns().add(column);
        return column;
    }

    private static String age(Instant since) {
        return ClockText.of(Duration.between(since, Instant.now()));
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
            pseudoClassStateChanged(NONE, NOTHING.equals(shown) || Unit.NO_VALUE.equals(shown));
        }
    }

    /** Reads again what changes by itself, of the rows in view. */
    void refresh() {
        List<Connection> inView = cells.stream()
                .map(TableCell::getItem)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        inView.forEach(connection -> connection.socket().ask());
        show(inView);
        cells.forEach(Cell::refresh);
    }

    /** Shows the columns of which one of these connections tells; as they are where there is none. */
    private void show(Collection<Connection> inView) {
        List<SocketFacts> told = inView.stream()
                .map(connection -> connection.socket().latest())
                .filter(Objects::nonNull)
                .toList();
        if (inView.isEmpty() || !told.isEmpty()) {
            boolean tcp = told.stream().anyMatch(facts -> facts.tcp() != null);
            ofTcp.forEach(column -> column.setVisible(tcp));
            ofSockets.forEach(column -> column.setVisible(!told.isEmpty()));
            // All of them are more than the pane is wide; few fill it.
            table.setColumnResizePolicy(
                    told.isEmpty()
                            ? TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN
                            : TableView.UNCONSTRAINED_RESIZE_POLICY);
        }
    }
}
