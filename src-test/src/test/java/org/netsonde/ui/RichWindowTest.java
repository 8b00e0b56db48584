package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.settle;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Engine;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.security.SecretStore;
import org.netsonde.engine.workspace.SentMessage;
import org.netsonde.engine.workspace.WorkspaceFile;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What richer messages need of the window: a history in the workspace, a store for secrets, places to save to. */
@ExtendWith(ApplicationExtension.class)
class RichWindowTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private final Engine engine = PanelStage.engine(
            RichProtocol.registry(url -> HttpText.of("HTTP/1.1 200 OK\r\n", url.getBytes(StandardCharsets.UTF_8))));
    private MainWindow window;
    private Stage stage;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, picker, """
                {"version": 1, "endpoints": [{"name": "Rich", "protocol": "rich-client", "settings": {},
                  "history": [
                    {"at": "2026-01-31T12:00:00Z", "message": {"url": "/old"}},
                    {"at": "2026-01-31T12:00:00Z", "message": {"of": "another protocol"}}]}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private void choose(FxRobot robot) throws Exception {
        await().atMost(SOON).until(() -> engine.named("Rich").isPresent());
        engine.named("Rich").orElseThrow().start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        await().atMost(SOON).until(() -> there(robot, "Rich"));
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("Rich");
        await().atMost(SOON).until(() -> there(robot, "#send"));
    }

    private static TextArea payload(FxRobot robot) {
        return robot.lookup("#payload").queryAs(TextArea.class);
    }

    private static void fire(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryAs(Button.class).fire());
    }

    @Test
    void whatWasSentIsSavedWithTheWorkspace(FxRobot robot) throws Exception {
        choose(robot);
        assertThat(onFx(stage::getTitle)).doesNotContain("•");
        robot.interact(() -> payload(robot).requestFocus());
        robot.push(KeyCode.UP);
        assertThat(onFx(() -> payload(robot).getText())).isEqualTo("/old");
        robot.interact(() -> payload(robot).setText("/new"));
        fire(robot, "#send");
        await().atMost(SOON).until(() -> onFx(stage::getTitle).contains("•"));

        Path file = folder.resolve("saved.netsonde");
        picker.answer(file);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        robot.release(KeyCode.S, KeyCode.SHIFT, KeyCode.CONTROL);
        await().atMost(SOON).until(() -> Files.exists(file));

        List<SentMessage> history =
                new WorkspaceFile(file).read().entries().getFirst().history().messages();
        assertThat(history.stream().map(SentMessage::message).map(Object::toString))
                .containsExactly("{\"url\":\"/old\"}", "{\"of\":\"another protocol\"}", "{\"url\":\"/new\"}");
    }

    @Test
    void secretsOfAPastedCommandAreStoredIfTheUserSaysSo(FxRobot robot) throws Exception {
        choose(robot);
        SecretStore store = new SecretStore(folder.resolve("config"));
        paste(robot, "fetch GET /first geheim");
        fire(robot, "#secrets-drop");
        await().atMost(SOON).until(() -> onFx(() -> payload(robot).getText()).equals("/first"));
        assertThat(store.names()).isEmpty();

        paste(robot, "fetch GET /second geheim");
        Shots.take(stage, "rich-secrets");
        fire(robot, "#secrets-store");
        await().atMost(SOON).until(() -> onFx(() -> payload(robot).getText()).equals("/second"));
        assertThat(store.get("fetch-token")).containsExactly("geheim".toCharArray());
    }

    @Test
    void secretsThatNobodyCouldBeAskedAboutAreTold(FxRobot robot) throws Exception {
        choose(robot);
        copy(robot, "fetch GET /twice geheim");
        robot.interact(() -> {
            Button button = robot.lookup("#paste-command").queryAs(Button.class);
            button.fire();
            button.fire();
        });
        await().atMost(SOON).until(() -> there(robot, "#secrets-store"));
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup(".notice").queryAll().stream()
                        .anyMatch(notice ->
                                notice.getAccessibleText().contains("another question was open: fetch-token"))));
    }

    private static void copy(FxRobot robot, String command) {
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(command);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    private static void paste(FxRobot robot, String command) {
        copy(robot, command);
        fire(robot, "#paste-command");
        await().atMost(SOON).until(() -> there(robot, "#secrets-store"));
    }

    @Test
    void foldersAndFilesToSaveToAreChosen(FxRobot robot) throws Exception {
        choose(robot);
        robot.interact(() -> robot.lookup("#message-group-saveTo")
                .queryAs(ToggleButton.class)
                .setSelected(true));
        settle(robot);
        picker.answer(folder);
        fire(robot, "#choose-folder-saveTo");
        assertThat(onFx(() ->
                        robot.lookup("#field-saveTo").queryAs(TextField.class).getText()))
                .isEqualTo(folder.toString());
        picker.answer(folder.resolve("a.bin"));
        fire(robot, "#choose-file-saveTo");
        assertThat(onFx(() ->
                        robot.lookup("#field-saveTo").queryAs(TextField.class).getText()))
                .isEqualTo(folder.resolve("a.bin").toString());
        Shots.take(stage, "rich-window");
    }
}
