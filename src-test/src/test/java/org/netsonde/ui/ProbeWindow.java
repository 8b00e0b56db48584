package org.netsonde.ui;

import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;
import static org.netsonde.ui.Steps.shown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.Folders;
import org.netsonde.app.workbench.Preferences;
import org.netsonde.app.workbench.UserKeys;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window with the bench of probes, and what tests do there. Off the JavaFX thread, except to make one. */
final class ProbeWindow implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(60);

    final AnsweringPicker picker = new AnsweringPicker();
    final Engine engine;
    final FxRobot robot = new FxRobot();
    private final Stage stage;
    private final MainWindow window;

    ProbeWindow(Stage stage, Path folder, UnaryOperator<Preferences> preferences) throws IOException {
        this.stage = stage;
        Folders folders = new Folders(folder.resolve("config"), folder.resolve("state"));
        engine = new Engine(
                EngineOptions.standard(),
                ProtocolRegistry.builtin(),
                UserKeys.in(folders).keys(),
                InstantSource.system());
        Path workspace = Files.writeString(folder.resolve("bench.netsonde"), """
                {"version": 1, "endpoints": [
                  {"name": "Web", "protocol": "http-server", "settings": {"port": 0, "tls": {"mode": "on"}}},
                  {"name": "Echo", "protocol": "tcp-server", "settings": {"port": 0}}]}
                """);
        window = EnglishWindow.open(stage, engine, folder, picker, Optional.of(workspace), preferences);
        stage.setWidth(1280);
        stage.setHeight(800);
    }

    /** Waits for an endpoint of the workspace. */
    Endpoint endpoint(String name) {
        await().atMost(SOON).until(() -> engine.named(name).isPresent());
        return engine.named(name).orElseThrow();
    }

    /** Shows the page of probes. */
    void open() {
        endpoint("Echo");
        Steps.menuBar(robot, "menu-probes");
        await().atMost(SOON).until(() -> shown(robot, "#probe-target"));
        Steps.settle(robot);
    }

    /** Shows the page of ports. */
    void openPorts() {
        endpoint("Echo");
        Steps.menuBar(robot, "menu-ports");
        await().atMost(SOON).until(() -> shown(robot, "#ports-table"));
        Steps.settle(robot);
    }

    void fill(String query, String text) {
        Steps.fill(robot, query, text);
    }

    void press(String query) {
        Steps.press(robot, query);
    }

    /** Leaves a part out. */
    void without(String query) {
        robot.interact(() -> robot.lookup(query).queryAs(CheckBox.class).setSelected(false));
    }

    /** Probes a target with few connections, and does not wait. */
    void begin(String target, int count, String interval) {
        fill("#probe-target", target);
        fill("#probe-count", Integer.toString(count));
        fill("#probe-interval", interval);
        press("#probe-run");
    }

    /** Waits until the probe is over. */
    String over() {
        await().atMost(SOON).until(() -> shown(robot, "#probe-run"));
        await().atMost(SOON).until(() -> !said("#probe-state").isEmpty());
        Steps.settle(robot);
        return said("#probe-state");
    }

    /** What a label says; empty where it is not there or does not show. */
    String said(String query) {
        return onFx(() -> robot.lookup(query)
                .tryQuery()
                .filter(Label.class::isInstance)
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .orElse(""));
    }

    /** The texts of all labels below a node. */
    List<String> labels(String query) {
        return onFx(() -> robot.lookup(query + " .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    }

    boolean shows(String query) {
        return shown(robot, query);
    }

    /** Chooses something in the menu of a button, by its id. */
    void choose(String menu, String id) {
        robot.interact(() -> {
            MenuButton button = robot.lookup(menu).queryAs(MenuButton.class);
            button.show();
            button.getItems().stream()
                    .filter(item -> id.equals(item.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            button.hide();
        });
    }

    /** What a menu offers. */
    List<String> offers(String menu) {
        return onFx(() -> {
            MenuButton button = robot.lookup(menu).queryAs(MenuButton.class);
            button.show();
            button.hide();
            return button.getItems().stream()
                    .map(MenuItem::getText)
                    .filter(text -> text != null && !text.isEmpty())
                    .toList();
        });
    }

    /** The cells of a column of a table, as far as it has rows. */
    List<String> column(String table, int column) {
        return onFx(() -> {
            TableView<?> view = robot.lookup(table).queryTableView();
            return java.util.stream.IntStream.range(0, view.getItems().size())
                    .mapToObj(
                            row -> String.valueOf(view.getColumns().get(column).getCellData(row)))
                    .toList();
        });
    }

    /** Scrolls the result, from 0 to 1. */
    void scroll(double to) {
        robot.interact(
                () -> robot.lookup("#probe-scroll").queryAs(ScrollPane.class).setVvalue(to));
        Steps.settle(robot);
    }

    /** Changes language or theme. */
    void toggle(String button) {
        robot.interact(() ->
                robot.lookup(button).queryAs(javafx.scene.control.Button.class).fire());
        Steps.settle(robot);
    }

    void shot(String name) {
        Shots.take(stage, name);
    }

    @Override
    public void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }
}
