package org.netsonde.app.shell;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.netsonde.app.workbench.Preferences.Bounds;

/** Remembers where a window was, and finds a place for one that was nowhere yet. Stateless. */
final class WindowPlace {

    /** What a window manager puts above and below a window, in pixels; it cannot be asked before there is a window. */
    private static final double TITLE_BAR = 40;

    private WindowPlace() {}

    /**
     * Makes a window that has no place yet no higher than the screen. Otherwise it would be centred as if it had no title
     * bar, which would then be above the screen, where nobody can take hold of it.
     *
     * @param screen what of the screen windows may cover
     * @param height of what is in the window, in pixels
     */
    static void fit(Stage stage, Rectangle2D screen, double height) {
        if (height + TITLE_BAR > screen.getHeight()) {
            stage.setY(screen.getMinY());
            stage.setHeight(screen.getHeight());
        }
    }

    /** Where it is now. */
    static Bounds of(Stage stage) {
        return new Bounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
    }

    /** Puts it where it was, unless that screen is gone: then only its size is used. */
    static void restore(Stage stage, Bounds bounds) {
        stage.setWidth(bounds.width());
        stage.setHeight(bounds.height());
        if (Screen.getScreensForRectangle(bounds.x(), bounds.y(), bounds.width(), bounds.height()).stream()
                .map(Screen::getVisualBounds)
                .anyMatch(screen -> titleInside(screen, bounds))) {
            stage.setX(bounds.x());
            stage.setY(bounds.y());
        }
        stage.setMaximized(bounds.maximized());
    }

    private static boolean titleInside(Rectangle2D screen, Bounds bounds) {
        return screen.contains(bounds.x() + bounds.width() / 2, Math.max(bounds.y(), screen.getMinY()) + 10);
    }
}
