package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Two programs have ended without saving, and what the later one left is no workspace. */
@ExtendWith(ApplicationExtension.class)
class UnreadableWorkTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());
    private Path broken;
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) throws IOException {
        stage = newStage;
        Path state = Files.createDirectories(folder.resolve("state"));
        Path older = Files.writeString(state.resolve("unsaved-99999999999-1.netsonde"), """
                {"version": 1, "endpoints": [
                  {"id": "a", "name": "Lost", "protocol": "tcp-server", "settings": {"port": 0}}]}
                """);
        Files.setLastModifiedTime(older, FileTime.fromMillis(0));
        broken = Files.writeString(state.resolve("unsaved-99999999998-1.netsonde"), "{\"version\": ");
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), Optional.empty());
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    @Test
    void itIsSetAsideAndTheOlderWorkIsOffered(FxRobot robot) {
        await().atMost(SOON).until(() -> offers(robot));
        recover(robot);

        await().atMost(SOON)
                .until(() -> onFx(() -> robot.lookup(".notice").queryAll().stream()
                        .map(Node::getAccessibleText)
                        .anyMatch(text -> text.contains(broken + ".unreadable-"))));
        await().atMost(SOON).until(() -> offers(robot));
        Shots.take(stage, "recover-after-unreadable-en-light");
        assertThat(broken).doesNotExist();
        recover(robot);

        await().atMost(SOON).until(() -> engine.named("Lost").isPresent());
    }

    private static boolean offers(FxRobot robot) {
        return there(robot, "#recover");
    }

    private static void recover(FxRobot robot) {
        robot.interact(() -> robot.lookup("#recover").queryButton().fire());
    }
}
