package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import com.sun.glass.ui.Application;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
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
        Application.GetApplication().setEventHandler(new Recorder(passedOn));
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
        // It is told of once the whole workspace shows.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(notices(robot))
                        .anyMatch(text -> text.contains("first.netsonde was opened") && text.contains("one more")));
        Shots.take(stage, "open-requests-en-light");
    }

    @Test
    void aFileThatIsNoWorkspaceIsRefusedInASentence(FxRobot robot) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.netsonde"), "{");
        robot.interact(() -> OpenRequests.listen(window::open));

        ask(robot, file.toString(), workspace("second.netsonde", "Second").toString());

        await().atMost(SOON).until(() -> notices(robot).stream().anyMatch(text -> text.contains("broken.netsonde")));
        assertThat(notices(robot)).noneMatch(text -> text.contains("was opened"));
        assertThat(engine.named("Second")).isEmpty();
    }

    @Test
    void whatIsCancelledIsNotSaidToBeOpen(FxRobot robot) throws IOException {
        Path first = workspace("first.netsonde", "First");
        Path second = workspace("second.netsonde", "Second");
        robot.interact(() -> OpenRequests.listen(window::open));
        unsaved(robot);

        ask(robot, first.toString(), second.toString());
        robot.clickOn("#unsaved-cancel");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(notices(robot)).noneMatch(text -> text.contains("was opened"));
        assertThat(engine.named("First")).isEmpty();
    }

    @Test
    void whatIsAskedForWhileAQuestionWaitsIsOpenedLater(FxRobot robot) throws IOException {
        Path first = workspace("first.netsonde", "First");
        Path second = workspace("second.netsonde", "Second");
        Path third = workspace("third.netsonde", "Third");
        robot.interact(() -> OpenRequests.listen(window::open));
        unsaved(robot);
        ask(robot, first.toString());

        ask(robot, second.toString(), third.toString());
        ask(robot, second.toString(), third.toString());
        Shots.take(stage, "open-requests-waiting-en-light");
        robot.clickOn("#unsaved-cancel");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(notices(robot))
                .filteredOn(text -> text.contains("second.netsonde was not opened"))
                .hasSize(1);
        robot.clickOn("#language");
        robot.clickOn("#notice-open-now");
        robot.clickOn("#unsaved-drop");
        await().atMost(SOON).until(() -> engine.named("Second").isPresent());
        await().atMost(SOON)
                .until(() -> notices(robot).stream().anyMatch(text -> text.contains("已打开 second.netsonde")));
        assertThat(engine.named("First")).isEmpty();
        assertThat(robot.lookup("#notice-open-now").tryQuery()).isEmpty();
    }

    /** Something that can be lost. */
    private void unsaved(FxRobot robot) throws IOException {
        ask(robot, workspace("mine.netsonde", "Mine").toString());
        await().atMost(SOON).until(() -> engine.named("Mine").isPresent());
        await().atMost(SOON).until(() -> stage.getTitle().contains("mine.netsonde"));
        robot.interact(() -> robot.lookup("#endpoints").queryListView().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.D);
        await().atMost(SOON).until(() -> stage.getTitle().endsWith("•"));
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

    /** Each goes on as what it is, also those that a later JavaFX may add: then there is one more to pass on and to record. */
    @Test
    void everyEventIsPassedOn(FxRobot robot) {
        List<String> sent = new ArrayList<>();
        robot.interact(() -> {
            OpenRequests.listen(window::open);
            Application application = Application.GetApplication();
            passedOn.clear();
            for (Method event : Application.EventHandler.class.getDeclaredMethods()) {
                if (Modifier.isPublic(event.getModifiers())) {
                    sent.add(event.getName() + " " + sent.size());
                    send(application.getEventHandler(), event, argument(event, application, sent.size() - 1));
                }
            }
        });

        assertThat(sent).hasSizeGreaterThanOrEqualTo(14);
        assertThat(passedOn).containsExactlyElementsOf(sent);
    }

    private static void send(Application.EventHandler listener, Method event, Object[] arguments) {
        try {
            event.invoke(listener, arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The number goes with the event: as its time, or as what it is about. */
    private static Object[] argument(Method event, Application application, int number) {
        return Stream.of(event.getParameterTypes())
                .map(type -> {
                    if (type == Application.class) {
                        return application;
                    }
                    if (type == long.class) {
                        return (long) number;
                    }
                    if (type == String[].class) {
                        return new String[] {"\0"};
                    }
                    return Map.of("number", number);
                })
                .toArray();
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
        return onFx(() -> robot.lookup(".notice").queryAll().stream()
                .map(Node::getAccessibleText)
                .toList());
    }

    /** Notes every event by its name and its number. */
    private static final class Recorder extends Application.EventHandler {

        private final List<String> events;

        Recorder(List<String> events) {
            this.events = events;
        }

        private void note(String event, Object number) {
            events.add(event + " " + number);
        }

        @Override
        public void handleWillFinishLaunchingAction(Application app, long time) {
            note("handleWillFinishLaunchingAction", time);
        }

        @Override
        public void handleDidFinishLaunchingAction(Application app, long time) {
            note("handleDidFinishLaunchingAction", time);
        }

        @Override
        public void handleWillBecomeActiveAction(Application app, long time) {
            note("handleWillBecomeActiveAction", time);
        }

        @Override
        public void handleDidBecomeActiveAction(Application app, long time) {
            note("handleDidBecomeActiveAction", time);
        }

        @Override
        public void handleWillResignActiveAction(Application app, long time) {
            note("handleWillResignActiveAction", time);
        }

        @Override
        public void handleDidResignActiveAction(Application app, long time) {
            note("handleDidResignActiveAction", time);
        }

        @Override
        public void handleDidReceiveMemoryWarning(Application app, long time) {
            note("handleDidReceiveMemoryWarning", time);
        }

        @Override
        public void handleWillHideAction(Application app, long time) {
            note("handleWillHideAction", time);
        }

        @Override
        public void handleDidHideAction(Application app, long time) {
            note("handleDidHideAction", time);
        }

        @Override
        public void handleWillUnhideAction(Application app, long time) {
            note("handleWillUnhideAction", time);
        }

        @Override
        public void handleDidUnhideAction(Application app, long time) {
            note("handleDidUnhideAction", time);
        }

        @Override
        public void handleQuitAction(Application app, long time) {
            note("handleQuitAction", time);
        }

        @Override
        public void handleOpenFilesAction(Application app, long time, String[] files) {
            note("handleOpenFilesAction", time);
        }

        @Override
        public void handlePreferencesChanged(Map<String, Object> preferences) {
            note("handlePreferencesChanged", preferences.getOrDefault("number", "?"));
        }
    }
}
