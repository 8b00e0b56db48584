package org.netsonde.app.shell;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.netsonde.app.workbench.Preferences.Bounds;

/** Where a window is, and where it was the last time. Windows that are open at a time do not hide each other. */
final class WindowPlace {

    /** About the height of a title, so that all of them can be seen. */
    private static final double STEP = 32;

    private final Stage stage;
    private final double shift;
    private double x = Double.NaN;
    private double y = Double.NaN;

    /**
     * The place of a window.
     *
     * @param number how many windows are there already
     */
    WindowPlace(Stage stage, int number) {
        this.stage = stage;
        shift = number * STEP;
    }

    /** Where it is now; where it was put, if nobody has moved it. */
    Bounds now() {
        double moved = stage.getX() == x && stage.getY() == y ? shift : 0;
        return new Bounds(
                stage.getX() - moved, stage.getY() - moved, stage.getWidth(), stage.getHeight(), stage.isMaximized());
    }

    /**
     * Shows it where it was, unless that screen is gone: then only its size is used.
     *
     * @param last null for the first time
     */
    void show(@Nullable Bounds last) {
        if (last == null) {
            fit(Screen.getPrimary().getVisualBounds());
            stage.show();
            put(stage.getX(), stage.getY(), stage.getWidth());
            return;
        }
        stage.setWidth(last.width());
        stage.setHeight(last.height());
        put(last.x(), last.y(), last.width());
        stage.setMaximized(last.maximized());
        stage.show();
    }

    /** A higher one would be centred as if it had no title, which would then be above the screen, out of reach. */
    private void fit(Rectangle2D screen) {
        if (stage.getScene().getHeight() + STEP > screen.getHeight()) {
            stage.setY(screen.getMinY());
            stage.setHeight(screen.getHeight());
        }
    }

    private void put(double left, double top, double width) {
        if (inside(left + shift, top + shift, width)) {
            x = left + shift;
            y = top + shift;
            stage.setX(x);
            stage.setY(y);
        } else if (inside(left, top, width)) {
            stage.setX(left);
            stage.setY(top);
        }
    }

    /** Whether the middle of its title is on a screen. */
    private static boolean inside(double left, double top, double width) {
        return Screen.getScreens().stream()
                .map(Screen::getVisualBounds)
                .anyMatch(screen -> titleInside(screen, left + width / 2, top));
    }

    private static boolean titleInside(Rectangle2D screen, double middle, double top) {
        // A window manager may put a window's edge a little above its screen.
        return top > screen.getMinY() - STEP && screen.contains(middle, Math.max(top, screen.getMinY()) + 10);
    }
}
