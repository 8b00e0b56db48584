package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.there;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Makes the pictures in the README, light and dark, from the running window. They are left in {@code target/screenshots};
 * with {@code -Dnetsonde.screenshots=update} they also replace those of the README.
 */
@ExtendWith(ApplicationExtension.class)
class ReadmeScreenshotsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SECONDS_TO_SHOW = 14;

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private final Engine engine = new Engine(EngineOptions.standard());
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, picker, """
                {"version": 1, "endpoints": [
                  {"name": "Echo", "protocol": "tcp-server", "settings": {"port": 0, "framing": "lines"}},
                  {"name": "Chat", "protocol": "tcp-server", "settings":
                    {"port": 0, "framing": "lines", "responder": {"type": "broadcast", "replay": 5}}},
                  {"name": "Probe", "protocol": "tcp-client", "settings": {"target": "Echo", "framing": "lines",
                    "messages": ["GET temperature", "{\\"valve\\": 3, \\"open\\": true}", "GET pressure", "PING"],
                    "interval": "40ms", "repeat": 0}},
                  {"name": "Alice", "protocol": "tcp-client", "settings": {"target": "Chat", "framing": "lines",
                    "messages": ["Hello, everybody", "How is the new firmware?"], "interval": "700ms", "repeat": 0}},
                  {"name": "Bob", "protocol": "tcp-client", "settings": {"target": "Chat", "framing": "lines",
                    "messages": ["Flashing it now"], "interval": "1100ms", "repeat": 0}}
                ]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    @Test
    void windowWithTrafficInLightAndDark(FxRobot robot) throws IOException {
        await().atMost(SOON).until(() -> engine.endpoints().size() == 5);
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#start-all");
        robot.clickOn("Probe");
        await().atMost(SOON).until(() -> there(robot, "#chart-latency"));
        robot.interact(() -> robot.lookup("#chart-latency").query().requestFocus());
        robot.push(KeyCode.PLUS).push(KeyCode.PLUS).push(KeyCode.PLUS);
        await().atMost(SOON)
                .until(() ->
                        engine.named("Probe").orElseThrow().metrics().seconds().size() >= SECONDS_TO_SHOW);
        robot.interact(() -> robot.lookup("#traffic-table").query().requestFocus());
        robot.moveTo("#status");

        Shots.take(stage, "window-light");
        robot.clickOn("#theme");
        robot.moveTo("#status");
        Shots.take(stage, "window-dark");

        for (String name : new String[] {"window-light.png", "window-dark.png"}) {
            Path picture = Path.of("target", "screenshots", name);
            BufferedImage image = ImageIO.read(picture.toFile());
            assertThat(image.getWidth()).isEqualTo(1280);
            assertThat(image.getHeight()).isEqualTo(800);
            assertThat(colours(image)).as("colours in " + name).isGreaterThan(100);
            if ("update".equals(System.getProperty("netsonde.screenshots"))) {
                Path kept = Files.createDirectories(Path.of("..", "ui-resources", "screenshots"))
                        .resolve(name);
                Files.copy(picture, kept, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static long colours(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }
}
