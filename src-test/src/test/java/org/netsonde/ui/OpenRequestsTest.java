package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.glass.ui.Application;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.shell.OpenRequests;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What macOS does when a file is opened, on the headless platform: its events go the same way once they are in Java. */
@ExtendWith(ApplicationExtension.class)
class OpenRequestsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ONE = """
            {"version": 1, "endpoints": [{"name": "%s", "protocol": "tcp-server", "settings": {"port": 0}}]}
            """;

    @TempDir
    Path folder;

    private final Engine engine = new Engine(EngineOptions.standard());
    private final List<String> passedOn = new ArrayList<>();
    private Stage stage;
    private MainWindow window;
    private Application.EventHandler before;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        window = EnglishWindow.open(stage, engine, folder, new AnsweringPicker(), Optional.empty());
        before = Application.GetApplication().getEventHandler();
        // JavaFX's own, as far as a test can see it.
        Application.GetApplication().setEventHandler(new Application.EventHandler() {
            @Override
            public void handleQuitAction(Application app, long time) {
                passedOn.add("quit");
            }

            @Override
            public void handlePreferencesChanged(Map<String, Object> preferences) {
                passedOn.add("preferences " + preferences);
            }

            @Override
            public void handleDidBecomeActiveAction(Application app, long time) {
                passedOn.add("active");
            }
        });
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            Application.GetApplication().setEventHandler(before);
            window.close();
        });
        engine.close();
    }

    @Test
    void aFileIsOpenedAsByTheMenuAndNothingStarts(FxRobot robot) throws IOException {
        Path file = workspace("bench.netsonde", "Bench");
        robot.interact(() -> assertThat(OpenRequests.listen(window::open)).isTrue());

        ask(robot, file.toString());

        await().atMost(SOON).until(() -> engine.named("Bench").isPresent());
        await().atMost(SOON).until(() -> stage.getTitle().contains("bench.netsonde"));
        assertThat(engine.endpoints()).extracting(Endpoint::state).hasOnlyElementsOfType(EndpointState.Idle.class);
    }

    @Test
    void ofSeveralFilesTheFirstIsOpenedAndTheRestIsSpokenOf(FxRobot robot) throws IOException {
        Path first = workspace("first.netsonde", "First");
        Path second = workspace("second.netsonde", "Second");
        robot.interact(() -> OpenRequests.listen(window::open));

        ask(robot, first.toString(), second.toString());

        await().atMost(SOON).until(() -> engine.named("First").isPresent());
        assertThat(engine.named("Second")).isEmpty();
        assertThat(notices(robot))
                .anyMatch(text -> text.contains("first.netsonde was opened") && text.contains("one more"));
        Shots.take(stage, "open-requests-en-light");
    }

    @Test
    void aFileThatIsNoWorkspaceIsRefusedInASentence(FxRobot robot) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.netsonde"), "{");
        robot.interact(() -> OpenRequests.listen(window::open));

        ask(robot, file.toString());

        await().atMost(SOON).until(() -> notices(robot).stream().anyMatch(text -> text.contains("broken.netsonde")));
    }

    @Test
    void namesThatNoFileCanHaveArePassedOver(FxRobot robot) throws IOException {
        Path file = workspace("good.netsonde", "Good");
        robot.interact(() -> OpenRequests.listen(window::open));

        ask(robot, "\0");
        ask(robot, "\0", file.toString());

        await().atMost(SOON).until(() -> engine.named("Good").isPresent());
    }

    @Test
    void whatTheProgramWasStartedWithIsOpenedOnceItListens(FxRobot robot) throws Exception {
        Path file = workspace("started.netsonde", "Started");
        Application application = Application.GetApplication();
        Method notify = Application.class.getDeclaredMethod("notifyOpenFiles", String[].class);
        notify.setAccessible(true);
        Field initial = Application.class.getDeclaredField("initialOpenedFiles");
        initial.setAccessible(true);
        try {
            robot.interact(() -> invoke(notify, application, file));

            robot.interact(() -> OpenRequests.listen(window::open));

            await().atMost(SOON).until(() -> engine.named("Started").isPresent());
        } finally {
            initial.set(application, null);
        }
    }

    @Test
    void everyOtherEventIsPassedOn(FxRobot robot) {
        robot.interact(() -> {
            OpenRequests.listen(window::open);
            Application application = Application.GetApplication();
            Application.EventHandler listener = application.getEventHandler();
            listener.handleDidBecomeActiveAction(application, 1);
            listener.handlePreferencesChanged(Map.of("dark", true));
            listener.handleQuitAction(application, 2);
        });

        assertThat(passedOn).containsExactly("active", "preferences {dark=true}", "quit");
    }

    /** None is forgotten, also of those that a later JavaFX may add. */
    @Test
    void thereIsNoEventThatIsNotPassedOn(FxRobot robot) {
        robot.interact(() -> OpenRequests.listen(window::open));
        Class<?> listener = Application.GetApplication().getEventHandler().getClass();

        assertThat(Stream.of(listener.getDeclaredMethods()).map(Method::getName))
                .containsAll(Stream.of(Application.EventHandler.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
    }

    private Path workspace(String file, String endpoint) throws IOException {
        return Files.writeString(folder.resolve(file), ONE.formatted(endpoint));
    }

    private static void ask(FxRobot robot, String... files) {
        robot.interact(() -> {
            Application application = Application.GetApplication();
            application.getEventHandler().handleOpenFilesAction(application, System.nanoTime(), files);
        });
    }

    private static void invoke(Method notify, Application application, Path file) {
        try {
            notify.invoke(application, (Object) new String[] {file.toString()});
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> notices(FxRobot robot) {
        return robot.lookup(".notice").queryAll().stream()
                .map(Node::getAccessibleText)
                .toList();
    }
}
