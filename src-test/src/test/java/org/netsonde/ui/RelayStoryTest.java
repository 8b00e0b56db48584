package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.fixtures.Bench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Three servers, a relay before them, and a client: each server gets its share; one is killed, and is left alone; it comes
 * back, and gets its share again. All of it is seen in the relay's panel.
 */
@ExtendWith(ApplicationExtension.class)
class RelayStoryTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String WORKSPACE = """
            {"version": 1, "endpoints": [
              {"name": "One", "protocol": "tcp-server",
               "settings": {"port": 0, "framing": "lines", "responder": {"type": "echo", "prefix": "1: "}}},
              {"name": "Two", "protocol": "tcp-server",
               "settings": {"port": 0, "framing": "lines", "responder": {"type": "echo", "prefix": "2: "}}},
              {"name": "Three", "protocol": "tcp-server",
               "settings": {"port": 0, "framing": "lines", "responder": {"type": "echo", "prefix": "3: "}}},
              {"name": "Middle", "protocol": "relay",
               "settings": {"port": 0, "framing": "lines", "balancing": "weighted",
                "backEnds": [{"target": "One", "weight": 2}, {"target": "Two"}, {"target": "Three"}],
                "ejection": {"failures": 1, "pause": "300ms", "maxPause": "600ms"}}},
              {"name": "Client", "protocol": "tcp-client",
               "settings": {"target": "Middle", "framing": "lines", "messages": ["hello"], "repeat": 0,
                "interval": "200ms"}}
            ]}
            """;

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), WORKSPACE);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private Endpoint named(String name) {
        return engine.named(name).orElseThrow();
    }

    /** Clicks on an endpoint, once the list shows it. */
    private static void choose(FxRobot robot, String name) {
        await().atMost(SOON).until(() -> there(robot, name));
        robot.clickOn(name);
    }

    /** What the panel says of each back end, by its name. */
    private Map<String, String> shown(FxRobot robot, String part) {
        return onFx(() -> {
            Map<String, String> found = new HashMap<>();
            for (Node card : robot.lookup(".entry-card").queryAll()) {
                String name = ((Labeled) card.lookup(".list-fold")).getText();
                found.put(name, ((Label) card.lookup(part)).getText());
            }
            return found;
        });
    }

    /** Who answers a client of its own, which goes away again; empty where nobody does. */
    private String answer() {
        return answer("Middle");
    }

    private String answer(String relay) {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), Bench.address(named(relay)).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("x\n".getBytes(StandardCharsets.UTF_8));
            byte[] head = socket.getInputStream().readNBytes(2);
            return new String(head, StandardCharsets.UTF_8).replace(":", "");
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aServerThatIsKilledIsLeftAloneUntilItComesBack(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.endpoints().size() == 5);
        robot.clickOn("#start-all");
        await().atMost(SOON)
                .until(() -> engine.endpoints().stream().allMatch(e -> e.state() instanceof EndpointState.Running));
        choose(robot, "Middle");
        await().atMost(SOON).until(() -> there(robot, ".panel-tabs"));
        robot.interact(() -> {
            TabPane tabs = robot.lookup(".panel-tabs").query();
            tabs.getSelectionModel()
                    .select(tabs.getTabs().stream()
                            .filter(tab -> "tab-back-ends".equals(tab.getId()))
                            .findFirst()
                            .orElseThrow());
        });

        for (int i = 0; i < 39; i++) {
            assertThat(answer()).isIn("1", "2", "3");
        }
        // With the client of the workspace they are forty, of which weights give half, a quarter and a quarter.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shown(robot, ".back-end-share"))
                        .containsEntry("One", "50% (ideal 50%)")
                        .containsEntry("Two", "25% (ideal 25%)")
                        .containsEntry("Three", "25% (ideal 25%)"));
        Shots.take(stage, "relay-story-shares");

        named("Two").stop().toCompletableFuture().join();
        await().atMost(SOON).untilAsserted(() -> {
            // Clients do not see it: another back end takes them.
            assertThat(answer()).isIn("1", "3");
            assertThat(shown(robot, ".back-end-state").get("Two")).startsWith("Ejected");
            // It is for a moment only: then it is tried again.
            assertThat(shown(robot, ".back-end-share").get("Two")).contains("ideal 0%");
        });
        Shots.take(stage, "relay-story-ejected");

        named("Two").start().toCompletableFuture().join();
        await().atMost(SOON).untilAsserted(() -> {
            answer();
            assertThat(shown(robot, ".back-end-state").get("Two")).startsWith("Up");
            assertThat(List.of(answer(), answer(), answer(), answer())).contains("2");
        });
        Shots.take(stage, "relay-story-back");
    }

    @Test
    void aRelayIsPutBeforeAServerFromItsMenu(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.endpoints().size() == 5);
        named("One").start().toCompletableFuture().join();
        choose(robot, "One");
        await().atMost(SOON).until(() -> there(robot, "#more"));

        robot.clickOn("#more").clickOn("#relay-before");

        await().atMost(SOON)
                .until(() -> engine.named("Relay of One")
                        .filter(relay -> relay.state() instanceof EndpointState.Running)
                        .isPresent());
        Endpoint relay = named("Relay of One");
        assertThat(relay.settings().get("backEnds").toString()).isEqualTo("[{\"target\":\"One\"}]");
        await().atMost(SOON).until(() -> there(robot, "#tab-back-ends"));
        Shots.take(stage, "relay-before-a-server");
        assertThat(answer("Relay of One")).isEqualTo("1");
    }
}
