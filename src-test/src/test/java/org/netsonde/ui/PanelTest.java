package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.text.Texts;
import org.netsonde.app.traffic.TrafficRow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import tools.jackson.databind.node.ObjectNode;

/** The one panel as a user sees it: its form, its table and its send box, on a TCP server and a client of it. */
@ExtendWith(ApplicationExtension.class)
class PanelTest {

    private Stage stage;
    private PanelStage panels;

    @Start
    void start(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void makeEngine() {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panels = new PanelStage(stage);
    }

    @AfterEach
    void closeEngine(FxRobot robot) {
        robot.interact(stage::hide);
        panels.close();
    }

    private Endpoint show(FxRobot robot, Endpoint endpoint) {
        robot.interact(() -> panels.show(endpoint, Locale.ENGLISH, 1000, 720));
        return endpoint;
    }

    private <T extends Node> T find(FxRobot robot, String query) {
        return robot.lookup(query).query();
    }

    private void fill(FxRobot robot, String query, String text) {
        robot.interact(() -> {
            TextInputControl field = find(robot, query);
            field.requestFocus();
            field.setText("");
        });
        robot.write(text);
    }

    private void choose(FxRobot robot, String query, String word) {
        robot.interact(() -> {
            ComboBox<String> box = find(robot, query);
            box.setValue(word);
        });
    }

    private String problem(FxRobot robot) {
        return onFx(() -> robot.lookup(".settings-form .problem").queryAllAs(Label.class).stream()
                .filter(Label::isVisible)
                .map(Label::getText)
                .findFirst()
                .orElse(""));
    }

    private Endpoint echo() {
        return panels.add("Echo", "tcp-server", "{\"port\": 0, \"framing\": \"lines\"}");
    }

    private Endpoint client() {
        return panels.add("Probe", "tcp-client", "{\"target\": \"Echo\", \"framing\": \"lines\"}");
    }

    private void run(Endpoint endpoint) throws Exception {
        endpoint.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private List<String> rows(FxRobot robot, Direction direction) {
        return onFx(() -> {
            TableView<TrafficRow> table = find(robot, "#traffic-table");
            return table.getItems().stream()
                    .filter(r -> r.message().direction() == direction)
                    .map(r -> r.message().text())
                    .toList();
        });
    }

    @Test
    void badPortIsMarkedWithItsRangeAndKept(FxRobot robot) {
        Endpoint server = show(robot, echo());

        fill(robot, "#field-port", "70000");

        robot.interact(() -> panels.screenshot("panel-bad-port"));
        assertThat(problem(robot)).contains("65535").contains("70000");
        assertThat(server.settings().get("port").asInt()).isEqualTo(70_000);
        assertThat(panels.changed).contains(server);

        fill(robot, "#field-port", "0");

        assertThat(problem(robot)).isEmpty();
    }

    @Test
    void startWithBadSettingsFailsInTheWordsOfTheField(FxRobot robot) {
        Endpoint server = show(robot, panels.add("Echo", "tcp-server", "{\"port\": 70000}"));

        robot.interact(() -> robot.lookup("#start-stop").queryAs(Button.class).fire());

        await().until(() -> server.state() instanceof EndpointState.Failed);
        await().untilAsserted(() -> assertThat(
                        onFx(() -> robot.lookup("#failure").queryAs(Label.class).getText()))
                .contains(problem(robot)));
        assertThat(problem(robot)).isNotEmpty();
    }

    @Test
    void aProblemOfARunningEndpointIsHiddenUntilTheNextOne(FxRobot robot) throws Exception {
        Endpoint server = show(robot, panels.add("Frames", "frame-server", "{\"port\": 0}"));
        run(server);
        try (Socket peer = new Socket(
                InetAddress.getLoopbackAddress(), Bench.address(server).getPort())) {
            peer.getOutputStream().write("no frame\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> onFx(() -> seen(robot, "#failure")));

            robot.interact(
                    () -> robot.lookup("#dismiss-failure").queryAs(Button.class).fire());

            assertThat(onFx(() -> seen(robot, "#failure"))).isFalse();
            peer.getOutputStream().write("{}\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> onFx(() -> seen(robot, "#failure")));
        }
    }

    @Test
    void onlyWhatDiffersFromTheDefaultIsStored(FxRobot robot) {
        Endpoint server = show(robot, panels.add("Echo", "tcp-server", "{\"note\": \"mine\"}"));

        fill(robot, "#field-port", "9999");
        assertThat(server.settings().toString()).isEqualTo("{\"note\":\"mine\",\"port\":9999}");

        fill(robot, "#field-port", "8888");
        assertThat(server.settings().toString()).isEqualTo("{\"note\":\"mine\"}");
    }

    @Test
    void choosingAKindShowsItsOptions(FxRobot robot) {
        Endpoint server = show(robot, panels.add("Echo", "tcp-server", "{}"));
        assertThat(robot.lookup("#field-delimiter").tryQuery()).isEmpty();

        choose(robot, "#field-framing", "delimiter");

        assertThat(robot.lookup("#field-delimiter").queryAs(TextField.class).getText())
                .isEqualTo("\\r\\n");
        assertThat(server.settings().get("framing").toString()).isEqualTo("{\"type\":\"delimiter\"}");

        fill(robot, "#field-delimiter", "\\q");

        assertThat(problem(robot)).contains("\\q");
    }

    @Test
    void messageTypedAndSentIsListedInBothDirections(FxRobot robot) throws Exception {
        run(echo());
        Endpoint client = show(robot, client());
        run(client);
        await().until(() -> client.connections().count() == 1);

        fill(robot, "#payload", "Hello");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);

        await().untilAsserted(() -> {
            assertThat(rows(robot, Direction.OUT)).containsExactly("Hello");
            assertThat(rows(robot, Direction.IN)).containsExactly("Hello");
        });
        assertThat(onFx(() -> robot.lookup("#send-status").queryAs(Label.class).getText()))
                .contains("1 connection");
    }

    @Test
    void filterListsOnlyWhatMatches(FxRobot robot) throws Exception {
        run(echo());
        Endpoint client = show(robot, client());
        run(client);
        await().until(() -> client.connections().count() == 1);
        for (String text : List.of("apple", "banana", "cherry")) {
            fill(robot, "#payload", text);
            robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        }
        await().until(() -> rows(robot, Direction.IN).size() == 3);

        fill(robot, "#traffic-filter", "out: /an+a/");

        await().untilAsserted(() -> {
            assertThat(rows(robot, Direction.OUT)).containsExactly("banana");
            assertThat(rows(robot, Direction.IN)).isEmpty();
        });
    }

    @Test
    void chosenMessageIsShownInHex(FxRobot robot) throws Exception {
        run(echo());
        Endpoint client = show(robot, client());
        run(client);
        await().until(() -> client.connections().count() == 1);
        fill(robot, "#payload", "Hi");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await().until(() -> rows(robot, Direction.IN).size() == 1);

        robot.interact(() -> {
            TableView<TrafficRow> table = find(robot, "#traffic-table");
            int index = table.getItems().size() - 1;
            table.getSelectionModel().select(index);
        });

        robot.interact(() -> robot.lookup("#detail-tabs")
                .queryAs(javafx.scene.control.TabPane.class)
                .getSelectionModel()
                .select(1));
        robot.interact(() -> panels.screenshot("panel-hex"));
        ListView<String> hex = find(robot, "#detail-hex");
        assertThat(onFx(() -> hex.getItems().getFirst()))
                .startsWith("0000  48 69 ")
                .endsWith("Hi");
    }

    @Test
    void badHexSaysWhereAndCannotBeSent(FxRobot robot) throws Exception {
        Endpoint server = show(robot, echo());
        run(server);
        await().until(() ->
                onFx(() -> !robot.lookup("#send").queryAs(Button.class).isDisabled()));

        choose(robot, "#inline-format", "hex");
        fill(robot, "#payload", "0g");

        assertThat(onFx(() -> robot.lookup("#send-status").queryAs(Label.class).getText()))
                .contains("g");
        assertThat(onFx(() -> robot.lookup("#send").queryAs(Button.class).isDisabled()))
                .isTrue();
    }

    @Test
    void takenPortOffersAFreeOne(FxRobot robot) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint server =
                    show(robot, panels.add("Echo", "tcp-server", "{\"port\": %d}".formatted(taken.getLocalPort())));
            robot.interact(
                    () -> robot.lookup("#start-stop").queryAs(Button.class).fire());
            await().until(() -> onFx(
                    () -> robot.lookup("#use-free-port").queryAs(Button.class).isVisible()
                            && robot.lookup("#failure")
                                    .queryAs(Label.class)
                                    .getParent()
                                    .getParent()
                                    .isVisible()));

            robot.interact(() -> panels.screenshot("panel-port-taken"));
            robot.interact(
                    () -> robot.lookup("#use-free-port").queryAs(Button.class).fire());

            await().until(() -> server.state() instanceof EndpointState.Running);
        }
    }

    @Test
    void changeThatNeedsARestartSaysSo(FxRobot robot) throws Exception {
        Endpoint server = show(robot, echo());
        run(server);
        await().until(() -> onFx(() -> robot.lookup("#connect-client").query().isVisible()));

        choose(robot, "#field-framing", "raw");

        assertThat(onFx(() -> robot.lookup("#restart").query().getParent().isVisible()))
                .isTrue();
        robot.interact(() -> panels.screenshot("panel-pending"));
        robot.interact(() -> robot.lookup("#restart").queryAs(Button.class).fire());
        await().until(() ->
                onFx(() -> !robot.lookup("#restart").query().getParent().isVisible())
                        && server.state() instanceof EndpointState.Running);
    }

    @Test
    void restartWithSettingsThatCannotStartLeavesItRunning(FxRobot robot) throws Exception {
        Endpoint server = echo();
        run(server);
        show(robot, server);

        fill(robot, "#field-port", "70000");
        robot.interact(() -> robot.lookup("#restart").queryAs(Button.class).fire());

        assertThat(onFx(server::state)).isInstanceOf(EndpointState.Running.class);
        assertThat(problem(robot)).contains("65535");
    }

    @Test
    void f5StartsAndDoesNotStop(FxRobot robot) throws Exception {
        Endpoint server = show(robot, echo());
        fill(robot, "#field-port", "0");

        robot.push(KeyCode.F5);
        await().until(() -> server.state() instanceof EndpointState.Running);
        EndpointState running = server.state();
        robot.push(KeyCode.F5);
        robot.push(KeyCode.CONTROL, KeyCode.F5);
        assertThat(onFx(server::state)).isSameAs(running);

        robot.push(KeyCode.SHIFT, KeyCode.F5);
        await().until(() -> server.state() instanceof EndpointState.Idle);
    }

    @Test
    void chartsThatWereZoomedOfferTheWayBack(FxRobot robot) throws Exception {
        Endpoint server = echo();
        run(server);
        show(robot, server);
        Button live = find(robot, "#charts-live");
        assertThat(onFx(live::isVisible)).isFalse();

        TimeChart chart = find(robot, "#chart-bandwidth");
        robot.interact(chart::requestFocus);
        await().until(() -> {
            robot.push(KeyCode.ADD);
            robot.push(KeyCode.LEFT);
            return onFx(live::isVisible);
        });
        robot.interact(live::fire);

        assertThat(chart.view().isLive()).isTrue();
        assertThat(onFx(live::isVisible)).isFalse();
    }

    @Test
    void theProtocolsOwnChartsTakeThePlaceOfTheCommonOnesByKeyboard(FxRobot robot) throws Exception {
        run(echo());
        Endpoint client = show(robot, client());
        run(client);
        await().until(() -> onFx(() -> seen(robot, "#chart-latency") && !seen(robot, "#chart-replies")));
        await().until(() -> onFx(() -> seen(robot, "#figure-latency") && !seen(robot, "#figure-reconnects")));

        robot.interact(() -> robot.lookup("#charts-own").query().requestFocus());
        robot.push(KeyCode.SPACE);

        assertThat(onFx(() -> seen(robot, "#chart-replies") && !seen(robot, "#chart-latency")))
                .isTrue();
        assertThat(onFx(() -> seen(robot, "#figure-reconnects") && !seen(robot, "#figure-latency")))
                .isTrue();
        TimeChart replies = find(robot, "#chart-replies");
        await().until(() -> onFx(replies::getAccessibleText).contains("0/s"));

        robot.push(KeyCode.SPACE);

        assertThat(onFx(() -> seen(robot, "#chart-replies"))).isTrue();
        robot.interact(
                () -> robot.lookup("#charts-common").queryAs(ToggleButton.class).fire());
        assertThat(onFx(() -> seen(robot, "#chart-latency"))).isTrue();
    }

    private static boolean seen(FxRobot robot, String query) {
        Node node = robot.lookup(query).query();
        while (node != null && node.isVisible()) {
            node = node.getParent();
        }
        return node == null;
    }

    @Test
    void connectionsTellWhatWaitsForThem(FxRobot robot) throws Exception {
        Endpoint server = echo();
        run(server);
        show(robot, server);
        robot.interact(() -> robot.lookup(".panel-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .select(1));
        try (Socket peer = new Socket(
                InetAddress.getLoopbackAddress(), Bench.address(server).getPort())) {
            await().until(() -> waiting(robot).equals(List.of("0 B")));
            // It is listed a little before it stands, and nothing is sent to it until then.
            await().until(() -> server.metrics().latest().open() == 1);
            ObjectNode message = Bench.json("{}");
            message.put("data", "x".repeat(4 << 20));
            for (int i = 0; i < 4; i++) {
                server.send(Target.all(), message);
            }

            await().until(() ->
                    waiting(robot).size() == 1 && waiting(robot).getFirst().endsWith(" MB"));
            assertThat(peer.isClosed()).isFalse();
        }
        await().until(() -> waiting(robot).isEmpty());
    }

    private List<String> waiting(FxRobot robot) {
        return onFx(() -> robot.lookup(".table-cell.queued").queryAllAs(TableCell.class).stream()
                .map(TableCell::getText)
                .filter(text -> text != null)
                .toList());
    }

    @Test
    void bytesThatDoNotShowAreSentAgainAsEscapes(FxRobot robot) throws Exception {
        run(echo());
        Endpoint client = show(robot, panels.add("Probe", "tcp-client", """
                {"target": "Echo", "framing": "lines", "messages": [{"format": "hex", "data": "00 41"}]}"""));
        run(client);
        await().until(() -> rows(robot, Direction.OUT).size() == 1);

        robot.interact(() -> {
            TableView<TrafficRow> table = find(robot, "#traffic-table");
            table.getSelectionModel()
                    .select(table.getItems().stream()
                            .filter(row -> row.message().direction() == Direction.OUT)
                            .findFirst()
                            .orElseThrow());
        });
        robot.interact(() -> robot.lookup("#resend").queryAs(Button.class).fire());

        assertThat(onFx(() ->
                        robot.lookup("#payload").queryAs(TextInputControl.class).getText()))
                .isEqualTo("\\x00A");
        assertThat(onFx(() ->
                        robot.lookup("#inline-format").queryAs(ComboBox.class).getValue()))
                .isEqualTo("escaped");
        assertThat(onFx(() -> robot.lookup("#send-status").queryAs(Label.class).getText()))
                .isEqualTo("2 bytes");
    }

    @Test
    void messageAddedToTheListIsStoredInItsShortForm(FxRobot robot) {
        Endpoint client = show(robot, client());
        robot.interact(() -> {
            TitledPane messages = find(robot, "#group-messages");
            messages.setExpanded(true);
            Button add = find(robot, "#field-messages");
            add.fire();
        });

        robot.write("Hello");

        assertThat(client.settings().get("messages").toString()).isEqualTo("[\"Hello\"]");

        robot.interact(() -> {
            ComboBox<String> format = find(robot, ".list-row .combo-box");
            format.setValue("escaped");
        });

        assertThat(client.settings().get("messages").toString())
                .isEqualTo("[{\"format\":\"escaped\",\"data\":\"Hello\"}]");
    }

    @Test
    void bindingWiderThanLoopbackIsMarked(FxRobot robot) throws Exception {
        Endpoint narrow = show(robot, echo());
        run(narrow);
        await().until(() -> onFx(() -> robot.lookup("#connect-client").query().isVisible()));
        assertThat(onFx(() -> robot.lookup("#wide-bind").query().isVisible())).isFalse();

        Endpoint wide = show(robot, panels.add("Wide", "tcp-server", "{\"host\": \"0.0.0.0\", \"port\": 0}"));
        run(wide);

        await().until(() -> onFx(() -> robot.lookup("#wide-bind").query().isVisible()));
        robot.interact(() -> panels.screenshot("panel-wide"));
    }

    @Test
    void floodLeavesTheNewestRowsAndCountsTheRest(FxRobot robot) throws Exception {
        run(echo());
        Endpoint client = show(robot, panels.add("Flood", "tcp-client", """
                        {"target": "Echo", "framing": "lines", "interval": "0", "repeat": 60000, "messages": ["x"]}"""));
        run(client);

        Duration enough = Duration.ofSeconds(60);
        await().atMost(enough).until(() -> client.metrics().latest().messagesOut() >= 60_000);
        await().atMost(enough).untilAsserted(() -> {
            // The newest may be replies only: the client does not wait for them.
            List<String> listed = new ArrayList<>(rows(robot, Direction.OUT));
            listed.addAll(rows(robot, Direction.IN));
            assertThat(listed).isNotEmpty().containsOnly("x");
            assertThat(onFx(() ->
                            robot.lookup("#traffic-counts").queryAs(Label.class).getText()))
                    .contains("shown 5,000");
        });
    }

    @Test
    void panelFitsInBothLanguagesAndThemes(FxRobot robot) throws Exception {
        Endpoint server = echo();
        run(server);
        Endpoint client = panels.add("Probe", "tcp-client", """
                {"target": "Echo", "framing": "lines", "interval": "20ms", "repeat": 0,
                 "messages": ["Hello, world", {"format": "escaped", "data": "tab\\\\tand \\\\x1b"}, "{\\"n\\": [1, 2]}"]}""");
        run(client);
        await().until(() -> server.metrics().latest().messagesIn() > 60);
        for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (boolean dark : List.of(false, true)) {
                String suffix = language.getLanguage() + (dark ? "-dark" : "-light");
                robot.interact(() -> Application.setUserAgentStylesheet(
                        dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet()));
                for (Endpoint endpoint : List.of(server, client)) {
                    // A client's is taken tall, so that its list of messages is in the picture.
                    double height = endpoint == client ? 960 : 740;
                    robot.interact(() -> panels.show(endpoint, language, 1020, height));
                    await().until(() -> rows(robot, Direction.OUT).size() > 20);
                    if (endpoint == client) {
                        robot.interact(this::unfoldAndChoose);
                    }
                    robot.interact(() -> panels.screenshot("panel-" + endpoint.name() + "-" + suffix));
                    assertThat(onFx(() -> robot.lookup("#send")
                                    .query()
                                    .localToScene(0, 0)
                                    .getX()))
                            .isBetween(800.0, 1000.0);
                }
            }
        }
    }

    private void unfoldAndChoose() {
        TitledPane messages = (TitledPane) stage.getScene().lookup("#group-messages");
        messages.setExpanded(true);
        TableView<?> table = (TableView<?>) stage.getScene().lookup("#traffic-table");
        table.getSelectionModel().select(table.getItems().size() - 1);
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
    }

    @Test
    void rulesAreLegibleBesideTheCharts(FxRobot robot) {
        String rules = """
                {"port": 0, "framing": "lines", "responder": {"type": "rules", "otherwise": "echo", "rules": [
                  {"match": {"type": "text", "value": "ping", "mode": "starts-with"}, "reply": "pong {{counter}}"},
                  {"match": {"type": "regex", "pattern": "^set (\\\\w+)=(\\\\d+)$"}, "reply": "{{1}} is {{2}}", "delay": "50ms"}
                ]}}""";
        Endpoint server = panels.add("Rules", "tcp-server", rules);
        for (Locale language : Texts.LANGUAGES) {
            robot.interact(() -> panels.show(server, language, 1000, 960));
            List<ToggleButton> cards =
                    onFx(() -> List.copyOf(robot.lookup(".list-card .list-fold").queryAllAs(ToggleButton.class)));
            assertThat(onFx(() -> cards.stream().map(ToggleButton::getText).toList()))
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("1 ").contains("ping", "pong {{counter}}"),
                            second -> assertThat(second).startsWith("2 ").contains("{{1}} is {{2}}"));
            robot.interact(() -> panels.screenshot("panel-rules-folded-" + language.getLanguage()));
            robot.interact(() -> cards.forEach(ToggleButton::fire));
            robot.interact(() -> panels.screenshot("panel-rules-" + language.getLanguage()));
            List<Double> widths = onFx(() -> robot.lookup(".list-card .option-line .text-field").queryAll().stream()
                    .filter(field -> field.getId() != null)
                    .map(field -> field.getLayoutBounds().getWidth())
                    .toList());
            assertThat(widths).hasSizeGreaterThanOrEqualTo(6).allMatch(width -> width >= 140);
            List<String> cut = onFx(() -> robot.lookup(".list-card .option-label").queryAllAs(Label.class).stream()
                    .filter(label -> label.prefWidth(-1) < textWidth(label))
                    .map(Label::getText)
                    .toList());
            assertThat(cut).isEmpty();
        }
    }

    private static double textWidth(Label label) {
        javafx.scene.text.Text text = new javafx.scene.text.Text(label.getText());
        text.setFont(label.getFont());
        return text.getLayoutBounds().getWidth();
    }
}
