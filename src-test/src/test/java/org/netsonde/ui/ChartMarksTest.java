package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.session.Annotation;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What is marked in a run, in the charts of a panel, and the menu of a chart. */
@ExtendWith(ApplicationExtension.class)
class ChartMarksTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private PanelStage panels;
    private Stage stage;
    private Endpoint client;

    @Start
    void start(Stage newStage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        stage = newStage;
        panels = new PanelStage(stage);
        Endpoint server = panels.add("Echo", "tcp-server", "{\"port\": 0, \"framing\": \"lines\"}");
        client = panels.add("Client", "tcp-client", """
                {"target": "Echo", "framing": "lines", "messages": ["ping"], "interval": "20ms", "repeat": 0}
                """);
        server.start().toCompletableFuture().join();
        client.start().toCompletableFuture().join();
        panels.show(client, Locale.ENGLISH, 1100, 760);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            panels.close();
            stage.setScene(new Scene(new javafx.scene.layout.StackPane()));
        });
    }

    @Test
    void marksOfTheEndpointAppearInItsCharts(FxRobot robot) {
        TimeChart chart = chartWithValues(robot);
        Instant now = Instant.now();
        mark(now.minusSeconds(50), Annotation.Kind.NOTE, client.id(), "firmware flashed");
        mark(now.minusSeconds(44), Annotation.Kind.THRESHOLD, null, "p99 above 5 ms");
        mark(now.minusSeconds(38), Annotation.Kind.FAULT, null, "delay of 200 ms begins");
        mark(now.minusSeconds(32), Annotation.Kind.FAILURE, null, "the other side ended the connection");
        for (int i = 4; i >= 0; i--) {
            mark(now.minusMillis(20_000 + 300 * i), Annotation.Kind.FAILURE, null, "connection lost, attempt " + i);
        }
        mark(now.minusSeconds(12), Annotation.Kind.NOTE, "another", "not here");
        await().atMost(SOON).until(() -> text(chart).endsWith("; Failure: connection lost, attempt 0"));
        assertThat(chart.view().marks().all()).hasSize(9);

        double fromRight = (Instant.now().toEpochMilli() - now.toEpochMilli() + 20_600) / 60_000.0;
        robot.moveTo(chart).moveBy(chart.getWidth() / 2 - 10 - fromRight * (chart.getWidth() - 70), 0);
        Shots.take(stage, "chart-marks-light");
        robot.interact(() -> Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet()));
        Shots.take(stage, "chart-marks-dark");
    }

    @Test
    void pictureIsSavedInTwiceTheSize(FxRobot robot) throws IOException {
        TimeChart chart = chartWithValues(robot);
        mark(Instant.now().minusSeconds(20), Annotation.Kind.NOTE, null, "firmware flashed");
        await().atMost(SOON).until(() -> text(chart).contains("firmware flashed"));
        Path file = folder.resolve("latency.png");
        panels.saveTo(file);
        robot.rightClickOn(chart);
        Shots.take(stage, "chart-menu");
        robot.clickOn("#chart-save-picture");
        assertThat(panels.written()).isEqualTo(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat((double) picture.getWidth()).isBetween(2 * chart.getWidth() - 4, 2 * chart.getWidth() + 4);
        assertThat((double) picture.getHeight()).isBetween(2 * chart.getHeight() - 4, 2 * chart.getHeight() + 16);
        assertThat(picture.getRGB(0, 0)).as("the background").isEqualTo(0xffffffff);
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(50);
        Files.copy(
                file,
                Files.createDirectories(Path.of("target", "screenshots")).resolve("chart-picture.png"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void keysOpenTheMenuAndValuesGoToTheClipboard(FxRobot robot) {
        TimeChart chart = chartWithValues(robot);
        robot.interact(chart::requestFocus);
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        robot.clickOn("#chart-copy-values");
        String[] lines = clipboard(Clipboard::getString).split("\r\n");
        assertThat(lines[0]).isEqualTo("time,p50 (ms),p99 (ms),max (ms)");
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(Instant.parse(lines[1].split(",")[0])).isBefore(Instant.now());

        robot.push(KeyCode.SHIFT, KeyCode.F10);
        robot.clickOn("#chart-copy-picture");
        assertThat(clipboard(Clipboard::getImage).getWidth()).isGreaterThan(1.9 * chart.getWidth());
    }

    @Test
    void momentIsMarkedWhereTheMenuWasOpened(FxRobot robot) {
        TimeChart chart = chartWithValues(robot);
        robot.rightClickOn(chart);
        robot.clickOn("#chart-mark");
        Annotation made = panels.engine.annotations().all().getFirst();
        assertThat(made.endpoint()).isEqualTo(client.id());
        assertThat(Duration.between(made.at(), Instant.now()))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(45).plus(SOON));
    }

    @Test
    void menuLeadsBackToLive(FxRobot robot) {
        TimeChart chart = chartWithValues(robot);
        robot.interact(chart::requestFocus);
        for (int i = 0; i < 20; i++) {
            robot.type(KeyCode.PLUS);
        }
        robot.type(KeyCode.LEFT);
        assertThat(chart.view().isLive()).isFalse();
        robot.rightClickOn(chart);
        robot.clickOn("#chart-live");
        assertThat(chart.view().isLive()).isTrue();
    }

    private TimeChart chartWithValues(FxRobot robot) {
        TimeChart chart = onFx(() -> robot.lookup("#chart-latency").queryAs(TimeChart.class));
        await().atMost(SOON)
                .until(() -> text(chart).contains("p99") && !text(chart).contains("–"));
        return chart;
    }

    private static String text(TimeChart chart) {
        return onFx(chart::getAccessibleText);
    }

    private static <T> T clipboard(Function<Clipboard, T> what) {
        return onFx(() -> what.apply(Clipboard.getSystemClipboard()));
    }

    private void mark(Instant at, Annotation.Kind kind, String endpoint, String text) {
        panels.engine.annotations().add(at, kind, endpoint, text);
    }
}
