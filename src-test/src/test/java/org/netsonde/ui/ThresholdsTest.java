package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.threshold.Threshold;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Thresholds in the window: made, changed and removed there, shown where they are broken, saved with the workspace. */
@ExtendWith(ApplicationExtension.class)
class ThresholdsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String WORKSPACE = """
            {"endpoints": [{"name": "Echo", "protocol": "tcp-server", "settings": {"port": 0, "framing": "lines"},
              "thresholds": [{"metric": "open", "above": 10, "for": "3s", "colour": "red"}]}]}
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

    @Test
    void thresholdsAreAddedCheckedSavedAndShownWhereTheyAreBroken(FxRobot robot) throws IOException {
        Endpoint echo = open(robot);
        click(robot, "#threshold-add");
        ComboBox<String> metric = robot.lookup(".threshold-metric").<ComboBox<String>>queryAll().stream()
                .reduce((first, last) -> last)
                .orElseThrow();
        robot.interact(() -> metric.setValue("uptime_s"));
        Shots.take(stage, "thresholds-problem-light");
        assertThat(robot.lookup("#thresholds-save").query().isDisabled()).isTrue();
        assertThat(robot.lookup(".threshold-problem").<Labeled>queryAll())
                .anyMatch(label -> label.isVisible() && label.getText().contains("must be a number"));

        // The limit of the new row has the keyboard.
        robot.interact(() -> ((TextField) stage.getScene().getFocusOwner()).setText("0.5"));
        Shots.take(stage, "thresholds-light");
        click(robot, "#thresholds-save");

        assertThat(echo.thresholds().all())
                .extracting(Threshold::toString)
                .containsExactly("open above 10 for 3s", "uptime_s above 0.5");
        echo.start().toCompletableFuture().join();
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup(".broken-badge").query().isVisible()));
        assertThat(onFx(() -> robot.lookup(".broken-badge").<Labeled>query().getText()))
                .isEqualTo("1");
        robot.push(KeyCode.CONTROL, KeyCode.S);
        await().atMost(SOON)
                .until(() -> Files.readString(folder.resolve("bench.netsonde")).contains("uptime_s"));
        assertThat(folder.resolve("bench.netsonde")).content().contains("\"colour\" : \"red\"");
        Shots.take(stage, "thresholds-broken-light");
        open(robot);
        click(robot, "#thresholds-cancel");
        click(robot, "#theme");
        click(robot, "#language");
        open(robot);
        Shots.take(stage, "thresholds-zh-dark");
    }

    @Test
    void thresholdsAreRemovedAndEscapeChangesNothing(FxRobot robot) {
        Endpoint echo = open(robot);
        click(robot, ".threshold-remove");
        robot.push(KeyCode.ESCAPE);
        assertThat(echo.thresholds().all()).hasSize(1);

        open(robot);
        click(robot, ".threshold-remove");
        click(robot, "#thresholds-save");
        assertThat(echo.thresholds().json()).isNull();
    }

    private Endpoint open(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.named("Echo").isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        click(robot, "#menu-endpoint");
        click(robot, "#menu-thresholds");
        await().atMost(SOON).until(() -> there(robot, ".threshold-remove"));
        return engine.named("Echo").orElseThrow();
    }

    private static void click(FxRobot robot, String query) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(query);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
