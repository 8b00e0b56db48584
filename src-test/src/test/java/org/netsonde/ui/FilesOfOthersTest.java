package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.there;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.PreferencesFile;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.workspace.Workspace;
import org.netsonde.engine.workspace.WorkspaceFile;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A double-click opens whatever is there, and another window or program may change it at any time. */
@ExtendWith(ApplicationExtension.class)
class FilesOfOthersTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BENCH = """
            {"version": 1, "endpoints": [
              {"id": "a", "name": "Supply", "protocol": "tcp-server", "settings": {"port": 0}}]}
            """;
    private static final String THEIRS = """
            {"version": 1, "endpoints": [
              {"id": "b", "name": "Theirs", "protocol": "tcp-server", "settings": {"port": 0}}]}
            """;

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private final Engine engine = new Engine(EngineOptions.standard());
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, picker, Optional.empty());
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    /** As a file manager does it: the window opens with the file. */
    private void open(FxRobot robot, Path file) {
        robot.interact(() -> {
            window.close();
            window = EnglishWindow.open(stage, engine, folder, picker, Optional.of(file));
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Path opened(FxRobot robot, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), BENCH);
        open(robot, file);
        await().atMost(SOON).until(() -> engine.named("Supply").isPresent());
        return file;
    }

    /** Something that can be saved. */
    private void change(FxRobot robot) {
        robot.interact(() -> robot.lookup("#endpoints").queryListView().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.D);
        await().atMost(SOON).until(() -> title(robot).endsWith("•"));
    }

    private void save(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.S);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void changeByAnother(FxRobot robot, Path file) throws IOException {
        change(robot);
        Files.writeString(file, THEIRS);
        save(robot);
        await().atMost(SOON).until(() -> there(robot, "#changed-save-as"));
        assertThat(Files.readString(file)).isEqualTo(THEIRS);
    }

    @Test
    void whatIsChangedHereOnlyIsSavedWithoutAQuestion(FxRobot robot) throws IOException {
        Path file = opened(robot, "bench.netsonde");

        for (int copies = 1; copies < 4; copies++) {
            int endpoints = 1 + copies;
            change(robot);
            save(robot);
            await().atMost(SOON).until(() -> title(robot).equals("Netsonde · bench.netsonde"));
            assertThat(new WorkspaceFile(file).read().entries()).hasSize(endpoints);
        }
        assertThat(robot.lookup("#changed-save").tryQuery()).isEmpty();
    }

    @Test
    void whatIsCancelledLeavesBothSidesAsTheyAre(FxRobot robot) throws IOException {
        Path file = opened(robot, "bench.netsonde");
        changeByAnother(robot, file);
        Shots.take(stage, "changed-on-disk-en-light");

        click(robot, "#changed-cancel");

        assertThat(Files.readString(file)).isEqualTo(THEIRS);
        assertThat(title(robot)).isEqualTo("Netsonde · bench.netsonde •");
        assertThat(engine.endpoints()).hasSize(2);
    }

    @Test
    void whatIsSavedAnywayKeepsTheOtherSideAsABackup(FxRobot robot) throws IOException {
        Path file = opened(robot, "bench.netsonde");
        changeByAnother(robot, file);

        click(robot, "#changed-save");

        await().atMost(SOON).until(() -> title(robot).equals("Netsonde · bench.netsonde"));
        assertThat(names(file)).containsExactly("Supply", "Supply 2");
        assertThat(Files.readString(new WorkspaceFile(file).backup())).isEqualTo(THEIRS);

        change(robot);
        save(robot);
        await().atMost(SOON).until(() -> title(robot).equals("Netsonde · bench.netsonde"));
        assertThat(names(file)).hasSize(3);
    }

    @Test
    void whatIsSavedElsewhereLeavesTheOtherSideAlone(FxRobot robot) throws IOException {
        Path file = opened(robot, "bench.netsonde");
        changeByAnother(robot, file);
        Path other = folder.resolve("bench 2.netsonde");
        picker.answer(other);

        click(robot, "#changed-save-as");

        await().atMost(SOON).until(() -> title(robot).equals("Netsonde · bench 2.netsonde"));
        assertThat(picker.proposed()).isEqualTo("bench 2.netsonde");
        assertThat(Files.readString(file)).isEqualTo(THEIRS);
        assertThat(names(other)).containsExactly("Supply", "Supply 2");
    }

    @Test
    void closingSavesNothingOverTheOtherSideEither(FxRobot robot) throws IOException {
        Path file = opened(robot, "bench.netsonde");
        change(robot);
        Files.writeString(file, THEIRS);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        click(robot, "#unsaved-save");
        await().atMost(SOON).until(() -> there(robot, "#changed-save-as"));

        click(robot, "#changed-cancel");

        assertThat(Files.readString(file)).isEqualTo(THEIRS);
        assertThat(engine.endpoints()).hasSize(2);
    }

    @Test
    void theQuestionIsInTheLanguageAndThemeOfTheWindow(FxRobot robot) throws IOException {
        Path file = opened(robot, "bench.netsonde");
        click(robot, "#language");
        click(robot, "#theme");

        changeByAnother(robot, file);

        assertThat(said(robot, ".prompt")).contains("bench.netsonde 在磁盘上已被更改", "bench.netsonde~");
        Shots.take(stage, "changed-on-disk-zh-dark");
        click(robot, "#changed-cancel");
    }

    @Test
    void aNameMayHaveSpacesAndAnyLetters(FxRobot robot) throws IOException {
        opened(robot, "电源 bench – été.netsonde");

        assertThat(title(robot)).isEqualTo("Netsonde · 电源 bench – été.netsonde");
    }

    @Test
    void aRelativeNameIsThatOfTheFolderInWhichItWasStarted(FxRobot robot) throws IOException {
        Path file = Files.writeString(folder.resolve("bench.netsonde"), BENCH);
        open(robot, Path.of(".").resolve(Path.of("").toAbsolutePath().relativize(file)));
        await().atMost(SOON).until(() -> engine.named("Supply").isPresent());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(new PreferencesFile(folder.resolve("config"), Runnable::run)
                                .get()
                                .recent())
                        .containsExactly(file));

        change(robot);
        save(robot);

        await().atMost(SOON).until(() -> title(robot).equals("Netsonde · bench.netsonde"));
        assertThat(names(file)).hasSize(2);
    }

    @Test
    void theWindowSaysWhyAFileDoesNotOpenUntilThatIsSeen(FxRobot robot) throws IOException {
        Path notJson = Files.writeString(folder.resolve("broken.netsonde"), "{\"version\": 1,\n \"endpoints\": [}");
        Path foreign = Files.writeString(folder.resolve("package.netsonde"), "{\"name\": \"x\", \"private\": true}");
        Path picture = Files.write(folder.resolve("picture.netsonde"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
        Path directory = Files.createDirectory(folder.resolve("folder.netsonde"));
        Path gone = folder.resolve("gone.netsonde");

        says(robot, notJson, "broken.netsonde is not valid JSON: line 2, column");
        Shots.take(stage, "double-clicked-broken-en-light");
        says(robot, foreign, "package.netsonde is JSON but not a workspace");
        says(robot, picture, "picture.netsonde cannot be read as JSON");
        says(robot, directory, "folder.netsonde is not a file");
        says(robot, gone, "gone.netsonde does not exist");

        assertThat(Files.readAllBytes(picture)).hasSize(6);
        Path good = Files.writeString(folder.resolve("good.netsonde"), BENCH);
        picker.answer(good);
        click(robot, "#notice-open-other");
        await().atMost(SOON).until(() -> engine.named("Supply").isPresent());
    }

    @Test
    void whatIsNotSeenYetOutlivesOtherNoticesAndTheLanguage(FxRobot robot) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.netsonde"), "{");
        says(robot, broken, "broken.netsonde");
        Path file = folder.resolve("mine.netsonde");
        picker.answer(file);

        for (int saves = 0; saves < 6; saves++) {
            save(robot);
        }
        // Files are read and written one after another: once this one is there, all saves have been told of.
        picker.answer(Files.writeString(folder.resolve("theirs.netsonde"), THEIRS));
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await().atMost(SOON).until(() -> engine.named("Theirs").isPresent());
        assertThat(file).exists();
        int notices = onFx(() -> robot.lookup(".notice").queryAll().size());
        assertThat(notices).isLessThanOrEqualTo(4);
        assertThat(there(robot, "#notice-open-other")).isTrue();
        Shots.take(stage, "notices-lasting-en-light");

        click(robot, "#language");

        assertThat(said(robot, ".notice")).contains("broken.netsonde", "打开其他文件");
        Path good = Files.writeString(folder.resolve("good.netsonde"), BENCH);
        picker.answer(good);
        click(robot, "#notice-open-other");
        await().atMost(SOON).until(() -> engine.named("Supply").isPresent());
        assertThat(robot.lookup("#notice-open-other").tryQuery()).isEmpty();
    }

    @Test
    void aNameThatBecomesThatOfAnotherFileReplacesNothingUnasked(FxRobot robot) throws IOException {
        opened(robot, "mine.netsonde");
        Path theirs = Files.writeString(folder.resolve("bench.netsonde"), THEIRS);
        picker.answer(folder.resolve("bench"));

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        await().atMost(SOON).until(() -> there(robot, "#replace-save"));
        assertThat(Files.readString(theirs)).isEqualTo(THEIRS);
        assertThat(said(robot, ".prompt")).contains("bench.netsonde exists already", "kept as bench.netsonde~");
        Shots.take(stage, "replace-completed-en-light");
        click(robot, "#replace-cancel");
        assertThat(Files.readString(theirs)).isEqualTo(THEIRS);
        assertThat(title(robot)).isEqualTo("Netsonde · mine.netsonde");

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        await().atMost(SOON).until(() -> there(robot, "#replace-save"));
        click(robot, "#replace-save");
        await().atMost(SOON).until(() -> title(robot).equals("Netsonde · bench.netsonde"));
        assertThat(names(theirs)).containsExactly("Supply");
        assertThat(new WorkspaceFile(theirs).backup()).hasContent(THEIRS);
    }

    @Test
    void aNameThatIsFreeOnceCompletedIsNotAskedAbout(FxRobot robot) throws IOException {
        opened(robot, "mine.netsonde");
        picker.answer(folder.resolve("bench"));

        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);

        await().atMost(SOON).until(() -> title(robot).equals("Netsonde · bench.netsonde"));
        assertThat(names(folder.resolve("bench.netsonde"))).containsExactly("Supply");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theBackupIsNamedWhereItWillBe(FxRobot robot) throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).toRealPath().resolve("real.netsonde");
        Files.writeString(real, BENCH);
        Path link = Files.createSymbolicLink(folder.resolve("link.netsonde"), real);
        open(robot, link);
        await().atMost(SOON).until(() -> engine.named("Supply").isPresent());
        changeByAnother(robot, link);

        assertThat(said(robot, ".prompt")).contains(real + "~").doesNotContain("link.netsonde~");
        Shots.take(stage, "changed-behind-link-en-light");
        click(robot, "#changed-save");

        await().atMost(SOON).until(() -> title(robot).equals("Netsonde · link.netsonde"));
        assertThat(real.resolveSibling("real.netsonde~")).hasContent(THEIRS);
    }

    @Test
    void aFileThatIsGoneIsNoRecentOneHoweverItIsNamed(FxRobot robot) {
        Path gone = folder.resolve("gone.netsonde");
        Path kept = folder.resolve("kept.netsonde");
        PreferencesFile preferences = new PreferencesFile(folder.resolve("config"), Runnable::run);
        preferences.update(p -> p.withRecent(kept).withRecent(gone));

        says(robot, Path.of(".").resolve(Path.of("").toAbsolutePath().relativize(gone)), "gone.netsonde");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(new PreferencesFile(folder.resolve("config"), Runnable::run)
                                .get()
                                .recent())
                        .containsExactly(kept));
    }

    private void says(FxRobot robot, Path file, String words) {
        open(robot, file);
        await().atMost(SOON).until(() -> there(robot, "#notice-open-other"));
        assertThat(said(robot, ".notice")).contains(words);
        assertThat(robot.lookup("#quick-start").tryQuery()).isPresent();
    }

    /** All words in it. */
    private static String said(FxRobot robot, String query) {
        WaitForAsyncUtils.waitForFxEvents();
        return onFx(() -> {
            Node node = robot.lookup(query).query();
            // The parts of controls would be there with the next picture only.
            node.applyCss();
            return words(node).collect(Collectors.joining("\n"));
        });
    }

    private static Stream<String> words(Node node) {
        return switch (node) {
            case Text text -> Stream.of(text.getText());
            case Parent parent -> parent.getChildrenUnmodifiable().stream().flatMap(FilesOfOthersTest::words);
            default -> Stream.empty();
        };
    }

    private static List<String> names(Path file) {
        Workspace workspace = new WorkspaceFile(file).read();
        return workspace.entries().stream().map(entry -> entry.name()).toList();
    }

    private static void click(FxRobot robot, String query) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(query);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String title(FxRobot robot) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, stage::getTitle);
    }
}
