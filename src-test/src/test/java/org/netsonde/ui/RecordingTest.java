package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Machine;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionSummary;
import org.netsonde.engine.session.SessionWriter;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the window says of the recording, and what is found of one that was cut off. */
@ExtendWith(ApplicationExtension.class)
class RecordingTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());
    private Folders folders;
    private SessionStore store;
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        folders = new Folders(folder.resolve("config"), folder.resolve("state"));
        store = new SessionStore(folders.sessions(), ProtocolRegistry.builtin());
        try (SessionWriter cutOff = store.create("", Instant.now(), "1.2.3", Machine.here(), "nio", 1 << 20)) {
            cutOff.endpoint(
                    new EndpointInfo("a", "Lost", "tcp-server", Role.SERVER, "", JsonNodeFactory.instance.objectNode()),
                    List.of());
            cutOff.save();
        }
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), Optional.empty());
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(SOON).until(condition);
    }

    private static String text(FxRobot robot, String id) {
        return onFx(() -> robot.lookup(id).<Labeled>queryAs(Labeled.class).getText());
    }

    @Test
    void oneThatWasCutOffIsOfferedAndOpens(FxRobot robot) {
        eventually(() -> there(robot, "#recovered-open"));
        robot.clickOn("#recovered-open");

        eventually(() -> there(robot, "Lost"));
        assertThat(store.list())
                .singleElement()
                .extracting(summary -> summary.info().state())
                .isEqualTo(SessionInfo.State.RECOVERED);
    }

    @Test
    void theTimeIsShownWhileSomethingRunsAndTheSessionIsThereAfterwards(FxRobot robot) {
        assertThat(text(robot, "#recording")).isEmpty();

        robot.clickOn("#quick-start");
        eventually(() -> text(robot, "#recording").startsWith("00:00:"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);

        eventually(() -> text(robot, "#recording").isEmpty());
        eventually(() -> store.list().stream()
                .map(SessionSummary::info)
                .anyMatch(info -> info.state() == SessionInfo.State.ENDED));
        assertThat(engine.endpoints().stream().map(Endpoint::state)).noneMatch(state -> state.startable());
        eventually(() -> !new PreferencesFile(folders.config(), Runnable::run)
                .get()
                .recording()
                .recordSessions());
    }

    @Test
    void limitsAreAskedForAndRemembered(FxRobot robot) {
        MenuButton button = robot.lookup("#recording").queryAs(MenuButton.class);
        robot.interact(() -> button.getItems().getLast().fire());
        eventually(() -> text(robot, "#recording-used").contains("B"));
        TextField size = robot.lookup("#recording-form .text-field").queryAs(TextField.class);
        robot.interact(() -> size.setText("9TiB"));
        robot.interact(() -> size.setText("64MiB"));
        Shots.take(stage, "recording-settings");
        robot.clickOn("#recording-save");

        eventually(() -> new PreferencesFile(folders.config(), Runnable::run)
                        .get()
                        .recording()
                        .sessionSize()
                        .bytes()
                == 64L << 20);
    }
}
