package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.menuBar;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
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
import org.netsonde.engine.workspace.SavedMessage;
import org.netsonde.engine.workspace.WorkspaceFile;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Messages kept in the workspace, from the send box. */
@ExtendWith(ApplicationExtension.class)
class SavedMessagesTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());
    private final AnsweringPicker picker = new AnsweringPicker();
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, picker, """
                {"version": 1, "endpoints": [
                  {"name": "Echo", "protocol": "tcp-server", "settings": {"port": 0}},
                  {"name": "Frames", "protocol": "frame-client"}],
                 "savedMessages": [
                  {"name": "Read holding registers", "message": {"format": "hex", "data": "00 01 00 00 00 06 11 03"}},
                  {"name": "Good morning", "message": "Hello\\r\\n"},
                  {"name": "Ask", "message": {"type": "calculation", "payload": {"operation": "add", "a": 1, "b": 2}}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private static boolean visible(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).tryQuery().filter(Node::isVisible).isPresent());
    }

    private void choose(FxRobot robot, String endpoint) {
        await().atMost(SOON).until(() -> there(robot, endpoint));
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(endpoint);
        await().atMost(SOON).until(() -> visible(robot, "#saved"));
    }

    private static TextArea payload(FxRobot robot) {
        return robot.lookup("#payload").queryAs(TextArea.class);
    }

    private static void fire(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryAs(Button.class).fire());
    }

    private static int items(FxRobot robot) {
        return onFx(() ->
                robot.lookup("#saved").queryAs(MenuButton.class).getItems().size());
    }

    @SuppressWarnings("unchecked")
    private static ListView<SavedMessage> list(FxRobot robot) {
        return robot.lookup("#saved-list").queryAs(ListView.class);
    }

    private List<String> saved() throws IOException {
        Path file = folder.resolve("saved.netsonde");
        picker.answer(file);
        window();
        return new WorkspaceFile(file)
                .read().savedMessages().stream().map(SavedMessage::name).toList();
    }

    private void window() {
        FxRobot robot = new FxRobot();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        robot.release(KeyCode.S, KeyCode.SHIFT, KeyCode.CONTROL);
        await().atMost(SOON)
                .until(() -> folder.resolve("saved.netsonde").toFile().exists());
    }

    @Test
    void theSendBoxOffersWhatItsProtocolCanSend(FxRobot robot) {
        choose(robot, "Echo");
        robot.clickOn("#saved");
        WaitForAsyncUtils.waitForFxEvents();
        // Keep, a line, two that fit, a line, all.
        assertThat(items(robot)).isEqualTo(6);
        Shots.take(stage, "saved-menu");
        robot.clickOn("Read holding registers");
        assertThat(onFx(() -> payload(robot).getText())).isEqualTo("00 01 00 00 00 06 11 03");

        choose(robot, "Frames");
        robot.interact(() -> robot.lookup("#saved").queryAs(MenuButton.class).show());
        robot.clickOn("Ask");
        assertThat(onFx(() -> payload(robot).getText())).contains("\"operation\"");
    }

    @Test
    void thePresentMessageIsKeptUnderAName(FxRobot robot) throws IOException {
        choose(robot, "Echo");
        robot.interact(() -> payload(robot).setText("Good night"));
        robot.interact(() -> payload(robot).requestFocus());
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        robot.release(KeyCode.B, KeyCode.SHIFT, KeyCode.CONTROL);
        await().atMost(SOON).until(() -> visible(robot, "#saved-name"));
        assertThat(onFx(() ->
                        robot.lookup("#saved-name-save").queryAs(Button.class).isDisabled()))
                .isTrue();
        robot.interact(
                () -> robot.lookup("#saved-name").queryAs(TextField.class).setText("Evening"));
        Shots.take(stage, "saved-keep");
        fire(robot, "#saved-name-save");

        assertThat(saved()).containsExactly("Read holding registers", "Good morning", "Ask", "Evening");
        SavedMessage kept = new WorkspaceFile(folder.resolve("saved.netsonde"))
                .read()
                .savedMessages()
                .getLast();
        assertThat(kept.message().toString()).isEqualTo("{\"data\":\"Good night\"}");
    }

    @Test
    void theyAreFoundRenamedRemovedAndBroughtBack(FxRobot robot) throws IOException {
        choose(robot, "Echo");
        robot.interact(() -> robot.lookup("#saved").queryAs(MenuButton.class).show());
        robot.clickOn("#saved-all");
        await().atMost(SOON).until(() -> visible(robot, "#saved-list"));
        Shots.take(stage, "saved-all");
        robot.interact(
                () -> robot.lookup("#saved-filter").queryAs(TextField.class).setText("morn"));
        assertThat(onFx(() -> list(robot).getItems().size())).isEqualTo(1);
        robot.interact(
                () -> robot.lookup("#saved-rename").queryAs(TextField.class).setText("Ask"));
        fire(robot, "#saved-rename-do");
        assertThat(onFx(() -> list(robot).getItems().getFirst().name())).isEqualTo("Good morning");
        robot.interact(
                () -> robot.lookup("#saved-rename").queryAs(TextField.class).setText("Morning"));
        fire(robot, "#saved-rename-do");
        assertThat(onFx(() -> list(robot).getItems().getFirst().name())).isEqualTo("Morning");
        fire(robot, "#saved-remove");
        assertThat(onFx(() -> list(robot).getItems().isEmpty())).isTrue();
        fire(robot, "#saved-undo");
        assertThat(onFx(() -> list(robot).getItems().getFirst().name())).isEqualTo("Morning");
        fire(robot, "#saved-insert");
        assertThat(onFx(() -> payload(robot).getText())).isEqualTo("Hello\\r\\n");
        assertThat(saved()).containsExactly("Read holding registers", "Morning", "Ask");
    }

    @Test
    void packetsOfPacketSenderBecomeMessagesAndClientsThatDoNotStart(FxRobot robot) throws IOException {
        choose(robot, "Echo");
        picker.answer(Files.writeString(folder.resolve("packets.json"), """
                [{"name": "Good morning", "hexstring": "48 69", "port": "9000", "tcporudp": "UDP", "toip": "127.0.0.1"},
                 {"name": "Poll", "hexstring": "05", "port": "502", "tcporudp": "TCP", "toip": "127.0.0.1", "repeat": "1"},
                 {"name": "Broken", "hexstring": "0", "port": "9000", "tcporudp": "UDP", "toip": "127.0.0.1"}]
                """));
        // Not by the mouse, which opens the examples on its way.
        menuBar(robot, "menu-import");
        await().atMost(SOON).until(() -> visible(robot, "#import-do"));
        Shots.take(stage, "import-messages");
        assertThat(onFx(() ->
                        robot.lookup("#import-remarks").queryAs(TextArea.class).getText()))
                .contains("“Broken” is left out")
                .contains("“Poll” was sent again and again");
        fire(robot, "#import-do");

        await().atMost(SOON)
                .until(() -> engine.named("UDP client 127.0.0.1:9000").isPresent());
        Endpoint client = engine.named("TCP client 127.0.0.1:502").orElseThrow();
        assertThat(client.settings().get("port").asInt()).isEqualTo(502);
        assertThat(engine.endpoints()).allMatch(endpoint -> endpoint.state().startable());
        assertThat(saved()).containsExactly("Read holding registers", "Good morning", "Ask", "Good morning 2", "Poll");
    }
}
