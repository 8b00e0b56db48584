package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.Preferences;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What two windows of one user, open at a time, do to each other: nothing. */
@ExtendWith(ApplicationExtension.class)
class SecondWindowTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Engine firstEngine = new Engine(EngineOptions.standard());
    private final Engine secondEngine = new Engine(EngineOptions.standard());
    private Folders folders;
    private Stage first;
    private Stage second;
    private MainWindow firstWindow;
    private MainWindow secondWindow;
    private final List<MainWindow> open = new ArrayList<>();

    @Start
    void start(Stage stage) throws IOException {
        folders = new Folders(folder.resolve("config"), folder.resolve("state"));
        new PreferencesFile(folders.config(), Runnable::run)
                .update(p -> p.withLanguage("en")
                        .withTheme(Preferences.Theme.LIGHT)
                        .withBounds(new Preferences.Bounds(10, 20, 1000, 700, false)));
        Path left = Files.createDirectories(folders.state()).resolve("unsaved-99999999999-1.netsonde");
        Files.writeString(left, """
                {"version": 1, "recoveredFrom": "/home/u/lost.netsonde", "endpoints": [
                  {"id": "a", "name": "Lost", "protocol": "tcp-server", "settings": {"port": 0}}]}
                """);
        first = stage;
        firstWindow = new MainWindow(first, firstEngine, folders, owner -> new AnsweringPicker(), "test");
        firstWindow.show(Optional.empty());
        second = new Stage();
        secondWindow = new MainWindow(second, secondEngine, folders, owner -> new AnsweringPicker(), "test");
        secondWindow.show(Optional.empty());
        open.addAll(List.of(firstWindow, secondWindow));
    }

    @AfterEach
    void close() {
        List.copyOf(open).forEach(this::close);
        firstEngine.close();
        secondEngine.close();
    }

    private void close(MainWindow window) {
        open.remove(window);
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
    }

    @Test
    void oneDoesNotHideTheOtherAndThePlaceStays() {
        assertThat(first.getX()).isEqualTo(10);
        assertThat(first.getY()).isEqualTo(20);
        assertThat(second.getX()).isGreaterThan(first.getX() + 20);
        assertThat(second.getY()).isGreaterThan(first.getY() + 20);

        close(secondWindow);

        await().atMost(SOON).until(() -> bounds().width() == second.getWidth());
        assertThat(bounds().x()).isEqualTo(10);
        assertThat(bounds().y()).isEqualTo(20);
    }

    @Test
    void whereOneWasMovedToIsRemembered() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> second.setX(77));
        close(secondWindow);

        await().atMost(SOON).until(() -> bounds().x() == 77);
    }

    @Test
    void unsavedWorkIsOfferedByOneOfThem(FxRobot robot) {
        await().atMost(SOON).until(() -> offers(robot, first) || offers(robot, second));
        boolean firstOffers = offers(robot, first);
        // Closing waits for what a window still does with files, looking for unsaved work among it.
        close(firstOffers ? secondWindow : firstWindow);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(offers(robot, first)).isEqualTo(firstOffers);
        assertThat(offers(robot, second)).isNotEqualTo(firstOffers);
        Stage offering = firstOffers ? first : second;
        Shots.take(offering, "recover-en-light");
        robot.interact(() -> robot.from(offering.getScene().getRoot())
                .lookup("#recover")
                .queryButton()
                .fire());
        Engine engine = firstOffers ? firstEngine : secondEngine;
        await().atMost(SOON).until(() -> engine.named("Lost").isPresent());
    }

    private static boolean offers(FxRobot robot, Stage stage) {
        return onFx(() -> robot.from(stage.getScene().getRoot())
                .lookup("#recover")
                .tryQuery()
                .isPresent());
    }

    private Preferences.Bounds bounds() {
        return Objects.requireNonNull(
                new PreferencesFile(folders.config(), Runnable::run).get().bounds());
    }
}
