package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.chart.IntervalChart;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Experiments are found, varied, run, ended, kept and taken away by pointing and clicking, and with the keyboard alone. */
@ExtendWith(ApplicationExtension.class)
class ExperimentsTest {

    private static final String LOOPS = "Event loops";

    @TempDir
    Path folder;

    private ExperimentWindow bench;

    @Start
    void start(Stage stage) throws IOException {
        bench = new ExperimentWindow(stage, folder, """
                {"version": 1, "endpoints": [{"name": "Echo", "protocol": "tcp-server", "settings": {"port": 0}}]}
                """);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void oneIsVariedAndRunAndSaysWhatItFound() throws IOException {
        bench.open();
        bench.choose(LOOPS);
        bench.shot("experiments-form");
        bench.makeShort();
        bench.press("#experiment-run");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-cancel"));
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-result"));
        bench.shot("experiments-running");
        bench.awaitResult();
        bench.shot("experiments-result");
        assertThat(bench.said("#experiment-headline")).isNotBlank().isNotEqualTo("So far");
        assertThat(chart()).contains("Event loops: Rate (more is better)", "nio", "baseline", "/s", "×");
        assertThat(bench.labels("#experiment-figures")).contains("nio", "Rate", "Median latency", "99th percentile");
        bench.toggle("#experiment-figure-1");
        assertThat(chart()).contains("Median latency (less is better)");

        // What is typed afterwards is not what was measured.
        assertThat(bench.shown("#experiment-changed")).isFalse();
        bench.fill("#field-connections", "3");
        assertThat(bench.said("#experiment-changed")).contains("Connections 2");
        bench.press("#experiment-take-back");
        assertThat(bench.shown("#experiment-changed")).isFalse();

        for (String format : new String[] {"csv", "json", "html"}) {
            Path file = folder.resolve("result." + format);
            bench.picker.answer(file);
            bench.item("#experiment-export", "experiment-export-" + format);
            await().atMost(ExperimentWindow.SOON).until(() -> Files.exists(file));
            assertThat(file).content().contains("nio");
        }
        Path picture = folder.resolve("chart.png");
        bench.picker.answer(picture);
        bench.item("#experiment-export", "chart-save-picture");
        await().atMost(ExperimentWindow.SOON).until(() -> Files.exists(picture));
        assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
    }

    private String chart() {
        return onFx(() -> bench.robot()
                .lookup("#experiment-chart")
                .queryAs(IntervalChart.class)
                .getAccessibleText());
    }

    @Test
    void oneIsKeptWithItsResultAndThereWhenTheWorkspaceIsOpenedAgain() throws IOException {
        bench.open();
        bench.choose(LOOPS);
        bench.makeShort();
        bench.press("#experiment-run");
        bench.awaitResult();
        String found = bench.said("#experiment-headline");
        bench.press("#experiment-save");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-name"));
        bench.fill("#experiment-name", "Mine");
        bench.shot("experiments-save");
        bench.press("#experiment-name-yes");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.names().contains("Mine"));
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-more"));
        assertThat(bench.said("#experiment-headline")).isEqualTo(found);
        bench.shot("experiments-saved");

        bench.item("#experiment-more", "experiment-rename");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-name"));
        bench.fill("#experiment-name", "Loops here");
        bench.press("#experiment-name-yes");
        assertThat(bench.names()).contains("Loops here").doesNotContain("Mine");
        bench.item("#experiment-more", "experiment-duplicate");
        assertThat(bench.names()).contains("Loops here", "Loops here 2");
        bench.item("#experiment-more", "experiment-delete");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#bench-yes"));
        bench.press("#bench-yes");
        assertThat(bench.names()).contains("Loops here").doesNotContain("Loops here 2");

        Path file = folder.resolve("bench.netsonde");
        Steps.menuBar(bench.robot(), "menu-save");
        await().atMost(ExperimentWindow.SOON)
                .untilAsserted(() -> assertThat(file)
                        .content()
                        .contains("\"Loops here\"", "\"transports\"", "\"200ms\"", "\"points\""));
        bench.picker.answer(file);
        Steps.menuBar(bench.robot(), "menu-new-workspace");
        await().atMost(ExperimentWindow.SOON).until(() -> {
            bench.open();
            return !bench.names().contains("Loops here");
        });
        Steps.menuBar(bench.robot(), "menu-open");
        await().atMost(ExperimentWindow.SOON).until(() -> {
            bench.open();
            return bench.names().contains("Loops here");
        });
        bench.choose("Loops here");
        assertThat(bench.said("#experiment-headline")).isEqualTo(found);
        assertThat(onFx(() -> bench.robot()
                        .lookup("#field-connections")
                        .queryAs(TextField.class)
                        .getText()))
                .isEqualTo("2");
    }

