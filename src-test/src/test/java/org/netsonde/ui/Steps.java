package org.netsonde.ui;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.stage.Window;
import org.netsonde.app.bench.BenchPage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** What tests do in a window, again and again. Off the JavaFX thread. */
final class Steps {

    private static final Duration SOON = Duration.ofSeconds(30);

    private Steps() {}

    /** What there is on the JavaFX thread. */
    static <T> T onFx(Callable<T> value) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, value);
    }

    /** Whether something is there; looked for on the JavaFX thread, which takes nodes away meanwhile. */
    static boolean there(FxRobot robot, String query) {
        return onFx(() -> robot.lookup(query).tryQuery().isPresent());
    }

    /** Whether something is there, and nothing around it is hidden. */
    static boolean shown(FxRobot robot, String query) {
        return onFx(() -> {
            Node node = robot.lookup(query).tryQuery().orElse(null);
            boolean found = node != null;
            while (node != null && node.isVisible()) {
                node = node.getParent();
            }
            return found && node == null;
        });
    }

    /** Does now what the next picture does: before that, nothing is found in a new pane that scrolls or has tabs. */
    static void settle(FxRobot robot) {
        robot.interact(() -> Window.getWindows().forEach(window -> {
            Parent root = window.getScene().getRoot();
            root.applyCss();
            root.layout();
        }));
    }

    /** Fires a button. */
    static void press(FxRobot robot, String query) {
        robot.interact(() -> robot.lookup(query).queryAs(Button.class).fire());
    }

    /** Puts a text into a field. */
    static void fill(FxRobot robot, String query, String text) {
        robot.interact(() -> robot.lookup(query).queryAs(TextInputControl.class).setText(text));
    }

    /** Chooses something in the menu bar, by its id. */
    static void menuBar(FxRobot robot, String id) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> robot.lookup("#menus").queryAs(MenuBar.class).getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    /** Chooses something in the menu of a button, by its words. */
    static void menu(FxRobot robot, String query, String words) {
        robot.interact(() -> {
            MenuButton menu = robot.lookup(query).queryAs(MenuButton.class);
            menu.show();
            menu.getItems().stream()
                    .filter(item -> words.equals(item.getText()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            menu.hide();
        });
    }

    /** Chooses a page of the security bench, which has been opened. */
    static void securityPage(FxRobot robot, String id) {
        await().atMost(SOON).until(() -> shown(robot, "#security-pages"));
        robot.interact(() -> {
            ListView<BenchPage> pages = robot.lookup("#security-pages").queryListView();
            pages.getItems().stream()
                    .filter(page -> page.id().equals(id))
                    .findFirst()
                    .ifPresent(pages.getSelectionModel()::select);
        });
        settle(robot);
    }
}
