package org.netsonde.app.shell;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.netsonde.app.workbench.Preferences.Bounds;

/** Remembers where a window was. Stateless. */
final class WindowPlace {

    private WindowPlace() {}

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
