package org.netsonde.app.shell;

import java.util.List;
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
     * Shows it where it was, unless that screen is gone: then only its size is used. It gets no larger than the screens
     * that it is on.
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
        List<Rectangle2D> screens =
                Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
        Bounds fitted = fitted(last, screens, Screen.getPrimary().getVisualBounds());
        stage.setWidth(fitted.width());
        stage.setHeight(fitted.height());
        put(fitted.x(), fitted.y(), fitted.width());
        stage.setMaximized(fitted.maximized());
        stage.show();
    }

    /** A higher one would be centred as if it had no title, which would then be above the screen, out of reach. */
    private void fit(Rectangle2D screen) {
        if (stage.getScene().getWidth() > screen.getWidth()) {
            stage.setX(screen.getMinX());
            stage.setWidth(screen.getWidth());
        }
        if (stage.getScene().getHeight() + STEP > screen.getHeight()) {
            stage.setY(screen.getMinY());
            stage.setHeight(screen.getHeight());
        }
    }

    /**
     * A place of no more than there is on the screens that it touches together, since a window may stand on two of them;
     * on the primary screen, where it touches none. Where it is made smaller, it is moved there whole.
     */
    static Bounds fitted(Bounds last, List<Rectangle2D> screens, Rectangle2D primary) {
        Rectangle2D room = screens.stream()
                .filter(screen -> screen.intersects(last.x(), last.y(), last.width(), last.height()))
                .reduce(WindowPlace::around)
                .orElse(primary);
        double width = Math.min(last.width(), room.getWidth());
        double height = Math.min(last.height(), room.getHeight());
        return new Bounds(
                width < last.width() ? room.getMinX() : last.x(),
                height < last.height() ? room.getMinY() : last.y(),
                width,
                height,
                last.maximized());
    }

    private static Rectangle2D around(Rectangle2D one, Rectangle2D other) {
        double left = Math.min(one.getMinX(), other.getMinX());
        double top = Math.min(one.getMinY(), other.getMinY());
        return new Rectangle2D(
                left,
                top,
                Math.max(one.getMaxX(), other.getMaxX()) - left,
                Math.max(one.getMaxY(), other.getMaxY()) - top);
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
