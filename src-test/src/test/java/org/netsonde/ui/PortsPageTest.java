package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.ProbeWindow.SOON;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.fx.Clipboards;
import org.netsonde.engine.Endpoint;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import tools.jackson.databind.node.ObjectNode;

/** The ports of this machine are listed with the programs that listen on them. */
@ExtendWith(ApplicationExtension.class)
class PortsPageTest {

    private static final int PORT = 2;
    private static final int PROGRAM = 3;
    private static final int ENDPOINT = 5;

    @TempDir
    Path folder;

    private ProbeWindow bench;

    @Start
    void start(Stage stage) throws IOException {
        bench = new ProbeWindow(stage, folder, UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void rows(String column, int at, String wanted) {
        await(column).atMost(SOON).until(() -> bench.column("#ports-table", at).contains(wanted));
    }

    @Test
    void aListenerOfPythonIsFoundAndItsRowCopied() {
        bench.openPorts();
        try (PeerProcess server = Peers.python("http_server.py")) {
            String port = server.line();
            // It came after the page: what shows is read again and again.
            rows("port", PORT, port);
            bench.shot("ports");
            bench.fill("#ports-filter", port);
            await().atMost(SOON).until(() -> bench.column("#ports-table", PORT).size() == 1);
            assertThat(bench.column("#ports-table", PROGRAM).getFirst()).startsWith("python3");
            assertThat(bench.said("#ports-count")).startsWith("1 of ");
            bench.shot("ports-filtered");

            bench.robot.clickOn("#ports-filter").type(KeyCode.DOWN);
            bench.robot.press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.C, KeyCode.CONTROL);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Steps.onFx(Clipboards::text))
                            .startsWith("TCP\t127.0.0.1\t" + port + "\tpython3"));
        }
        await().atMost(SOON).until(() -> bench.column("#ports-table", PORT).isEmpty());
    }

    @Test
    void anEndpointOfThisWindowIsNamedAndLedTo() {
        Endpoint echo = bench.endpoint("Echo");
        echo.start().toCompletableFuture().join();
        bench.openPorts();
        rows("endpoint", ENDPOINT, "Echo");
        bench.fill("#ports-filter", "Echo");
        bench.robot.interact(() -> {
            TableView<?> table = bench.robot.lookup("#ports-table").queryTableView();
            table.requestFocus();
            table.getSelectionModel().selectFirst();
        });
        bench.shot("ports-endpoint");
        bench.robot.type(KeyCode.ENTER);
        await().atMost(SOON).until(() -> bench.shows("#more"));
    }

    @Test
    void whoHasAPortIsShownWhereItIsTaken() {
        try (PeerProcess server = Peers.python("http_server.py")) {
            int port = Integer.parseInt(server.line());
            Endpoint echo = bench.endpoint("Echo");
            ObjectNode settings = echo.settings();
            settings.put("port", port);
            echo.configure(settings);
            bench.robot.clickOn("Echo");
            echo.start();
            await().atMost(SOON).until(() -> bench.shows("#show-listeners"));
            bench.shot("ports-taken");
            bench.press("#show-listeners");
            await().atMost(SOON).until(() -> bench.shows("#ports-table"));
            await().atMost(SOON)
                    .until(() -> bench.column("#ports-table", PROGRAM).stream()
                            .anyMatch(name -> name.startsWith("python3")));
            assertThat(bench.column("#ports-table", PORT)).containsOnly(Integer.toString(port));
        }
    }
}
