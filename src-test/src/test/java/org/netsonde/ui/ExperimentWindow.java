package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.netsonde.app.bench.BenchPage;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Engine;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window, and what tests do with its experiments. Off the JavaFX thread, except to make one. */
final class ExperimentWindow implements AutoCloseable {

    /** An experiment does at least ten rounds of some blocks, and the machine may stand still meanwhile. */
    static final Duration SOON = Duration.ofSeconds(120);

    final AnsweringPicker picker = new AnsweringPicker();
    final Stage stage;
    final Engine engine = PanelStage.engine(ProtocolRegistry.builtin());
    private final MainWindow window;
    private final FxRobot robot = new FxRobot();

    ExperimentWindow(Stage stage, Path folder, String workspace) throws IOException {
        this.stage = stage;
        window = EnglishWindow.open(stage, engine, folder, picker, workspace);
        stage.setWidth(1280);
        stage.setHeight(800);
    }

    /** Opens the screen by the menu. */
    void open() {
        Steps.menuBar(robot, "menu-experiments");
        await().atMost(SOON).until(() -> Steps.shown(robot, "#experiments-pages"));
        Steps.settle(robot);
    }

    /** The names in the list. */
    List<String> names() {
        return onFx(() -> pages().getItems().stream()
                .map(page -> page.title(new Texts(Locale.ENGLISH)))
                .toList());
    }

    /** Chooses one by its name. */
    void choose(String name) {
        robot.interact(() -> pages().getItems().stream()
                .filter(page -> page.title(new Texts(Locale.ENGLISH)).equals(name))
                .findFirst()
                .ifPresent(pages().getSelectionModel()::select));
        Steps.settle(robot);
    }

    private ListView<BenchPage> pages() {
        return robot.lookup("#experiments-pages").queryListView();
    }

    /** Types parameters with which it is soon over, if the machine allows it. */
    void makeShort() {
        fill("#field-connections", "2");
        fill("#field-time", "200ms");
        fill("#field-width", "0.5");
    }

    void fill(String query, String text) {
        Steps.fill(robot, query, text);
    }

    void press(String query) {
        Steps.press(robot, query);
    }

    void toggle(String query) {
        robot.interact(() -> robot.lookup(query).queryAs(ToggleButton.class).fire());
    }

    boolean shown(String query) {
        return Steps.shown(robot, query);
    }

    boolean disabled(String query) {
        return onFx(() -> robot.lookup(query).query().isDisabled());
    }

    /** What a label or a button says. */
    String said(String query) {
        return onFx(() -> robot.lookup(query).query() instanceof Label label
                ? label.getText()
                : robot.lookup(query).queryAs(Button.class).getText());
    }

    /** All that is said under a node. */
    List<String> labels(String query) {
        return onFx(() -> robot.lookup(query + " .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    }

    /** Chooses an entry of a menu by its id. */
    void item(String menu, String id) {
        robot.interact(() -> robot.lookup(menu).queryAs(MenuButton.class).getItems().stream()
                .filter(item -> id.equals(item.getId()))
                .forEach(MenuItem::fire));
    }

    /** Waits for a result that is whole. */
    void awaitResult() {
        await().atMost(SOON).until(() -> shown("#experiment-conditions") && shown("#experiment-run"));
        assertThat(shown("#experiment-failure")).isFalse();
    }

    void shot(String name) {
        Steps.settle(robot);
        Shots.take(stage, name);
    }

    FxRobot robot() {
        return robot;
    }

    @Override
    public void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }
}
