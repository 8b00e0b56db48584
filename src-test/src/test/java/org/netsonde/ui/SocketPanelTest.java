package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.transport.SocketFacts;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Sockets;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What sockets tell, in the table of connections, below it, and in the protocol's charts. */
@ExtendWith(ApplicationExtension.class)
class SocketPanelTest {

    private static final List<String> TCP = List.of("rtt", "retransmits", "window");
    private static final List<String> BUFFERS = List.of("sendBuffer", "receiveBuffer");

    private final List<Socket> peers = new ArrayList<>();
    private Stage stage;
    private PanelStage panels;

    @Start
    void start(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void startEngine() {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panels = new PanelStage(stage);
    }

    @AfterEach
    void close(FxRobot robot) throws Exception {
        robot.interact(stage::hide);
        for (Socket peer : peers) {
            peer.close();
        }
        panels.close();
    }

    private Endpoint serve(String protocol, int connections) throws Exception {
        Endpoint server = panels.add("Echo", protocol, "{\"port\": 0, \"framing\": \"lines\"}");
        server.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        for (int i = 0; i < connections; i++) {
            Socket peer = Sockets.connect(server);
            peers.add(peer);
            assertThat(Sockets.exchange(peer, "line\n")).isEqualTo("line\n");
        }
        return server;
    }

    private void show(FxRobot robot, Endpoint server, Locale language) {
        robot.interact(() -> {
            panels.show(server, language, 1000, 740);
            robot.lookup(".panel-tabs")
                    .queryAs(TabPane.class)
                    .getSelectionModel()
                    .select(1);
        });
    }

    @SuppressWarnings("unchecked") // the table's own type
    private static TableView<Connection> table(FxRobot robot) {
        return robot.lookup("#connections").queryAs(TableView.class);
    }

    private static TableColumn<Connection, ?> column(FxRobot robot, String name) {
        return table(robot).getColumns().stream()
                .filter(column -> ("connections-" + name).equals(column.getId()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean shown(FxRobot robot, List<String> columns) {
        return onFx(() -> columns.stream().allMatch(name -> column(robot, name).isVisible()));
    }

    private static List<String> cells(FxRobot robot, String name) {
        return onFx(() -> table(robot).lookupAll(".table-cell." + name).stream()
                .map(cell -> ((javafx.scene.control.TableCell<?, ?>) cell).getText())
                .filter(text -> text != null && !text.isEmpty())
                .toList());
    }

    private static Map<String, String> facts(FxRobot robot) {
        return onFx(() -> robot.lookup(".facts .wrapped-text").queryAllAs(TextArea.class).stream()
                .collect(Collectors.toMap(TextArea::getAccessibleText, TextArea::getText)));
    }

    private static boolean linux() {
        TransportKind preferred = TransportKind.usable().getFirst();
        if (preferred == TransportKind.EPOLL) {
            return true;
        }
        Peers.lack("epoll");
        return false;
    }

    @Test
    void columnsTellWhatTheSystemDoesAndExplainThemselves(FxRobot robot) throws Exception {
        if (!linux()) {
            return;
        }
        Endpoint server = serve("tcp-server", 3);
        show(robot, server, Locale.ENGLISH);

        await().until(() -> shown(robot, TCP) && shown(robot, BUFFERS));
        await().untilAsserted(() ->
                assertThat(cells(robot, "rtt")).hasSize(3).allMatch(text -> text.matches("[0-9.]+ (µs|ms|s)")));
        await().untilAsserted(() ->
                assertThat(cells(robot, "retransmits")).hasSize(3).allMatch(text -> text.matches("[0-9]+")));
        assertThat(cells(robot, "window")).hasSize(3).allMatch(text -> text.matches("[0-9]+"));
        assertThat(cells(robot, "sendBuffer")).hasSize(3).allMatch(text -> text.endsWith("B"));
        for (TableColumn<Connection, ?> column : table(robot).getColumns()) {
            Label header = (Label) column.getGraphic();
            assertThat(header.getTooltip().getText()).as(header.getText()).isNotEmpty();
        }
    }

    @Test
    void rowsStandInTheOrderOfWhatIsTold(FxRobot robot) throws Exception {
        Endpoint server = serve("tcp-server", 3);
        show(robot, server, Locale.ENGLISH);
        await().until(() ->
                shown(robot, BUFFERS) && onFx(() -> table(robot).getItems().size() == 3));

        robot.interact(() -> {
            TableColumn<Connection, ?> id = column(robot, "id");
            id.setSortType(TableColumn.SortType.DESCENDING);
            table(robot).getSortOrder().add((TableColumn<Connection, ?>) id);
        });
        assertThat(ids(robot)).containsExactly(3L, 2L, 1L);
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        Socket fourth = Sockets.connect(server);
        peers.add(fourth);

        await().untilAsserted(() -> assertThat(ids(robot)).containsExactly(4L, 3L, 2L, 1L));
        assertThat(onFx(() -> table(robot).getSelectionModel().getSelectedItem().id()))
                .isEqualTo(3);
        robot.interact(() -> table(robot).getSortOrder().setAll(List.of(column(robot, "sendBuffer"))));
        await().untilAsserted(() -> assertThat(onFx(() -> table(robot).getItems().stream()
                        .map(connection -> connection.socket().latest())
                        .toList()))
                .isSortedAccordingTo(
                        java.util.Comparator.comparingInt(facts -> facts == null ? -1 : facts.sendBuffer())));
    }

    private static List<Long> ids(FxRobot robot) {
        return onFx(() -> table(robot).getItems().stream().map(Connection::id).toList());
    }

    @Test
    void theOnlyConnectionTellsAllOfItsSocket(FxRobot robot) throws Exception {
        if (!linux()) {
            return;
        }
        Endpoint server = serve("tcp-server", 1);
        show(robot, server, Locale.ENGLISH);

        await().until(() -> !facts(robot).isEmpty());
        Map<String, String> facts = facts(robot);
        assertThat(facts)
                .containsKeys(
                        "State", "Least round trip", "Time-out", "On the way", "Slow start up to", "Delivery rate");
        assertThat(facts.get("Round trip")).matches("[0-9.]+ (µs|ms|s) ± [0-9.]+ (µs|ms|s)");
        assertThat(facts.get("Retransmits")).matches("[0-9]+ in all, [0-9]+ now");
        assertThat(facts.get("Congestion window")).matches("[0-9]+ segments? \\([0-9.]+ .?B\\)");
        assertThat(facts.get("Path MTU")).matches("[0-9]+ B");
        assertThat(facts.get("Send queue")).isEqualTo("0 B");
        SocketFacts seen = server.connections().list(1).getFirst().socket().latest();
        assertThat(facts.get("Largest segment"))
                .isEqualTo(seen.tcp().sendMss() + " B sent, " + seen.tcp().receiveMss() + " B received");
    }

    @Test
    void javaNioSaysThatItDoesNotTellAndItsChartsDoToo(FxRobot robot) throws Exception {
        Endpoint server = serve("select-server", 1);
        show(robot, server, Locale.ENGLISH);

        await().until(() -> shown(robot, BUFFERS));
        assertThat(TCP).noneMatch(name -> onFx(() -> column(robot, name).isVisible()));
        await().untilAsserted(() -> assertThat(facts(robot))
                .hasSize(2)
                .containsEntry("TCP", "Java NIO does not tell more; epoll and io_uring do, on Linux"));
        ownCharts(robot);
        for (String chart : List.of("tcp_rtt", "tcp_window", "tcp_retransmits")) {
            await().untilAsserted(() ->
                    assertThat(accessible(robot, chart)).contains("Told for open connections on epoll or io_uring"));
        }
    }

    @Test
    void datagramsHaveNeitherColumnsNorFacts(FxRobot robot) throws Exception {
        Endpoint server = panels.add("Udp", "udp-server", "{\"port\": 0}");
        server.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        show(robot, server, Locale.ENGLISH);
        assertThat(shown(robot, List.of("id", "remote", "queued", "age"))).isTrue();
        assertThat(BUFFERS).noneMatch(name -> onFx(() -> column(robot, name).isVisible()));
        assertThat(server.metrics().own()).noneMatch(metric -> metric.id().startsWith("tcp_"));
    }

    private static void ownCharts(FxRobot robot) {
        robot.interact(
                () -> robot.lookup("#charts-own").queryAs(ToggleButton.class).fire());
    }

    private static String accessible(FxRobot robot, String chart) {
        return onFx(() -> {
            Node node = robot.lookup("#chart-" + chart).query();
            return node.getAccessibleText();
        });
    }

    @Test
    void chartsShowTheRoundTripOfOpenConnections(FxRobot robot) throws Exception {
        if (!linux()) {
            return;
        }
        Endpoint server = serve("tcp-server", 3);
        show(robot, server, Locale.ENGLISH);
        ownCharts(robot);
        await().untilAsserted(() -> assertThat(accessible(robot, "tcp_rtt")).containsPattern("[0-9.]+ (µs|ms|s)"));
        await().untilAsserted(() -> assertThat(accessible(robot, "tcp_window")).containsPattern("[0-9.]+ .?B"));
    }

    @Test
    void fitsInBothLanguagesAndThemes(FxRobot robot) throws Exception {
        Endpoint server = serve("tcp-server", 3);
        for (Locale language : Texts.LANGUAGES) {
            for (boolean dark : List.of(false, true)) {
                robot.interact(() -> Application.setUserAgentStylesheet(
                        dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet()));
                show(robot, server, language);
                await().until(() -> shown(robot, BUFFERS));
                robot.interact(() -> table(robot).getSelectionModel().select(0));
                await().until(() -> !facts(robot).isEmpty());
                ownCharts(robot);
                String name = language.getLanguage() + (dark ? "-dark" : "-light");
                Shots.take(stage, "panel-socket-" + name);
                assertThat(truncated(robot, "id", "remote", "queued", "age", "rtt"))
                        .isEmpty();
                robot.interact(() -> table(robot).scrollToColumnIndex(8));
                Shots.take(stage, "panel-socket-right-" + name);
                assertThat(truncated(robot, "retransmits", "window", "sendBuffer", "receiveBuffer"))
                        .isEmpty();
            }
        }
    }

    /** The words in the header and the cells of columns that have not room for all of them. */
    private static List<String> truncated(FxRobot robot, String... columns) {
        return onFx(() -> Stream.of(columns)
                .flatMap(name -> Stream.concat(
                        table(robot).lookupAll(".table-cell." + name).stream(),
                        Stream.of(column(robot, name).getGraphic())))
                .flatMap(node -> node.lookupAll(".text").stream())
                .map(text -> ((Text) text).getText())
                .filter(text -> text.endsWith("…") || text.endsWith("..."))
                .toList());
    }
}
