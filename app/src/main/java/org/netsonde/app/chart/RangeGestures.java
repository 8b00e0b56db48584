package org.netsonde.app.chart;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * Mouse and keyboard of a {@link RangeStrip}. Dragging a handle moves that end, dragging between them moves both, and
 * dragging elsewhere chooses anew; a click beside the part that is looked at brings that part there. Left and right move
 * by a tenth, with Shift they move the right end alone, with Alt the left end; plus and minus make the part shorter and
 * longer, Home and End bring it to the ends of the run, Escape or a double click show all.
 */
final class RangeGestures {

    private static final double STEP = 0.1;
    private static final double ZOOM = 1.25;
    private static final double WHEEL_NOTCH = 40;
    private static final double DRAG_THRESHOLD = 3;

    private final RangeStrip strip;
    private final TimeView view;
    private @Nullable Drag drag;
    private double pressedX;

    /** What is being dragged, and the time at which it was taken hold of. */
    private record Drag(Part part, double time, Stretch before) {}

    private enum Part {
        FROM,
        TO,
        BOTH,
        NEW
    }

    private RangeGestures(RangeStrip strip, TimeView view) {
        this.strip = strip;
        this.view = view;
    }

    static void install(RangeStrip strip, TimeView view) {
        RangeGestures gestures = new RangeGestures(strip, view);
        strip.addEventHandler(MouseEvent.MOUSE_MOVED, gestures::moved);
        strip.addEventHandler(MouseEvent.MOUSE_PRESSED, gestures::pressed);
        strip.addEventHandler(MouseEvent.MOUSE_DRAGGED, gestures::dragged);
        strip.addEventHandler(MouseEvent.MOUSE_CLICKED, gestures::clicked);
        strip.addEventHandler(ScrollEvent.SCROLL, gestures::scrolled);
        strip.addEventHandler(KeyEvent.KEY_PRESSED, gestures::key);
    }

    private Stretch shown() {
        return view.shownProperty().get();
    }

    private Part partAt(double x) {
        if (strip.isNear(x, shown().to())) {
            return Part.TO;
        } else if (strip.isNear(x, shown().from())) {
            return Part.FROM;
        }
        double time = strip.momentAt(x);
        boolean inside = shown().from() < time && time < shown().to();
        return inside && !view.isLive() ? Part.BOTH : Part.NEW;
    }

    private void moved(MouseEvent event) {
        var mark = strip.markAt(event.getX(), event.getY());
        strip.tell(mark);
        strip.setCursor(
                mark.isPresent()
                        ? Cursor.HAND
                        : switch (partAt(event.getX())) {
                            case FROM, TO -> Cursor.H_RESIZE;
                            case BOTH -> Cursor.OPEN_HAND;
                            case NEW -> Cursor.CROSSHAIR;
                        });
    }

    private void pressed(MouseEvent event) {
        strip.requestFocus();
        pressedX = event.getX();
        drag = event.getButton() == MouseButton.PRIMARY
                ? new Drag(partAt(pressedX), strip.momentAt(pressedX), shown())
                : null;
    }

    private void dragged(MouseEvent event) {
        Drag held = drag;
        if (held == null || Math.abs(event.getX() - pressedX) < DRAG_THRESHOLD) {
            return;
        }
        double time = strip.momentAt(event.getX());
        Stretch before = held.before();
        switch (held.part()) {
            case FROM -> view.show(Math.min(time, before.to() - TimeView.SHORTEST), before.to());
            case TO -> view.show(before.from(), Math.max(time, before.from() + TimeView.SHORTEST));
            case BOTH -> view.show(before.from() + time - held.time(), before.to() + time - held.time());
            case NEW -> view.show(Math.min(time, held.time()), Math.max(time, held.time()));
        }
        event.consume();
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
            return;
        }
        var mark = strip.markAt(event.getX(), event.getY());
        if (mark.isPresent()) {
            strip.fire(mark.get());
        } else if (event.getClickCount() == 2) {
            view.follow();
        } else if (!view.isLive() && partAt(event.getX()) == Part.NEW) {
            double time = strip.momentAt(event.getX());
            view.show(time - shown().width() / 2, time + shown().width() / 2);
        }
        event.consume();
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isInertia()) {
            zoom(Math.pow(ZOOM, -event.getDeltaY() / WHEEL_NOTCH), strip.momentAt(event.getX()));
        }
        event.consume();
    }

    private void zoom(double factor, double anchor) {
        double from = anchor - (anchor - shown().from()) * factor;
        view.show(from, from + shown().width() * factor);
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown()) {
            return;
        }
        Stretch now = shown();
        double middle = (now.from() + now.to()) / 2;
        switch (event.getCode()) {
            case LEFT -> step(-STEP * now.width(), event);
            case RIGHT -> step(STEP * now.width(), event);
            case PLUS, ADD, EQUALS -> zoom(1 / ZOOM, middle);
            case MINUS, SUBTRACT -> zoom(ZOOM, middle);
            case HOME -> view.show(view.run().from(), view.run().from() + now.width());
            case END -> view.show(view.run().to() - now.width(), view.run().to());
            case ESCAPE -> {
                if (view.isLive()) {
                    return; // somebody else may wait for it
                }
                view.follow();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void step(double millis, KeyEvent event) {
        Stretch now = shown();
        if (event.isShiftDown()) {
            view.show(now.from(), Math.max(now.to() + millis, now.from() + TimeView.SHORTEST));
        } else if (event.isAltDown()) {
            view.show(Math.min(now.from() + millis, now.to() - TimeView.SHORTEST), now.to());
        } else {
            view.show(now.from() + millis, now.to() + millis);
        }
    }
}
