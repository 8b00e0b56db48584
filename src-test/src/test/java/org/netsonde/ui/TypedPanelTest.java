package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import atlantafx.base.theme.PrimerLight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.app.traffic.TrafficRow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The panel of a protocol whose messages are more than bytes: fields beside the payload, and marks of good and bad. */
@ExtendWith(ApplicationExtension.class)
class TypedPanelTest {

    private Stage stage;
    private PanelStage panels;
    private Endpoint server;

    @Start
    void start(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void showServer(FxRobot robot) throws Exception {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panels = new PanelStage(stage, TypedProtocol.REGISTRY);
        server = panels.add("Typed", "typed-server", "{}");
        server.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        robot.interact(() -> panels.show(server, Locale.ENGLISH, 1000, 720));
    }

    @AfterEach
    void closeEngine(FxRobot robot) {
        robot.interact(stage::hide);
        panels.close();
    }

    private static String status(FxRobot robot) {
        return onFx(() -> robot.lookup("#send-status").queryAs(Label.class).getText());
    }

    private static void fill(FxRobot robot, String query, String text) {
        robot.interact(() -> {
            TextInputControl field = robot.lookup(query).queryAs(TextInputControl.class);
            field.requestFocus();
            field.setText(text);
        });
    }

    private static String text(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAs(TextInputControl.class).getText());
    }

