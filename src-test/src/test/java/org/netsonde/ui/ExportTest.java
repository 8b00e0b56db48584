package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.session.Annotation;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Taking a run away as files, and marking moments of it, in the window. */
@ExtendWith(ApplicationExtension.class)
class ExportTest {

    private static final Duration SOON = Duration.ofSeconds(30);

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
                  {"name": "Probe", "protocol": "tcp-client", "settings": {"target": "Echo", "framing": "lines",
                    "messages": ["ping"], "interval": "40ms", "repeat": 0}}
                ]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    @Test
    void oneFormatOfOneEndpointBecomesAFileOfAnyName(FxRobot robot) throws IOException {
        run(robot);
        Path out = folder.resolve("out");
        picker.answer(out);
        open(robot);
        robot.clickOn("#format-html").clickOn("#export-choose");
        robot.clickOn("#export-some-endpoints").clickOn(".export-endpoint-list .check-box");
        set(robot, "#export-name", "echo only.csv");
        robot.clickOn("#export-start");
        awaitState(robot, "Written: " + out.resolve("echo only.csv"));
        assertThat(out).isDirectoryContaining(file -> file.endsWith("echo only.csv"));
        List<String> lines = Files.readAllLines(out.resolve("echo only.csv"));
        assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch(line -> line.contains(",Echo,"));
        Shots.take(stage, "export-done");
        robot.clickOn("#show-folder");
        assertThat(picker.shown()).isEqualTo(out);
        robot.type(KeyCode.ESCAPE);
        assertThat(there(robot, "#export-dialog")).isFalse();
    }

    @Test
    void severalFormatsGoIntoAFolderAndOnlyReplaceWhatTheUserGivesUp(FxRobot robot) throws IOException {
        run(robot);
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.writeString(out.resolve("metrics.csv"), "precious");
        picker.answer(out);
        open(robot);
        robot.clickOn("#format-html").clickOn("#export-choose").clickOn("#format-json");
        assertThat(onFx(() -> robot.lookup("#export-name").query().isVisible())).isFalse();
        Shots.take(stage, "export-light");
        robot.clickOn("#export-start");
        await().atMost(SOON).until(() -> there(robot, "#export-keep"));
        Shots.take(stage, "export-replace");
        robot.clickOn("#export-keep");
        assertThat(out.resolve("metrics.csv")).hasContent("precious");
        robot.clickOn("#export-start");
        await().atMost(SOON).until(() -> there(robot, "#export-replace"));
        robot.clickOn("#export-replace");
        awaitState(robot, "2 files were written to " + out);
        JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(out.resolve("metrics.json")));
        assertThat(json.path("endpoints")).hasSize(2);
        assertThat(Files.readString(out.resolve("metrics.csv"))).startsWith("time,endpoint,");
        robot.clickOn("#close-export");

        open(robot);
        assertThat(onFx(() ->
                        robot.lookup("#format-json").queryAs(CheckBox.class).isSelected()))
                .as("what was chosen last")
                .isTrue();
        assertThat(onFx(() ->
                        robot.lookup("#export-folder").queryAs(TextField.class).getText()))
                .isEqualTo(out.toString());
    }

    @Test
    void onlyTheChosenTimeIsExported(FxRobot robot) throws IOException {
        run(robot);
        await().atMost(SOON)
                .until(() ->
                        engine.named("Probe").orElseThrow().metrics().seconds().size() >= 5);
        Path out = folder.resolve("out");
        picker.answer(out);
        open(robot);
        robot.clickOn("#format-html").clickOn("#export-choose");
        set(robot, "#export-field-minutes", "0.04");
        robot.clickOn("#export-start");
        awaitState(robot, "Written: " + out.resolve("metrics.csv"));
        List<String> lines = Files.readAllLines(out.resolve("metrics.csv"));
        Instant last = Instant.parse(lines.getLast().split(",")[0]);
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> Instant.parse(line.split(",")[0]).isAfter(last.minusSeconds(3)));
    }

    @Test
    void whatIsWrongIsMarkedWhereItStandsAndGoesAsItIsPutRight(FxRobot robot) {
        run(robot);
        open(robot);
        robot.clickOn("#format-html").clickOn("#format-csv").clickOn("#export-some-endpoints");
        set(robot, "#export-field-from", "yesterday");
        set(robot, "#export-folder", "");
        robot.clickOn("#export-start");
        assertThat(problems(robot))
                .hasSize(4)
                .anyMatch(text -> text.startsWith("Choose a format"))
                .anyMatch(text -> text.startsWith("Choose an endpoint"))
                .anyMatch(text -> text.startsWith("yesterday is not a moment"))
                .anyMatch(text -> text.startsWith("Give a folder"));
        Shots.take(stage, "export-problems");
        robot.clickOn("#format-csv").clickOn("#export-all-endpoints").clickOn("#export-whole");
        assertThat(problems(robot)).containsExactly("Give a folder.");
        set(robot, "#export-folder", folder.toString());
        set(robot, "#export-name", "../elsewhere.csv");
        assertThat(problems(robot)).hasSize(1).allMatch(text -> text.startsWith("Give a plain name"));
        set(robot, "#export-name", "here.csv");
        assertThat(problems(robot)).isEmpty();
    }

    @Test
    void folderThatCannotBeWrittenIsExplained(FxRobot robot) throws IOException {
        run(robot);
        Path file = Files.writeString(folder.resolve("file"), "");
        open(robot);
        set(robot, "#export-folder", file.resolve("inside").toString());
        robot.clickOn("#export-start");
        await().atMost(SOON).until(() -> state(robot).contains(file.toString()));
        assertThat(onFx(() -> robot.lookup("#show-folder").query().isVisible())).isFalse();
    }

    @Test
    void dialogIsGoodInTheDarkAndInChinese(FxRobot robot) {
        run(robot);
        robot.clickOn("#theme");
        open(robot);
        robot.clickOn("#export-some-endpoints");
        Shots.take(stage, "export-dark");
        robot.type(KeyCode.ESCAPE);
        robot.clickOn("#language");
        open(robot);
        Shots.take(stage, "export-zh");
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.M);
        robot.write("刷写了固件");
        Shots.take(stage, "mark-zh");
    }

    @Test
    void momentIsMarkedFromTheKeyboard(FxRobot robot) {
        run(robot);
        robot.push(KeyCode.CONTROL, KeyCode.M);
        Instant asked = Instant.now();
        Shots.take(stage, "mark-light");
        assertThat(onFx(() -> robot.lookup("#mark-save").query().isDisabled())).isTrue();
        robot.write("firmware flashed").type(KeyCode.ENTER);
        List<Annotation> marks = engine.annotations().all();
        assertThat(marks).hasSize(1);
        assertThat(marks.getFirst().text()).isEqualTo("firmware flashed");
        assertThat(marks.getFirst().at())
                .as("the moment at which the user asked")
                .isBeforeOrEqualTo(asked);
        assertThat(marks.getFirst().endpoint()).isEmpty();
        await().atMost(SOON)
                .until(() -> onFx(() -> String.valueOf(
                                robot.lookup("#chart-latency").query().getAccessibleText())
                        .endsWith("Note: firmware flashed")));

        robot.clickOn("#mark").write("of one").clickOn("#mark-only").clickOn("#mark-save");
        assertThat(engine.annotations().all().getLast().endpoint())
                .isEqualTo(engine.named("Probe").orElseThrow().id());
        Shots.take(stage, "mark-done");
    }

    private void run(FxRobot robot) {
        await().atMost(SOON).until(() -> engine.endpoints().size() == 2);
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#start-all");
        robot.clickOn("Probe");
        await().atMost(SOON)
                .until(() -> engine.endpoints().stream()
                        .allMatch(e -> e.metrics().latest().messagesIn() > 0));
    }

    private static void open(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.E);
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup("#export-start")
                        .match(Node::isFocused)
                        .tryQuery()
                        .isPresent()));
    }

    private static void set(FxRobot robot, String query, String text) {
        robot.interact(() -> robot.lookup(query).queryAs(TextField.class).setText(text));
    }

    private static void awaitState(FxRobot robot, String text) {
        await().atMost(SOON).untilAsserted(() -> assertThat(state(robot)).isEqualTo(text));
    }

    private static String state(FxRobot robot) {
        return onFx(() -> robot.lookup("#export-state").queryAs(Labeled.class).getText());
    }

    private static List<String> problems(FxRobot robot) {
        return onFx(() -> robot.lookup(".export .problem").match(Node::isVisible).queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList());
    }
}
