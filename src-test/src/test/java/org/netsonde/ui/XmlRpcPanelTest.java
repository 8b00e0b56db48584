package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.settle;

import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.Bench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Calls are written, and their results and faults are read, in the panel of the XML-RPC client. */
@ExtendWith(ApplicationExtension.class)
class XmlRpcPanelTest {

    private Stage stage;
    private PanelStage panels;

    @Start
    void start(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void showClient(FxRobot robot) throws Exception {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panels = new PanelStage(stage);
        Endpoint server = panels.add("Server", "xmlrpc-server", "{\"port\": 0}");
        server.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        int port = Bench.address(server).getPort();
        Endpoint client = panels.add("XML-RPC", "xmlrpc-client", "{\"port\": " + port + "}");
        client.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        robot.interact(() -> panels.show(client, Locale.ENGLISH, 1030, 740));
        await().until(() ->
                onFx(() -> !robot.lookup("#send").queryAs(Button.class).isDisabled()));
    }

    @AfterEach
    void closeEngine(FxRobot robot) {
        robot.interact(stage::hide);
        panels.close();
    }

    private static void send(FxRobot robot, String call) {
        robot.interact(() -> {
            robot.lookup("#payload").queryAs(TextInputControl.class).setText(call);
            robot.lookup("#send").queryAs(Button.class).fire();
        });
    }

    /** Chooses the third row, once it is there: the connection and the call stand before it. */
    private static void chooseReply(FxRobot robot) {
        await().until(() -> onFx(() -> robot.lookup("#traffic-table")
                        .queryAs(TableView.class)
                        .getItems()
                        .size()
                > 2));
        robot.interact(() -> robot.lookup("#traffic-table")
                .queryAs(TableView.class)
                .getSelectionModel()
                .select(2));
        settle(robot);
    }

    private static String shown(FxRobot robot, String view) {
        return onFx(() ->
                robot.lookup("#detail-" + view).queryAs(TextInputControl.class).getText());
    }

    @Test
    void resultsAreReadableAndTheDocumentIsThere(FxRobot robot) {
        send(robot, "echo([1, {\"a\": nil}])");
        chooseReply(robot);
        assertThat(shown(robot, "text")).isEqualTo("[1, {\"a\": nil}]");
        assertThat(onFx(() ->
                        robot.lookup("#detail-kind").queryAs(Labeled.class).getText()))
                .isEqualTo("result");
        Shots.take(stage, "xmlrpc-result");
        robot.interact(() -> {
            TabPane tabs = robot.lookup("#detail-tabs").queryAs(TabPane.class);
            tabs.getTabs().stream()
                    .filter(tab -> "detail-tab-raw".equals(tab.getId()))
                    .findFirst()
                    .ifPresent(tabs.getSelectionModel()::select);
        });
        assertThat(shown(robot, "raw")).contains("HTTP/1.1 200 OK", "<methodResponse>");
        Shots.take(stage, "xmlrpc-document");
    }

    @Test
    void faultsSayWhatIsWrong(FxRobot robot) {
        send(robot, "divide(1, 0)");
        chooseReply(robot);
        assertThat(shown(robot, "text")).isEqualTo("fault 1: Division by zero");
        Shots.take(stage, "xmlrpc-fault");
    }

    @Test
    void callThatCannotBeReadIsExplained(FxRobot robot) {
        send(robot, "add(5, x");
        await().untilAsserted(() -> assertThat(onFx(() ->
                        robot.lookup("#send-status").queryAs(Labeled.class).getText()))
                .contains("x is no value"));
        Shots.take(stage, "xmlrpc-problem");
    }
}