    private Socket connect() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), Bench.address(server).getPort());
    }

    @Test
    void shortTextsStandBeforeAndBelowThePayloadAndTheCodecCountsAndRemarks(FxRobot robot) {
        await().until(() -> !status(robot).contains("Not running"));
        await().untilAsserted(() -> {
            double type = onFx(() ->
                    robot.lookup("#inline-type").query().localToScene(0, 0).getX());
            double payload = onFx(
                    () -> robot.lookup("#payload").query().localToScene(0, 0).getX());
            double below = onFx(() -> robot.lookup("#inline-checksum")
                            .query()
                            .localToScene(0, 0)
                            .getY()
                    - robot.lookup("#payload").query().localToScene(0, 0).getY());
            assertThat(type).isLessThan(payload);
            assertThat(below).isPositive();
        });
        assertThat(text(robot, "#inline-type")).isEqualTo("note");

        fill(robot, "#payload", "hello");

        robot.interact(() -> panels.screenshot("panel-typed"));
        assertThat(status(robot)).isEqualTo("12 bytes · length5");
        assertThat(onFx(() -> robot.lookup("#inline-checksum")
                        .queryAs(TextInputControl.class)
                        .getPromptText()))
                .isEqualTo("5");
    }

    @Test
    void enterInAShortFieldSends(FxRobot robot) throws Exception {
        try (Socket peer = connect()) {
            // One that stands, since nothing is sent to others.
            await().until(() -> server.metrics().latest().open() == 1);
            await().until(() ->
                    onFx(() -> !robot.lookup("#send").queryAs(Button.class).isDisabled()));
            fill(robot, "#payload", "[1, 2]");
            fill(robot, "#inline-type", "list");
            robot.push(KeyCode.ENTER);

            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
            peer.setSoTimeout(10_000);
            assertThat(lines.readLine()).isEqualTo("list|[1, 2]|6");
        }
    }

    @Test
    void goodAndBadMessagesAreMarkedAndFilteredAndSentAgainThroughTheCodec(FxRobot robot) throws Exception {
        try (Socket peer = connect()) {
            peer.getOutputStream().write("a|right|5\nb|wrong|9\nno frame\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> marks(robot).size() == 3);
            assertThat(marks(robot))
                    .containsExactlyInAnyOrder("Good: lengthRight", "Bad: lengthWrong", "Bad: lengthWrong");

            fill(robot, "#traffic-filter", "is:bad");
            await().until(() -> rows(robot).equals(List.of("b|wrong|9", "no frame")));
            fill(robot, "#traffic-filter", "in: is:good");
            await().until(() -> rows(robot).equals(List.of("a|right|5")));

            robot.interact(() -> table(robot).getSelectionModel().select(0));
            robot.interact(() -> panels.screenshot("panel-marks"));
            assertThat(onFx(() ->
                            robot.lookup("#detail-verdict").queryAs(Label.class).getText()))
                    .isEqualTo("Good: lengthRight");
            robot.interact(() -> robot.lookup("#resend").queryAs(Button.class).fire());
            assertThat(text(robot, "#inline-type")).isEqualTo("a");
            assertThat(text(robot, "#payload")).isEqualTo("right");
        }
    }

    @Test
    void theKindOfAMessageStandsBeforeItsContentAndIsFoundByTheFilter(FxRobot robot) throws Exception {
        try (Socket peer = connect()) {
            peer.getOutputStream().write("ping|{\"n\": 1}|8\na|ping|4\n".getBytes(StandardCharsets.UTF_8));
            await().until(() -> contents(robot).equals(List.of("{\"n\": 1}", "a|ping|4")));
            await().untilAsserted(() -> assertThat(
                            onFx(() -> robot.lookup(".table-cell.text").queryAllAs(TableCell.class).stream()
                                    .map(Node::getAccessibleText)
                                    .filter(text -> text != null)
                                    .toList()))
                    .containsExactly("ping {\"n\": 1}"));

            fill(robot, "#traffic-filter", "ping");
            await().until(() -> contents(robot).equals(List.of("a|ping|4")));
            fill(robot, "#traffic-filter", "in: kind:pi");
            await().until(() -> contents(robot).equals(List.of("{\"n\": 1}")));
            assertThat(onFx(() -> robot.lookup("#traffic-filter").query().getAccessibleHelp()))
                    .endsWith("kind:ping: messages of a kind. Kinds are: ping.");

            robot.interact(() -> table(robot).getSelectionModel().select(0));
            Shots.take(stage, "panel-kinds");
            assertThat(onFx(() ->
                            robot.lookup("#detail-kind").queryAs(Label.class).getText()))
                    .isEqualTo("ping");
            assertThat(text(robot, "#detail-text")).isEqualTo("{\"n\": 1}");
            assertThat(text(robot, "#detail-json")).isEqualTo("{\n  \"n\" : 1\n}");
            robot.interact(() -> robot.lookup("#resend").queryAs(Button.class).fire());
            assertThat(text(robot, "#inline-type")).isEqualTo("ping");
            assertThat(text(robot, "#payload")).isEqualTo("{\"n\": 1}");
        }
    }

    @Test
    void whatIsNotSafeIsMarkedAtTheFieldAtOnceAndAboveThePanelOnceItIsSo(FxRobot robot) throws Exception {
        assertThat(labels(robot, ".settings-form .caution")).isEmpty();

        robot.interact(() -> robot.lookup("#field-checking").queryComboBox().setValue("none"));

        assertThat(onFx(() ->
                        robot.lookup("#group-safety").queryAs(TitledPane.class).getGraphic()))
                .isNotNull();
        robot.interact(
                () -> robot.lookup("#group-safety").queryAs(TitledPane.class).setExpanded(true));
        assertThat(labels(robot, ".settings-form .caution")).containsExactly("not verified");
        assertThat(labels(robot, ".caution-badge"))
                .as("runs with what it was started with")
                .isEmpty();
        robot.interact(() -> robot.lookup("#restart").queryAs(Button.class).fire());
        await().until(() -> labels(robot, ".caution-badge").equals(List.of("not verified")));
        Shots.take(stage, "panel-caution");

        robot.interact(() -> robot.lookup("#field-checking").queryComboBox().setValue("full"));
        assertThat(labels(robot, ".settings-form .caution")).isEmpty();
        assertThat(labels(robot, ".caution-badge")).containsExactly("not verified");
        server.stop().toCompletableFuture().get(10, TimeUnit.SECONDS);
        await().until(() -> labels(robot, ".caution-badge").isEmpty());
    }

    private static List<String> labels(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAllAs(Label.class).stream()
                .filter(Node::isVisible)
                .map(Label::getText)
                .toList());
    }

    @Test
    void aDurationIsShownInMillisecondsOfEachAndStaysUntilTheNext(FxRobot robot) {
        MeterWriter writer = server.metrics().writer(this);
        // The panel divides what came since the reading before, so there is one, and the next has both figures.
        await().until(() -> server.metrics().history().size() > 0);
        AtomicBoolean counted = new AtomicBoolean();
        server.metrics().beforeReading(() -> {
            if (counted.compareAndSet(false, true)) {
                writer.add(TypedProtocol.CHECK_TIME, 5_000_000);
                writer.add(TypedProtocol.CHECKS, 2);
            }
        });

        await().until(() -> labels(robot, "#figure-check-time-ns").equals(List.of("2.50 ms")));
        assertThat(labels(robot, "#figure-checks")).containsExactly("2");
    }

    @Test
    void aProtocolWithoutChartsOfItsOwnOffersNoPages(FxRobot robot) {
        assertThat(robot.lookup("#charts-own").tryQuery()).isEmpty();
        assertThat(robot.lookup("#span").tryQuery()).isPresent();
    }

    @SuppressWarnings("unchecked") // the table's own type
    private static TableView<TrafficRow> table(FxRobot robot) {
        return robot.lookup("#traffic-table").queryAs(TableView.class);
    }

    private static List<String> rows(FxRobot robot) {
        return onFx(() -> table(robot).getItems().stream()
                .filter(row -> row.message().direction() == Direction.IN)
                .map(row -> row.message().text())
                .toList());
    }

    private static List<String> contents(FxRobot robot) {
        return onFx(() -> table(robot).getItems().stream()
                .filter(row -> row.message().direction() == Direction.IN)
                .map(row -> new String(row.body(), StandardCharsets.UTF_8))
                .toList());
    }

    /** What the cells say to a screen reader. */
    private static List<String> marks(FxRobot robot) {
        return onFx(() -> robot.lookup(".table-cell.mark").queryAllAs(TableCell.class).stream()
                .filter(Node::isVisible)
                .map(Node::getAccessibleText)
                .filter(text -> text != null)
                .toList());
    }
}
