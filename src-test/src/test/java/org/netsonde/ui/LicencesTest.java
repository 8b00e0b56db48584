package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.licence.NoticesFile;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.fixtures.Sources;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The licences of bundled software, where an installer brought them. */
@ExtendWith(ApplicationExtension.class)
class LicencesTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        open();
    }

    private void open() {
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), Optional.empty());
    }

    /** With a file of licences, as an installed program has; the window looks for it when it is made. */
    private void reopen(Path notices) {
        System.setProperty(NoticesFile.PROPERTY, notices.toString());
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            window.close();
            open();
        });
    }

    @AfterEach
    void stop() {
        System.clearProperty(NoticesFile.PROPERTY);
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    @Test
    void aDevelopersBuildHasNoButton(FxRobot robot) {
        robot.push(KeyCode.F1);

        assertThat(robot.lookup("#about-close").tryQuery()).isPresent();
        assertThat(robot.lookup("#about-licences").tryQuery()).isEmpty();
    }

    @Test
    void theyAreShownAndSearched(FxRobot robot) throws IOException {
        reopen(notices());
        robot.push(KeyCode.F1);
        Shots.take(stage, "about-licences");
        robot.clickOn("#about-licences");
        await().atMost(SOON).until(() -> there(robot, "#licences-text"));
        Shots.take(stage, "licences-light");
        TextArea text = robot.lookup("#licences-text").query();
        assertThat(text.getText()).startsWith("Netsonde 1: licences").contains("Apache License");
        assertThat(text.isEditable()).isFalse();

        robot.clickOn("#licences-find").write("WARRANTIES or");

        assertThat(text.getSelectedText()).isEqualToIgnoringCase("warranties or");
        int first = text.getSelection().getStart();
        assertThat(found(robot)).isEqualTo("1/3");
        robot.push(KeyCode.ENTER);
        assertThat(text.getSelection().getStart()).isGreaterThan(first);
        assertThat(found(robot)).isEqualTo("2/3");
        Shots.take(stage, "licences-found");
        robot.push(KeyCode.ENTER).push(KeyCode.ENTER);
        assertThat(text.getSelection().getStart()).isEqualTo(first);
        robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        assertThat(found(robot)).isEqualTo("3/3");
        robot.write("zz");
        assertThat(found(robot)).isEqualTo("Not found");

        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#licences-text").tryQuery()).isEmpty();
    }

    @Test
    void thePlaceInTheTextStaysWhenTheFocusGoesRound(FxRobot robot) throws IOException {
        reopen(notices());
        robot.push(KeyCode.F1).clickOn("#about-licences");
        await().atMost(SOON).until(() -> there(robot, "#licences-text"));
        WaitForAsyncUtils.waitForFxEvents();
        TextArea text = robot.lookup("#licences-text").query();
        assertThat(text.getCaretPosition()).isZero();
        robot.interact(() -> {
            text.requestFocus();
            text.positionCaret(5000);
        });

        // As Tab does behind the last button: the box takes the focus back.
        robot.interact(() -> robot.lookup("#endpoints").query().requestFocus());
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#licences-find").query().isFocused()).isTrue();
        assertThat(text.getCaretPosition()).isEqualTo(5000);
        await().atMost(SOON).until(() -> onFx(text::getScrollTop) > 0);
    }

    @Test
    void aboutClosesOnEscapeWithoutOpeningThem(FxRobot robot) throws IOException {
        reopen(notices());
        robot.push(KeyCode.F1).push(KeyCode.ESCAPE);

        assertThat(robot.lookup("#about-close").tryQuery()).isEmpty();
        assertThat(robot.lookup("#licences-text").tryQuery()).isEmpty();
    }

    @Test
    void theyAreShownInChineseAndDark(FxRobot robot) throws IOException {
        reopen(notices());
        robot.clickOn("#language");
        robot.clickOn("#theme");
        robot.push(KeyCode.F1);
        Shots.take(stage, "about-licences-dark-zh");
        robot.clickOn("#about-licences");
        await().atMost(SOON).until(() -> there(robot, "#licences-text"));
        robot.clickOn("#licences-find").write("copyright");
        Shots.take(stage, "licences-dark-zh");

        assertThat(found(robot)).startsWith("1/");
    }

    @Test
    void aFileThatIsGoneIsToldOf(FxRobot robot) {
        reopen(folder.resolve("gone.txt"));
        robot.push(KeyCode.F1);
        robot.clickOn("#about-licences");

        await().atMost(SOON).until(() -> there(robot, ".notice"));
        assertThat(robot.lookup(".notice").query().getAccessibleText()).contains("gone.txt does not exist");
    }

    private static String found(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#licences-found").queryAs(Label.class).getText();
    }

    private Path notices() throws IOException {
        String licence = Files.readString(Sources.project().resolve("LICENSE"));
        return Files.writeString(folder.resolve("notices.txt"), "Netsonde 1: licences\n\n" + licence);
    }
}
