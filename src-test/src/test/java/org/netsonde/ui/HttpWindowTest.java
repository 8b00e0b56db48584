package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.fill;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.traffic.TrafficRow;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The client of HTTP against the test server, in the window in its own size. */
@ExtendWith(ApplicationExtension.class)
class HttpWindowTest {

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
                  {"name": "Web", "protocol": "http-server", "settings": {"port": 0}},
                  {"name": "Asking", "protocol": "http-client", "settings": {"target": "Web"}}]}
                """);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private Endpoint run(FxRobot robot) throws Exception {
        await().atMost(SOON).until(() -> engine.named("Asking").isPresent());
        engine.named("Web").orElseThrow().start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        Endpoint client = engine.named("Asking").orElseThrow();
        client.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        await().atMost(SOON).until(() -> there(robot, "Asking"));
        robot.clickOn("Asking");
        await().atMost(SOON).until(() -> there(robot, "#send"));
        await().atMost(SOON)
                .until(() ->
                        onFx(() -> !robot.lookup("#send").queryAs(Button.class).isDisabled()));
        return client;
    }

    private static String text(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAs(TextInputControl.class).getText());
    }

    private static String label(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryAs(Labeled.class).getText());
    }

    private static void fire(FxRobot robot, String query) {
        robot.interact(() -> robot.lookup(query).queryAs(Button.class).fire());
    }

    private static void open(FxRobot robot, String group) {
        robot.interact(() -> robot.lookup("#message-group-" + group)
                .queryAs(ToggleButton.class)
                .setSelected(true));
        // What a pane that scrolls holds is there with the next picture only.
        await().atMost(SOON).until(() -> there(robot, ".message-editor"));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked") // the table's own type
    private static List<TrafficRow> rows(FxRobot robot) {
        return ((TableView<TrafficRow>) robot.lookup("#traffic-table").queryAs(TableView.class)).getItems();
    }

    private static long replies(FxRobot robot) {
        return onFx(() -> rows(robot).stream()
                .filter(row -> row.message().direction() == Direction.IN)
                .count());
    }

    /** Sends what is written, waits for the reply and chooses it. */
    private static void send(FxRobot robot) {
        if (onFx(() -> robot.lookup("#traffic-follow").query().isVisible())) {
            fire(robot, "#traffic-follow");
        }
        long before = replies(robot);
        fire(robot, "#send");
        await().atMost(SOON).until(() -> replies(robot) > before);
        robot.interact(() -> {
            List<TrafficRow> rows = rows(robot);
            int last = rows.size() - 1;
            while (rows.get(last).message().direction() != Direction.IN) {
                last--;
            }
            robot.lookup("#traffic-table")
                    .queryAs(TableView.class)
                    .getSelectionModel()
                    .clearAndSelect(last);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String tab(FxRobot robot) {
        return onFx(() -> robot.lookup("#detail-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .getSelectedItem()
                .getId());
    }

    private static void clipboard(FxRobot robot, String text) {
        robot.interact(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    @Test
    @SuppressWarnings("unchecked") // the box's own type
    void jsonIsPostedAndItsReplyAndAPictureAreRead(FxRobot robot) throws Exception {
        Endpoint client = run(robot);
        fill(robot, "#payload", "/get?name=Alice");
        send(robot);
        assertThat(tab(robot)).isEqualTo("detail-tab-json");
        assertThat(text(robot, "#detail-json")).contains("\"name\" : ");
        Shots.take(stage, "http-get-en-light");

        robot.interact(() -> robot.lookup("#inline-method")
                .queryAs(ComboBox.class)
                .getEditor()
                .setText("POST"));
        fill(robot, "#payload", "/post");
        open(robot, "content");
        robot.interact(
                () -> ((ComboBox<String>) robot.lookup("#field-content").queryAs(ComboBox.class)).setValue("json"));
        WaitForAsyncUtils.waitForFxEvents();
        fill(robot, "#field-json", "{\"name\": \"Alice\", \"age\": 25}");
        send(robot);
        assertThat(text(robot, "#detail-json")).contains("\"age\" : 25");
        Shots.take(stage, "http-post-en-light");

        clipboard(robot, "curl http://127.0.0.1:" + Bench.address(client).getPort() + "/image/png");
        fire(robot, "#paste-command");
        assertThat(text(robot, "#payload")).endsWith("/image/png");
        assertThat(label(robot, "#message-group-content"))
                .as("a command says all")
                .isEqualTo("Body");
        send(robot);
        assertThat(tab(robot)).isEqualTo("detail-tab-image");
        await().atMost(SOON)
                .until(() -> onFx(() ->
                        robot.lookup("#detail-picture").queryAs(ImageView.class).getImage() != null));
        Shots.take(stage, "http-image-en-light");
    }

    @Test
    void aCurlCommandIsPastedWithItsSecretAndCopiedWithoutIt(FxRobot robot) throws Exception {
        run(robot);
        clipboard(robot, "curl -X PUT https://example.com/put -H 'X-One: 1' -u alice:geheim -d 'a=b' --location");
        fire(robot, "#paste-command");
        await().atMost(SOON).until(() -> there(robot, "#secrets-store"));
        Shots.take(stage, "http-secrets-en-light");
        fire(robot, "#secrets-store");
        await().atMost(SOON).until(() -> text(robot, "#payload").equals("https://example.com/put"));
        assertThat(label(robot, "#message-group-headers")).endsWith(" 1");
        open(robot, "authorization");
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup(".secret-status").queryAllAs(Labeled.class).stream()
                        .anyMatch(status -> status.getText().startsWith("Stored"))));
        Shots.take(stage, "http-authorization-en-light");
        fire(robot, "#copy-command");
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                .startsWith("curl ")
                .contains("https://example.com/put", "alice:", "X-One: 1")
                .doesNotContain("geheim");
    }

    @Test
    void theTimeOfTheLatestRequestIsABarOfItsParts(FxRobot robot) throws Exception {
        run(robot);
        fill(robot, "#payload", "/delay/1");
        send(robot);
        robot.interact(() -> robot.lookup(".panel-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .select(1));
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup(".time-bar").queryAll().stream()
                        .map(Node::getAccessibleText)
                        .anyMatch(text -> text != null && text.contains("To the first byte: "))));
        Shots.take(stage, "http-timings-en-light");
        assertThat(onFx(() ->
                        robot.lookup(".time-part-3").query().getBoundsInParent().getWidth()))
                .as("most of it was waiting")
                .isGreaterThan(100);
    }

    @Test
    void aPictureIsSavedToAFile(FxRobot robot) throws Exception {
        Endpoint client = run(robot);
        Path target = Files.createDirectory(folder.resolve("downloads"));
        fill(robot, "#payload", "/image/png");
        open(robot, "saveTo");
        fill(robot, "#field-saveTo", target.toString());
        fire(robot, "#send");
        await().atMost(SOON).until(() -> there(robot, "#tab-files"));
        robot.interact(() -> {
            TabPane tabs = robot.lookup(".panel-tabs").queryAs(TabPane.class);
            tabs.getSelectionModel().select(tabs.getTabs().size() - 1);
        });
        // What a tab holds is there with the next picture only.
        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup(".transfer-progress").queryAllAs(Labeled.class).stream()
                        .anyMatch(progress -> progress.getText().startsWith("Saved"))));
        Shots.take(stage, "http-files-en-light");
        Path file = client.transfers().list().getFirst().file();
        assertThat(file.getParent()).isEqualTo(target);
        assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void everythingFitsInChineseAndInTheDark(FxRobot robot) throws Exception {
        run(robot);
        robot.interact(() -> robot.lookup("#language").queryAs(Button.class).fire());
        robot.interact(() -> robot.lookup("#theme").queryAs(Button.class).fire());
        await().atMost(SOON).until(() -> there(robot, "#payload"));
        fill(robot, "#payload", "/xml");
        open(robot, "headers");
        fire(robot, ".message-editor .add");
        send(robot);
        Shots.take(stage, "http-zh-dark");
        robot.clickOn("Web");
        await().atMost(SOON).until(() -> !there(robot, "#send"));
        Shots.take(stage, "http-server-zh-dark");
        robot.interact(() -> robot.lookup("#theme").queryAs(Button.class).fire());
        robot.clickOn("Asking");
        await().atMost(SOON).until(() -> there(robot, "#payload"));
        Shots.take(stage, "http-zh-light");
        robot.push(KeyCode.ESCAPE);
    }
}
