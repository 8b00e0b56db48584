package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.settle;
import static org.netsonde.ui.Steps.there;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.traffic.TrafficRow;
import org.netsonde.app.workbench.Folders;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.SessionSummary;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.engine.session.compare.Difference;
import org.netsonde.engine.session.compare.Figure;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The sessions screen, on sessions that were written before the window opened. */
@ExtendWith(ApplicationExtension.class)
class SessionsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    /** Not long ago, since the window deletes what is old. */
    private static final Instant START =
            Instant.now().minus(Duration.ofHours(8)).truncatedTo(ChronoUnit.MINUTES);

    @TempDir
    Path folder;

    private final AnsweringPicker picker = new AnsweringPicker();
    private final Engine engine = new Engine(EngineOptions.standard());
    private SessionStore store;
    private String slow;
    private String fast;
    private Stage stage;
    private MainWindow window;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        Folders folders = new Folders(folder.resolve("config"), folder.resolve("state"));
        store = new SessionStore(folders.sessions(), ProtocolRegistry.builtin());
        RecordedSessions recorded = new RecordedSessions(store);
        recorded.write("", START.minusSeconds(90_000), 45, 90, 900_000);
        slow = recorded.write("before the cache", START, 300, 400, 800_000);
        fast = recorded.write("", START.plusSeconds(3_600), 300, 900, 300_000);
        window = EnglishWindow.open(stage, engine, folder, picker, Optional.empty());
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }

    /** Looks on the JavaFX thread, so that nothing is seen half done. */
    private static void eventually(Callable<Boolean> condition) {
        await().atMost(SOON).until(() -> onFx(condition));
    }

    private static TableView<?> table(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(TableView.class);
    }

    private void list(FxRobot robot) {
        robot.clickOn("#sidebar-sessions");
        eventually(() -> table(robot, "#sessions").getItems().size() == 3);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void choose(FxRobot robot, String... ids) {
        robot.interact(() -> {
            TableView<?> table = table(robot, "#sessions");
            table.getSelectionModel().clearSelection();
            for (String id : ids) {
                IntStream.range(0, table.getItems().size())
                        .filter(i -> ((SessionSummary) table.getItems().get(i))
                                .info()
                                .id()
                                .equals(id))
                        .forEach(i -> table.getSelectionModel().select(i));
            }
        });
    }

    private void open(FxRobot robot, String id) {
        list(robot);
        choose(robot, id);
        robot.clickOn("#session-open");
        opened(robot);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Waits until a session shows; what its panes hold is there with the first picture of it only. */
    private static void opened(FxRobot robot) {
        eventually(() -> robot.lookup("#session-strip")
                .tryQueryAs(Region.class)
                .filter(strip -> strip.getWidth() > 0)
                .isPresent());
    }

    private static String text(FxRobot robot, String id) {
        return onFx(() -> robot.lookup(id).queryAs(Labeled.class).getText());
    }

    @Test
    void theListIsSearchedSortedRenamedAndDeletedFrom(FxRobot robot) {
        list(robot);
        List<?> newestFirst = List.copyOf(table(robot, "#sessions").getItems());
        assertThat(newestFirst)
                .extracting(s -> ((SessionSummary) s).info().id())
                .startsWith(fast, slow);
        assertThat(text(robot, "#session-used")).startsWith("3 sessions");

        robot.clickOn("#session-filter").write("cache");
        eventually(() -> table(robot, "#sessions").getItems().size() == 1);
        robot.type(KeyCode.ESCAPE);
        eventually(() -> table(robot, "#sessions").getItems().size() == 3);

        choose(robot, fast);
        robot.interact(() -> table(robot, "#sessions").requestFocus());
        robot.type(KeyCode.F2);
        robot.interact(() ->
                robot.lookup("#session-ask").queryAs(TextInputControl.class).setText("with the cache"));
        robot.clickOn("#session-ask-yes");
        eventually(() -> store.summary(fast).info().name().equals("with the cache"));
        eventually(() -> ((SessionSummary) table(robot, "#sessions").getItems().getFirst())
                .info()
                .name()
                .equals("with the cache"));

        choose(robot, fast, slow);
        robot.interact(() -> table(robot, "#sessions").requestFocus());
        robot.type(KeyCode.DELETE);
        robot.clickOn("#session-no");
        assertThat(store.list()).hasSize(3);
        robot.clickOn("#session-delete");
        robot.clickOn("#session-yes");
        eventually(() -> store.list().size() == 1);
        eventually(() -> table(robot, "#sessions").getItems().size() == 1);
    }

    @Test
    void anOpenedSessionShowsAnyTimeOfIt(FxRobot robot) {
        open(robot, slow);
        assertThat(text(robot, "#session-shown")).endsWith("5:00");
        ListView<?> endpoints = robot.lookup("#session-endpoints").queryListView();
        assertThat(endpoints.getItems()).hasSize(2);
        eventually(() -> robot.lookup("#chart-latency")
                .queryAs(Node.class)
                .getAccessibleText()
                .startsWith("Latency: p50"));

        robot.clickOn("#session-strip").type(KeyCode.PLUS, 6);
        eventually(() -> !text(robot, "#session-shown").endsWith("5:00"));
        robot.type(KeyCode.HOME);
        String beginning = text(robot, "#session-shown");
        robot.type(KeyCode.RIGHT);
        assertThat(text(robot, "#session-shown")).isNotEqualTo(beginning);
        robot.clickOn("#session-tab-figures");
        eventually(() -> table(robot, "#session-figures").getItems().size() > 10);
        robot.clickOn("#session-whole");
        assertThat(text(robot, "#session-shown")).endsWith("5:00");

        robot.clickOn("#charts-own");
        assertThat(robot.lookup("#charts-own").queryAs(Node.class).isVisible()).isTrue();
        robot.interact(() -> endpoints.getSelectionModel().select(1));
        assertThat(text(robot, ".session-endpoint-name")).isEqualTo("Probe");

        robot.clickOn("#session-back");
        eventually(() -> there(robot, "#session-list"));
    }

    @Test
    void draggingTheHandlesChoosesTheTime(FxRobot robot) {
        open(robot, slow);
        Node strip = robot.lookup("#session-strip").query();
        var bounds = strip.localToScreen(strip.getBoundsInLocal());
        double y = bounds.getCenterY();

        robot.drag(bounds.getMaxX() - 4, y, MouseButton.PRIMARY)
                .moveTo(bounds.getCenterX() + 20, y)
                .dropTo(bounds.getCenterX(), y);
        eventually(() -> text(robot, "#session-shown").matches(".*2:[23]\\d"));
        robot.drag(bounds.getMinX() + bounds.getWidth() / 4, y, MouseButton.PRIMARY)
                .moveTo(bounds.getCenterX() - 20, y)
                .dropTo(bounds.getCenterX(), y);
        // As long as before, but later.
        eventually(() -> text(robot, "#session-shown").matches(".*2:[23]\\d")
                && !strip.getAccessibleText()
                        .contains(text(robot, "#session-facts").substring(11, 19)));
        robot.clickOn(strip).type(KeyCode.ESCAPE);
        eventually(() -> text(robot, "#session-shown").endsWith("5:00"));
    }

    @Test
    void theTrafficIsThatOfTheTimeInView(FxRobot robot) {
        open(robot, slow);
        eventually(() -> table(robot, "#traffic-table").getItems().size() == 300);
        assertThat(messages(robot)).startsWith("request 1", "request 2").endsWith("request 300");

        robot.clickOn("cache switched on");
        eventually(() -> table(robot, "#traffic-table").getItems().size() < 70);
        eventually(
                () -> messages(robot).contains("request 100") && messages(robot).contains("request 125"));
        assertThat(messages(robot)).doesNotContain("request 60", "request 140");

        robot.clickOn("#traffic-filter").write("request 11");
        eventually(() -> table(robot, "#traffic-table").getItems().size() == 10);
        robot.interact(() -> table(robot, "#traffic-table").getSelectionModel().select(5));
        settle(robot);
        eventually(() -> robot.lookup("#detail-text")
                .queryAs(TextInputControl.class)
                .getText()
                .equals("request 115"));
        assertThat(robot.lookup("#resend").queryAs(Node.class).isVisible()).isFalse();
    }

    private static List<String> messages(FxRobot robot) {
        return onFx(() -> table(robot, "#traffic-table").getItems().stream()
                .map(row -> new String(((TrafficRow) row).body(), StandardCharsets.UTF_8))
                .toList());
    }

    @Test
    void momentsAreMarkedGoneToAndRemoved(FxRobot robot) {
        open(robot, slow);
        robot.clickOn("#session-note");
        TextField time = robot.lookup("#note-time").queryAs(TextField.class);
        String middle = time.getText();
        robot.interact(() -> time.setText("not a time"));
        robot.clickOn("#note-text").write("load doubled");
        robot.clickOn("#note-take");
        assertThat(time.isFocused()).isTrue();
        robot.interact(() -> time.setText(middle));
        robot.clickOn("#note-take");

        ListView<Annotation> notes = robot.lookup("#session-notes").queryListView();
        eventually(() -> notes.getItems().size() == 3);
        assertThat(notes.getItems()).extracting(Annotation::text).contains("load doubled");
        try (StoredSession again = store.open(slow)) {
            assertThat(again.annotations()).extracting(Annotation::text).contains("load doubled");
        }

        robot.clickOn("cache switched on");
        eventually(() -> text(robot, "#session-shown").endsWith("1:00"));
        robot.clickOn("load doubled").type(KeyCode.DELETE);
        eventually(() -> notes.getItems().size() == 2);
        assertThat(store.summary(slow).totals().annotations()).isEqualTo(2);
    }

    @Test
    void playingMovesTheTime(FxRobot robot) {
        open(robot, slow);
        robot.clickOn("#session-play");
        String first = text(robot, "#session-shown");
        eventually(() -> !text(robot, "#session-shown").equals(first));
        robot.clickOn("#session-play");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text(robot, "#session-shown")).endsWith("0:30");
    }

    @Test
    void theNameIsChangedInItsPlace(FxRobot robot) {
        open(robot, slow);
        robot.clickOn("#session-strip").type(KeyCode.F2);
        robot.eraseText(20).write("reference").type(KeyCode.ENTER);
        eventually(() -> store.summary(slow).info().name().equals("reference"));
    }

    @Test
    void twoSessionsAreCompared(FxRobot robot) {
        list(robot);
        choose(robot, fast, slow);
        robot.clickOn("#session-compare");
        eventually(() -> there(robot, "#differences")
                && !table(robot, "#differences").getItems().isEmpty());
        Difference median = differences(robot).stream()
                .filter(d -> d.figure() == Figure.LATENCY_P50)
                .findFirst()
                .orElseThrow();
        assertThat(median.isBetter()).isTrue();
        assertThat(median.change()).isBetween(-0.7, -0.5);

        robot.clickOn("#compare-swap");
        eventually(() -> differences(robot).stream().anyMatch(d -> d.figure() == Figure.LATENCY_P50 && d.isWorse()));
        robot.clickOn("#compare-back");
        eventually(() -> there(robot, "#session-list"));
    }

    @SuppressWarnings("unchecked")
    private static List<Difference> differences(FxRobot robot) {
        return onFx(() ->
                (List<Difference>) List.copyOf(table(robot, "#differences").getItems()));
    }

    @Test
    void theFolderOfASessionIsShown(FxRobot robot) {
        open(robot, slow);
        robot.clickOn("#session-folder");
        eventually(() -> store.folder(slow).equals(picker.shown()));
    }

    @Test
    void anEndpointComesBackWhenItIsChosen(FxRobot robot) {
        robot.clickOn("#quick-start");
        eventually(() -> there(robot, "#endpoint-panel"));
        // A run that is opened is one up to then.
        eventually(() -> engine.named("Client")
                .filter(client -> client.metrics().latest().messagesIn() > 0)
                .isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
        eventually(() -> there(robot, "#session-list"));
        assertThat(robot.lookup("#endpoint-panel").tryQuery()).isEmpty();

        robot.clickOn("#session-open-running");
        opened(robot);
        eventually(() -> !table(robot, "#traffic-table").getItems().isEmpty());
        assertThat(robot.lookup("#traffic-clear").tryQuery()).isEmpty();

        robot.clickOn("#endpoints .list-cell:filled");
        robot.interact(() ->
                robot.lookup("#endpoints").queryListView().getSelectionModel().select(1));
        eventually(() -> there(robot, "#endpoint-panel"));
    }

    @Test
    void screensAreGoodInBothThemesAndLanguages(FxRobot robot) {
        for (String language : List.of("en", "zh")) {
            for (String theme : List.of("light", "dark")) {
                String name = "sessions-" + language + "-" + theme;
                list(robot);
                choose(robot, slow);
                Shots.take(stage, name + "-list");
                open(robot, slow);
                eventually(() -> there(robot, "#chart-latency"));
                Shots.take(stage, name + "-whole");
                robot.clickOn("#session-strip").type(KeyCode.PLUS, 5);
                robot.clickOn("#session-tab-figures");
                eventually(() -> table(robot, "#session-figures").getItems().size() > 10);
                robot.clickOn("#charts-own");
                Shots.take(stage, name + "-part");
                robot.clickOn("#session-note");
                Shots.take(stage, name + "-note");
                robot.clickOn("#session-back");
                list(robot);
                choose(robot, fast, slow);
                robot.clickOn("#session-compare");
                eventually(() -> there(robot, "#differences")
                        && !table(robot, "#differences").getItems().isEmpty());
                Shots.take(stage, name + "-compare");
                robot.clickOn("#compare-back");
                robot.clickOn("#theme");
            }
            robot.clickOn("#language");
        }
        assertThat(folder).exists();
    }
}
