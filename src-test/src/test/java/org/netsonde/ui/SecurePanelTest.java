package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Endpoint;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the panel shows of encryption and of WebSocket. */
@ExtendWith(ApplicationExtension.class)
class SecurePanelTest {

    private static final Duration SOON = Duration.ofSeconds(30);

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

    private Endpoint run(String name, String protocol, String settings) throws Exception {
        Endpoint endpoint = panels.add(name, protocol, settings);
        endpoint.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return endpoint;
    }

    private static List<String> values(FxRobot robot) {
        return onFx(() -> robot.lookup(".facts .wrapped-text").queryAllAs(TextArea.class).stream()
                .map(TextArea::getText)
                .toList());
    }

    private static List<String> labels(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAllAs(Label.class).stream()
                .filter(Node::isVisible)
                .map(Label::getText)
                .toList());
    }

    @Test
    void whatWasAgreedOnStandsBelowTheConnectionAndANotVerifiedServerIsMarked(FxRobot robot) throws Exception {
        run("Server", "tls-server", "{\"port\": 0}");
        Endpoint client = run("Client", "tls-client", "{\"target\": \"Server\", \"tls\": {\"trust\": \"none\"}}");
        await().atMost(SOON).until(() -> client.connections().count() == 1);
        for (Locale language : Texts.LANGUAGES) {
            boolean dark = language.equals(Locale.SIMPLIFIED_CHINESE);
            robot.interact(() -> {
                Application.setUserAgentStylesheet(
                        dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
                panels.show(client, language, 1020, 740);
                robot.lookup("#charts-own").queryAs(ToggleButton.class).fire();
                robot.lookup(".panel-tabs")
                        .queryAs(TabPane.class)
                        .getSelectionModel()
                        .select(1);
            });
            await().atMost(SOON)
                    .until(() -> values(robot).stream().anyMatch(value -> value.matches("([0-9A-F]{2}:){31}..")));
            await().atMost(SOON)
                    .until(() ->
                            labels(robot, "#figure-tls-handshake-ns").getFirst().endsWith("s"));
            Shots.take(stage, "panel-tls-" + (dark ? "zh-dark" : "en-light"));
            assertThat(labels(robot, ".caution-badge")).hasSize(1);
        }
    }

    @Test
    void webSocketMessagesHaveTheirKindAndTheHandshakeItsFacts(FxRobot robot) throws Exception {
        run("Server", "websocket-server", "{\"port\": 0}");
        Endpoint client = run("Client", "websocket-client", """
                {"target": "Server", "messages": [
                  "echo:hello", {"kind": "ping", "data": "are you there"}, {"kind": "binary", "format": "hex", "data": "00ff"}],
                  "interval": "10ms"}""");
        await().atMost(SOON).until(() -> client.connections().count() == 1);
        robot.interact(() -> {
            panels.show(client, Locale.ENGLISH, 1020, 740);
            robot.lookup(".panel-tabs")
                    .queryAs(TabPane.class)
                    .getSelectionModel()
                    .select(1);
        });
        await().atMost(SOON).until(() -> kinds(robot).containsAll(List.of("ping", "pong", "binary")));
        await().atMost(SOON).until(() -> values(robot).contains("/"));
        Shots.take(stage, "panel-websocket");

        robot.interact(
                () -> robot.lookup("#traffic-filter").queryAs(TextField.class).setText("in: kind:pong"));
        await().atMost(SOON).until(() -> kinds(robot).equals(List.of("pong")));
    }

    @Test
    @SuppressWarnings("unchecked")
    void codeIsAskedForOnlyWhereAMessageCloses(FxRobot robot) throws Exception {
        Endpoint server = run("Server", "websocket-server", "{\"port\": 0}");
        robot.interact(() -> panels.show(server, Locale.ENGLISH, 1020, 740));
        await().atMost(SOON).until(() -> !isCodeAskedFor(robot));

        robot.interact(() -> {
            ComboBox<String> kind = robot.lookup("#inline-kind").queryAs(ComboBox.class);
            kind.setValue("close");
        });

        await().atMost(SOON).until(() -> isCodeAskedFor(robot));
    }

    private static boolean isCodeAskedFor(FxRobot robot) {
        return onFx(() -> robot.lookup("#inline-code").queryAll().stream()
                .anyMatch(node -> node.getParent().isVisible()));
    }

    private static List<String> kinds(FxRobot robot) {
        return onFx(() -> robot.lookup(".table-cell.text").queryAllAs(TableCell.class).stream()
                .map(TableCell::getGraphic)
                .filter(Label.class::isInstance)
                .map(kind -> ((Label) kind).getText())
                .toList());
    }
}
