package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.traffic.TrafficRow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole story with mouse and keyboard: from the empty window by one click to running endpoints, a message typed and
 * sent, its reply in the table, movement in the charts, and an export whose counts are those of the wire.
 */
@ExtendWith(ApplicationExtension.class)
class StoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String MESSAGE = "hello from the keyboard";
    /** That of the server that one click starts, where it is free. */
    private static final int USUAL_PORT = 8888;

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private final Engine engine = new Engine(EngineOptions.standard());
    private Stage stage;
    private MainWindow window;
    /** Holds that port: if another took it after it was found free, the server would count a failure first. */
    private ServerSocket taken;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        taken = new ServerSocket();
        try {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT));
        } catch (BindException e) {
            // Another has it, which is as good.
            assertThat(taken.isBound()).isFalse();
        }
        window = EnglishWindow.open(stage, engine, folder, picker, Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
        taken.close();
    }

    @Test
    void fromClickToChartToFile(FxRobot robot) throws IOException {
        robot.clickOn("#quick-start");
        await().atMost(SOON)
                .until(() -> engine.endpoints().size() == 2
                        && engine.endpoints().stream().allMatch(e -> e.state() instanceof EndpointState.Running));
        select(robot, "Client");
        await().atMost(SOON).until(() -> there(robot, "#payload"));
        onlyWhatIsTyped();
        int[] chartBefore = pixels(robot, "#chart-bandwidth");

        robot.clickOn("#payload").write(MESSAGE);
        robot.clickOn("#send");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(messages(robot, Direction.OUT)).contains(MESSAGE);
            assertThat(messages(robot, Direction.IN)).contains(MESSAGE);
        });
        await().atMost(SOON).until(() -> !java.util.Arrays.equals(chartBefore, pixels(robot, "#chart-bandwidth")));
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup("#chart-latency").query().getAccessibleText())
                        .contains("p99"));

        robot.clickOn("#stop-all");
        await().atMost(SOON)
                .until(() -> engine.endpoints().stream().allMatch(e -> e.state() instanceof EndpointState.Idle));
        picker.answer(folder.resolve("out"));
        robot.push(KeyCode.CONTROL, KeyCode.E);
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup("#export-start")
                        .match(Node::isFocused)
                        .tryQuery()
                        .isPresent()));
        robot.clickOn("#export-choose");
        robot.clickOn("#export-start");
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup("#copy-path")
                        .match(Node::isVisible)
                        .tryQuery()
                        .isPresent()));
        robot.type(KeyCode.ESCAPE);

        Map<String, Map<String, String>> rows =
                lastRows(Files.readAllLines(folder.resolve("out").resolve("metrics.csv")));
        Map<String, String> server = rows.get("Echo server");
        Map<String, String> client = rows.get("Client");
        long sent = Long.parseLong(client.get("requests"));
        assertThat(sent).isGreaterThanOrEqualTo(1);
        assertThat(server).containsEntry("requests", Long.toString(sent));
        assertThat(server).containsEntry("bytes_in", client.get("bytes_out"));
        assertThat(server).containsEntry("bytes_out", client.get("bytes_in"));
        // Of a session that has ended, the last row says what was open when it ran last.
        assertThat(server)
                .containsEntry("errors", "0")
                .containsEntry("total", "1")
                .containsEntry("open", "1");
        assertThat(client)
                .containsEntry("errors", "0")
                .containsEntry("total", "1")
                .containsEntry("open", "1");
        // What the table showed is what was counted: every row is one message.
        select(robot, "Client");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(messages(robot, Direction.OUT)).hasSize((int) sent));
        assertThat(bytes(messages(robot, Direction.OUT))).isEqualTo(Long.parseLong(client.get("bytes_out")));
    }

    private void select(FxRobot robot, String name) {
        await().atMost(SOON).until(() -> there(robot, name));
        robot.clickOn(name);
        Endpoint endpoint = engine.named(name).orElseThrow();
        await().atMost(SOON)
                .until(() -> there(robot, "#endpoint-panel")
                        && there(robot, "#traffic-table")
                        && there(robot, "#chart-bandwidth")
                        && endpoint.name().equals(name));
    }

    /**
     * The client sends no more by itself. Once what is sent after this is answered, nothing is under way: what is, when
     * everything is stopped, may be counted on one side only.
     */
    private void onlyWhatIsTyped() {
        Endpoint client = engine.named("Client").orElseThrow();
        ObjectNode settings = client.settings();
        settings.put("interval", "1h");
        client.configure(settings);
    }

    /** Lines carry one byte more than their text. */
    private static long bytes(List<String> messages) {
        return messages.stream().mapToLong(m -> m.length() + 1L).sum();
    }

    private static List<String> messages(FxRobot robot, Direction direction) {
        return onFx(() -> robot.lookup("#traffic-table").<TrafficRow>queryTableView().getItems().stream()
                .map(TrafficRow::message)
                .filter(message -> message.direction() == direction)
                .map(TrafficMessage::text)
                .toList());
    }

    private static int[] pixels(FxRobot robot, String query) {
        Region chart = robot.lookup(query).queryAs(Region.class);
        Callable<int[]> shot = () -> {
            WritableImage image = chart.snapshot(null, null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            int[] pixels = new int[width * height];
            image.getPixelReader()
                    .getPixels(
                            0, 0, width, height, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels, 0, width);
            return pixels;
        };
        return WaitForAsyncUtils.waitForAsyncFx(20_000, shot);
    }

    private static Map<String, Map<String, String>> lastRows(List<String> lines) {
        String[] header = lines.getFirst().split(",");
        Map<String, Map<String, String>> last = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
            }
            last.put(cells[1], row);
        }
        return last;
    }
}
