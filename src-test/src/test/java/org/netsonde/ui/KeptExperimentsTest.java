package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
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

/** A sweep that a workspace keeps with its result is shown as lines, in both languages and themes. */
@ExtendWith(ApplicationExtension.class)
class KeptExperimentsTest {

    @TempDir
    Path folder;

    private ExperimentWindow bench;

    @Start
    void start(Stage stage) throws IOException {
        bench = new ExperimentWindow(stage, folder, KeptSweep.workspace());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aSweepIsShownAsLinesWithItsNumbers(FxRobot robot) {
        await().atMost(ExperimentWindow.SOON).until(() -> {
            bench.open();
            return bench.names().contains("Sizes on my machine");
        });
        bench.choose("Sizes on my machine");
        bench.awaitResult();
        assertThat(chart(robot)).contains("TLS 1.3", "1,048,576 B");
        assertThat(bench.labels("#experiment-figures")).contains("65,536 B", "WebSocket with masks");
        assertThat(bench.labels("#experiment-sentences")).anyMatch(text -> text.contains("failed"));
        Steps.settle(robot);
        scroll(robot, 0.35);
        bench.shot("experiments-sweep-en-light");
        robot.interact(() -> robot.lookup("#experiment-chart").query().requestFocus());
        robot.type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.RIGHT);
        assertThat(onFx(() -> robot.lookup("#experiment-chart")
                        .queryAs(IntervalChart.class)
                        .pointed()))
                .isEqualTo(2);
        bench.press("#theme");
        bench.shot("experiments-sweep-en-dark");
        bench.press("#language");
        await().atMost(ExperimentWindow.SOON).until(() -> bench.shown("#experiment-chart"));
        Steps.settle(robot);
        scroll(robot, 0.35);
        bench.shot("experiments-sweep-zh-dark");
        robot.interact(() -> {
            robot.lookup("#experiment-rest").queryAs(TitledPane.class).setExpanded(true);
            robot.lookup("#experiment-more-figures").queryAs(TitledPane.class).setExpanded(true);
        });
        assertThat(bench.labels("#experiment-details")).anyMatch(text -> text.contains("client.total 1"));
        bench.press("#theme");
        Steps.settle(robot);
        scroll(robot, 1);
        bench.shot("experiments-sweep-zh-light");
    }

    private static String chart(FxRobot robot) {
        return onFx(() ->
                robot.lookup("#experiment-chart").queryAs(IntervalChart.class).getAccessibleText());
    }

    private static void scroll(FxRobot robot, double to) {
        robot.interact(() ->
                robot.lookup("#experiment-scroll").queryAs(ScrollPane.class).setVvalue(to));
    }
}