    @Test
    void aRunGoesOnInAnotherLanguageAndOnAnotherScreenAndEndsWhenTheUserSaysSo() {
        bench.open();
        bench.choose(LOOPS);
        bench.fill("#field-time", "10m");
        bench.fill("#field-width", "0.001");
        bench.press("#experiment-run");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-result"));
        bench.press("#language");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-cancel"));
        await().atMost(ExperimentWindow.SOON)
                .until(() -> bench.said("#experiment-status").contains("轮"));
        bench.shot("experiments-running-zh");
        bench.press("#language");
        await().atMost(ExperimentWindow.SOON)
                .until(() -> bench.said("#experiment-status").contains("round"));

        // Another one waits, and says for which.
        bench.choose("Framing");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-other"));
        assertThat(bench.disabled("#experiment-run")).isTrue();
        assertThat(bench.said("#experiment-status")).contains("“Event loops” is running");
        bench.shot("experiments-waits");
        bench.press("#sidebar-sessions");
        await().atMost(ExperimentWindow.SOON).until(() -> !bench.shown("#experiments-pages"));
        bench.press("#sidebar-experiments");
        bench.press("#experiment-other");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-cancel"));
        bench.press("#experiment-cancel");
        bench.awaitResult();
        assertThat(bench.labels("#experiment-sentences"))
                .contains("It was ended early; this is what was measured until then.");
    }

    @Test
    void whatIsNotValidIsMarkedAsItIsTypedAndCannotBeRun() {
        bench.open();
        bench.choose(LOOPS);
        assertThat(bench.disabled("#experiment-run")).isFalse();
        bench.fill("#field-connections", "0");
        assertThat(bench.disabled("#experiment-run")).isTrue();
        assertThat(bench.labels("#experiment-form")).anyMatch(text -> text.contains("1000") || text.contains("1,000"));
        bench.shot("experiments-bad");
        bench.fill("#field-connections", "1");
        bench.fill("#field-time", "soon");
        assertThat(bench.disabled("#experiment-run")).isTrue();
        bench.fill("#field-time", "1s");
        assertThat(bench.disabled("#experiment-run")).isFalse();
    }

    @Test
    void endpointsThatRunMeanwhileAreToldOfAndStopped() {
        await().atMost(ExperimentWindow.SOON)
                .until(() -> bench.engine.named("Echo").isPresent());
        bench.engine.named("Echo").orElseThrow().start().toCompletableFuture().join();
        bench.open();
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-disturbed"));
        assertThat(bench.said("#experiment-disturbed")).contains("“Echo” is running");
        bench.shot("experiments-disturbed");
        bench.press("#experiment-stop-endpoints");
        await().atMost(ExperimentWindow.SOON).until(() -> !bench.shown("#experiment-disturbed"));
    }

    @Test
    void theKeyboardAloneFindsOneByThePaletteAndRunsIt(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E).release(KeyCode.E, KeyCode.SHIFT, KeyCode.CONTROL);
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiments-pages"));
        bench.press("#sidebar-sessions");
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#palette-field"));
        bench.fill("#palette-field", "event loops");
        robot.type(KeyCode.ENTER);
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-transports"));
        await().atMost(ExperimentWindow.SOON)
                .until(() -> onFx(() -> robot.lookup("#experiment-run").query().isFocused()));
        bench.makeShort();
        robot.type(KeyCode.SPACE);
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-cancel"));
        assertThat(onFx(() -> robot.lookup("#experiment-cancel").query().isFocused()))
                .isTrue();
        bench.awaitResult();
        robot.interact(() -> robot.lookup("#experiment-chart").query().requestFocus());
        robot.type(KeyCode.DOWN);
        assertThat(onFx(() -> robot.lookup("#experiment-chart")
                        .queryAs(IntervalChart.class)
                        .pointed()))
                .isZero();
    }
}
