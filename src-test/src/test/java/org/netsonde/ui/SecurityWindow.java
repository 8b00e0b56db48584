package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.ui.Steps.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.netsonde.app.shell.MainWindow;
import org.netsonde.app.workbench.Preferences;
import org.netsonde.engine.Engine;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window with the security bench open, and what tests do with its pages. Off the JavaFX thread, except to make one. */
final class SecurityWindow implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(30);

    final AnsweringPicker picker = new AnsweringPicker();
    final Stage stage;
    private final Engine engine = PanelStage.engine(TypedProtocol.REGISTRY);
    private final MainWindow window;
    private final FxRobot robot = new FxRobot();

    SecurityWindow(Stage stage, Path folder, UnaryOperator<Preferences> preferences) throws IOException {
        this.stage = stage;
        Path workspace = Files.writeString(folder.resolve("bench.netsonde"), """
                {"version": 1, "endpoints": [{"name": "Typed", "protocol": "typed-server"}]}
                """);
        window = EnglishWindow.open(stage, engine, folder, picker, Optional.of(workspace), preferences);
        stage.setWidth(1280);
        stage.setHeight(800);
    }

    /** Shows a page of the bench. */
    void open(String page) {
        await().atMost(SOON).until(() -> engine.named("Typed").isPresent());
        menu("menu-security");
        Steps.securityPage(robot, page);
    }

    /** Chooses something in the menu bar. */
    void menu(String id) {
        Steps.menuBar(robot, id);
    }

    boolean has(String query) {
        return onFx(() -> robot.lookup(query).tryQuery().isPresent());
    }

    <T extends Node> T find(String query, Class<T> type) {
        return onFx(() -> robot.lookup(query).queryAs(type));
    }

    void press(String query) {
        Steps.press(robot, query);
    }

    void reveal(String query) {
        robot.interact(() -> robot.lookup(query).queryAs(ToggleButton.class).fire());
    }

    void fill(String query, String text) {
        Steps.fill(robot, query, text);
    }

    @SuppressWarnings("unchecked")
    void choose(String query, int index) {
        robot.interact(() -> ((ComboBox<Object>) robot.lookup(query).queryAs(ComboBox.class))
                .getSelectionModel()
                .select(index));
    }

    /** What a field shows. */
    String text(String query) {
        return onFx(() -> robot.lookup(query).queryAs(TextInputControl.class).getText());
    }

    /** What a label or a button says; empty where it does not show. */
    String said(String query) {
        return onFx(() -> {
            Node node = robot.lookup(query).query();
            if (!node.isVisible()) {
                return "";
            }
            return node instanceof Label label ? label.getText() : ((Button) node).getText();
        });
    }

    /** Waits until something is said that contains this. */
    void awaitSaid(String query, String part) {
        await().atMost(SOON).untilAsserted(() -> assertThat(said(query)).contains(part));
    }

    /** Waits until a field shows something that contains this. */
    void awaitText(String query, String part) {
        await().atMost(SOON).untilAsserted(() -> assertThat(text(query)).contains(part));
    }

    void shot(String name) {
        Shots.take(stage, name);
    }

    /** Scrolls the page so far, from 0 to 1. */
    void scroll(double to) {
        robot.interact(
                () -> robot.lookup(".bench-tool").queryAs(ScrollPane.class).setVvalue(to));
    }

    @Override
    public void close() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, window::close);
        engine.close();
    }
}
