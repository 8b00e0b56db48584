package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.FreePort;
import org.netsonde.app.workbench.Preferences;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.app.workbench.WorkspaceSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.workspace.WorkspaceFile;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ShellTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private final Engine engine = new Engine(EngineOptions.standard());
    private Folders folders;
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        folders = new Folders(folder.resolve("config"), folder.resolve("state"));
        new PreferencesFile(folders.config(), Runnable::run)
                .update(p -> p.withLanguage("en").withTheme(Preferences.Theme.LIGHT));
        open(Optional.empty());
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private void open(Optional<Path> workspace) {
        window = new MainWindow(stage, engine, folders, owner -> picker, "test");
        window.show(workspace.map(WorkspaceSource.File::new));
        stage.setX(0);
        stage.setY(0);
        // The stage is that of the tests before, in their size.
        stage.sizeToScene();
    }

    @Test
    void emptyWindowStartsServerAndClientWithOneClick(FxRobot robot) {
        quickStart(robot);

        await().atMost(SOON).until(() -> engine.endpoints().stream().allMatch(ShellTest::running));
        Endpoint client = engine.named("Client").orElseThrow();
        await().atMost(SOON).until(() -> client.metrics().latest().messagesIn() > 0);
        assertThat(engine.endpoints()).extracting(Endpoint::name).containsExactly("Echo server", "Client");
        await().atMost(SOON).untilAsserted(() -> assertThat(labels(robot)).contains("Echo server", "Client"));
        await().atMost(SOON).until(() -> text(robot, "#status-running").equals("2 of 2 running"));
    }

    @Test
    void runningEndpointStaysInViewThroughThemesAndLanguages(FxRobot robot) {
        quickStart(robot);
        Endpoint client = engine.named("Client").orElseThrow();
        await().atMost(SOON).until(() -> client.metrics().latest().messagesIn() > 8);
        Shots.take(stage, "running-en-light");
        click(robot, "#theme");
        Shots.take(stage, "running-en-dark");
        click(robot, "#language");
        Shots.take(stage, "running-zh-dark");
        click(robot, "#theme");
        Shots.take(stage, "running-zh-light");

        assertThat(robot.lookup("#endpoints")
                        .queryListView()
                        .getSelectionModel()
                        .getSelectedIndex())
                .isEqualTo(3);
        assertThat(robot.lookup("#endpoint-panel").tryQuery()).isPresent();
        assertThat(running(client)).isTrue();
    }

    @Test
    void duplicateHasSameSettingsAndNextFreeName(FxRobot robot) {
        quickStart(robot);
        press(robot, KeyCode.CONTROL, KeyCode.D);

        Endpoint copy = engine.named("Client 2").orElseThrow();
        assertThat(copy.settings())
                .isEqualTo(engine.named("Client").orElseThrow().settings());
        assertThat(running(copy)).isFalse();
    }

    @Test
    void deletedEndpointComesBackWithIdNameAndSettings(FxRobot robot) {
        quickStart(robot);
        Endpoint client = engine.named("Client").orElseThrow();
        click(robot, "#menu-edit");
        click(robot, "#menu-delete");
        await().atMost(SOON).until(() -> engine.named("Client").isEmpty());

        click(robot, "#undo");

        await().atMost(SOON).until(() -> engine.named("Client").isPresent());
        Endpoint restored = engine.named("Client").orElseThrow();
        assertThat(restored.id()).isEqualTo(client.id());
        assertThat(restored.settings()).isEqualTo(client.settings());
    }

    /** The key of that name on a Mac takes away; elsewhere it goes back, and whoever presses it means no harm. */
    @Test
    @DisabledOnOs(OS.MAC)
    void onlyTheKeyThatDeletesDeletes(FxRobot robot) {
        quickStart(robot);
        robot.interact(() -> robot.lookup("#endpoints").query().requestFocus());

        press(robot, KeyCode.BACK_SPACE);
        assertThat(engine.endpoints()).hasSize(2);

        press(robot, KeyCode.DELETE);
        await().atMost(SOON).until(() -> engine.named("Client").isEmpty());
        assertThat(engine.endpoints()).hasSize(1);
    }

    @Test
    void renamedInItsPlace(FxRobot robot) {
        quickStart(robot);
        press(robot, KeyCode.F2);
        TextField field = robot.lookup("#rename").queryAs(TextField.class);
        robot.interact(() -> field.setText("Prober"));
        press(robot, KeyCode.ENTER);

        assertThat(engine.named("Prober")).isPresent();
        await().atMost(SOON).until(() -> labels(robot).contains("Prober"));
    }

    @Test
    void savedWorkspaceOpensAgainWithNothingRunning(FxRobot robot) throws Exception {
        Path file = folder.resolve("bench.netsonde");
        picker.answer(file);
        quickStart(robot);
        assertThat(title(robot)).endsWith("•");
        press(robot, KeyCode.CONTROL, KeyCode.S);
        await().atMost(SOON).until(() -> title(robot).equals("Netsonde · bench.netsonde"));

        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        await().atMost(SOON).until(() -> there(robot, "#quick-start"));
        press(robot, KeyCode.CONTROL, KeyCode.O);
        await().atMost(SOON).until(() -> engine.endpoints().size() == 2);

        assertThat(engine.endpoints()).noneMatch(ShellTest::running);
        assertThat(new WorkspaceFile(file).read().entries()).hasSize(2);
    }

    @Test
    void unsavedChangesAreAskedAboutAndCancelKeepsThem(FxRobot robot) {
        quickStart(robot);
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        assertThat(robot.lookup("#unsaved-save").tryQuery()).isPresent();
        Shots.take(stage, "unsaved-en-light");

        click(robot, "#unsaved-cancel");
        assertThat(engine.endpoints()).hasSize(2);

        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        click(robot, "#unsaved-drop");
        await().atMost(SOON).until(() -> engine.endpoints().isEmpty());
    }

    @Test
    void workOfAProgramThatDiedIsOfferedAndNothingRuns(FxRobot robot) throws IOException {
        Path left = Files.createDirectories(folders.state()).resolve("unsaved-99999999999-1.netsonde");
        Files.writeString(left, """
                {"version": 1, "endpoints": [
                  {"id": "a", "name": "Lost", "protocol": "tcp-server", "settings": {"port": 0}}]}
                """);
        robot.interact(() -> {
            window.close();
            open(Optional.empty());
        });

        await().atMost(SOON).until(() -> there(robot, "#recover"));
        click(robot, "#recover");

        await().atMost(SOON).until(() -> engine.named("Lost").isPresent());
        assertThat(running(engine.named("Lost").orElseThrow())).isFalse();
        await().atMost(SOON).until(() -> title(robot).endsWith("•"));
        await().atMost(SOON).until(() -> Files.notExists(left));
    }

    @Test
    void unreadableFileIsReportedWithWhatToDo(FxRobot robot) throws IOException {
        Path file = folder.resolve("broken.netsonde");
        Files.writeString(file, "{ not json");
        picker.answer(file);
        press(robot, KeyCode.CONTROL, KeyCode.O);

        await().atMost(SOON).until(() -> there(robot, ".notice"));
        Shots.take(stage, "unreadable-en-light");
        assertThat(Files.readString(file)).isEqualTo("{ not json");
    }

    @Test
    void unknownProtocolIsShownAndKept(FxRobot robot) throws IOException {
        Path file = folder.resolve("future.netsonde");
        Files.writeString(file, """
                {"version": 1, "endpoints": [
                  {"id": "a", "name": "Quantum", "protocol": "quantum-server", "settings": {"spin": 1}, "more": 2}]}
                """);
        picker.answer(file);
        press(robot, KeyCode.CONTROL, KeyCode.O);
        await().atMost(SOON).until(() -> labels(robot).contains("Quantum"));

        Path copy = folder.resolve("copy.netsonde");
        picker.answer(copy);
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        await().atMost(SOON).until(() -> Files.exists(copy));
        assertThat(Files.readString(copy)).contains("quantum-server", "\"spin\"", "\"more\"");
    }

    @Test
    void languageAndThemeChangeAtOnceAndAreRemembered(FxRobot robot) {
        Shots.take(stage, "welcome-en-light");
        click(robot, "#language");
        assertThat(robot.lookup("#menus")
                        .queryAs(MenuBar.class)
                        .getMenus()
                        .getFirst()
                        .getText())
                .isEqualTo("文件");
        click(robot, "#theme");
        Shots.take(stage, "welcome-zh-dark");

        await().atMost(SOON).untilAsserted(() -> {
            Preferences kept = new PreferencesFile(folders.config(), Runnable::run).get();
            assertThat(kept.language()).isEqualTo("zh-CN");
            assertThat(kept.theme()).isEqualTo(Preferences.Theme.DARK);
        });
    }

    @Test
    void chosenTransportIsRememberedForTheNextStart(FxRobot robot) {
        click(robot, "#menu-view");
        robot.clickOn("#menu-transport").clickOn("#transport-nio");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(new PreferencesFile(folders.config(), Runnable::run)
                                .get()
                                .transport())
                        .isEqualTo("nio"));
    }

    @Test
    void takenPortIsOfferedAFreeOne(FxRobot robot) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = folder.resolve("taken.netsonde");
            Files.writeString(file, """
                    {"version": 1, "endpoints": [
                      {"id": "a", "name": "Echo", "protocol": "tcp-server", "settings": {"port": %d}}]}
                    """.formatted(taken.getLocalPort()));
            picker.answer(file);
            press(robot, KeyCode.CONTROL, KeyCode.O);
            await().atMost(SOON).until(() -> engine.endpoints().size() == 1);
            press(robot, KeyCode.F5);
            await().atMost(SOON).until(() -> there(robot, "#use-free-port"));
            Shots.take(stage, "port-taken-en-light");
            click(robot, "#use-free-port");
            await().atMost(SOON).until(() -> running(engine.endpoints().getFirst()));
        }
    }

    @Test
    void takenPortOfAnEndpointOutOfViewIsToldByANotice(FxRobot robot) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = folder.resolve("two.netsonde");
            Files.writeString(file, """
                    {"version": 1, "endpoints": [
                      {"id": "a", "name": "Good", "protocol": "tcp-server", "settings": {"port": 0}},
                      {"id": "b", "name": "Bad", "protocol": "tcp-server", "settings": {"port": %d}}]}
                    """.formatted(taken.getLocalPort()));
            picker.answer(file);
            press(robot, KeyCode.CONTROL, KeyCode.O);
            await().atMost(SOON).until(() -> engine.endpoints().size() == 2);
            click(robot, "#start-all");
            await().atMost(SOON).until(() -> there(robot, "#notice-use-free-port"));
            click(robot, "#notice-use-free-port");
            await().atMost(SOON).until(() -> engine.endpoints().stream().allMatch(ShellTest::running));
        }
    }

    @Test
    void connectedClientTalksToItsServer(FxRobot robot) {
        quickStart(robot);
        press(robot, KeyCode.UP);
        press(robot, KeyCode.CONTROL, KeyCode.L);

        Endpoint client = engine.named("Echo server client").orElseThrow();
        assertThat(client.settings().get("target").asString()).isEqualTo("Echo server");
        await().atMost(SOON).until(() -> running(client));
    }

    @Test
    void anExampleOpensFromTheWelcomeScreenAndNothingRunsUntilAskedFor(FxRobot robot) {
        click(robot, "#welcome-examples");
        click(robot, "#example-chat");

        await().atMost(SOON).until(() -> engine.endpoints().size() == 4);
        await().atMost(SOON).until(() -> there(robot, "#notice-start-all"));
        assertThat(engine.endpoints()).noneMatch(ShellTest::running);
        Shots.take(stage, "example-en-light");

        // Port 9000 may be somebody else's on this machine.
        Endpoint server = engine.named("Chat server").orElseThrow();
        robot.interact(() -> FreePort.set(server));
        click(robot, "#notice-start-all");

        await().atMost(SOON).until(() -> engine.endpoints().stream().allMatch(ShellTest::running));
        assertThat(robot.lookup("#notice-start-all").tryQuery()).isEmpty();
    }

    @Test
    void anExampleAsksBeforeItTakesThePlaceOfUnsavedWork(FxRobot robot) {
        quickStart(robot);
        press(robot, KeyCode.CONTROL, KeyCode.K);
        robot.interact(
                () -> robot.lookup("#palette-field").queryAs(TextField.class).setText("example tcp"));
        press(robot, KeyCode.ENTER);

        click(robot, "#unsaved-cancel");

        assertThat(engine.named("Client").filter(ShellTest::running)).isPresent();
    }

    @Test
    void newEndpointsAreOfferedByTheirPart(FxRobot robot) {
        press(robot, KeyCode.CONTROL, KeyCode.N);

        List<String> headings = robot.lookup(".menu-heading").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
        assertThat(headings).containsExactly("Servers", "Relays", "Clients");
        click(robot, "#new-tcp-server");

        await().atMost(SOON).until(() -> engine.endpoints().size() == 1);
        assertThat(engine.endpoints().getFirst().protocol().id()).isEqualTo("tcp-server");
    }

    @Test
    void paletteFindsAnEndpointByPartOfItsName(FxRobot robot) {
        quickStart(robot);
        press(robot, KeyCode.CONTROL, KeyCode.K);
        robot.interact(
                () -> robot.lookup("#palette-field").queryAs(TextField.class).setText("ech serv"));
        Shots.take(stage, "palette-en-light");
        press(robot, KeyCode.ENTER);

        ListView<?> list = robot.lookup("#endpoints").queryListView();
        assertThat(list.getSelectionModel().getSelectedIndex()).isEqualTo(1);
    }

    @Test
    void iconButtonsHaveNamesAndTooltips(FxRobot robot) {
        List<Node> buttons =
                robot.lookup(".button-icon").queryAllAs(Node.class).stream().toList();
        assertThat(buttons).isNotEmpty().allSatisfy(node -> {
            Button button = (Button) node;
            assertThat(button.getAccessibleText()).isNotBlank();
            assertThat(button.getTooltip().getText()).isNotBlank();
        });
    }

    private void quickStart(FxRobot robot) {
        click(robot, "#quick-start");
        await().atMost(SOON)
                .until(() -> engine.endpoints().size() == 2
                        && engine.endpoints().stream().allMatch(ShellTest::running));
        robot.interact(() -> robot.lookup("#endpoints").queryListView().requestFocus());
    }

    private static boolean running(Endpoint endpoint) {
        return endpoint.state() instanceof EndpointState.Running;
    }

    private static void click(FxRobot robot, String query) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(query);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static List<String> labels(FxRobot robot) {
        return onFx(() -> robot.lookup(".endpoint-name").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList());
    }

    private static String text(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).queryLabeled().getText());
    }

    private String title(FxRobot robot) {
        Callable<String> title = () -> stage.getTitle();
        return WaitForAsyncUtils.waitForAsyncFx(20_000, title);
    }
}
