package org.netsonde.app.chart;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** Mouse and keyboard of a {@link TimeChart}. */
final class ChartGestures {

    private static final double WHEEL_NOTCH = 40;
    private static final double ZOOM_PER_NOTCH = 1.2;
    private static final double KEY_PAN = 0.1;
    private static final double DRAG_THRESHOLD = 3;

    private final TimeChart chart;
    private double pressedX;
    private double draggedX = Double.NaN;

    private ChartGestures(TimeChart chart) {
        this.chart = chart;
    }

    static void install(TimeChart chart) {
        ChartGestures gestures = new ChartGestures(chart);
        chart.addEventHandler(MouseEvent.MOUSE_MOVED, event -> chart.pointAt(event.getX(), event.getY()));
        chart.addEventHandler(MouseEvent.MOUSE_EXITED, event -> chart.pointNowhere());
        chart.addEventHandler(MouseEvent.MOUSE_PRESSED, gestures::pressed);
        chart.addEventHandler(MouseEvent.MOUSE_DRAGGED, gestures::dragged);
        chart.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> gestures.released());
        chart.addEventHandler(MouseEvent.MOUSE_CLICKED, gestures::clicked);
        chart.addEventHandler(ScrollEvent.SCROLL, gestures::scrolled);
        chart.addEventHandler(KeyEvent.KEY_PRESSED, gestures::key);
    }

    private void pressed(MouseEvent event) {
        chart.requestFocus();
        pressedX = event.getX();
        draggedX = Double.NaN;
    }

    private void dragged(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (Double.isNaN(draggedX)) {
            if (Math.abs(event.getX() - pressedX) < DRAG_THRESHOLD) {
                return;
            }
            draggedX = pressedX;
            chart.setCursor(Cursor.CLOSED_HAND);
            chart.pointNowhere();
        }
        chart.pan(draggedX - event.getX());
        draggedX = event.getX();
        event.consume();
    }

    private void released() {
        chart.setCursor(null);
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && event.isStillSincePress()) {
            chart.view().follow();
            event.consume();
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.isInertia()) {
            return;
        }
        if (event.getDeltaY() != 0) {
            chart.zoom(Math.pow(ZOOM_PER_NOTCH, -event.getDeltaY() / WHEEL_NOTCH), event.getX());
        } else if (event.getDeltaX() != 0) {
            chart.pan(-event.getDeltaX());
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> chart.zoom(1 / ZOOM_PER_NOTCH);
            case MINUS, SUBTRACT -> chart.zoom(ZOOM_PER_NOTCH);
            case LEFT -> chart.pan(-chart.getWidth() * KEY_PAN);
            case RIGHT -> chart.pan(chart.getWidth() * KEY_PAN);
            case HOME -> chart.view().follow();
            case ESCAPE -> {
                if (chart.view().isLive()) {
                    return; // somebody else may wait for it
                }
                chart.view().follow();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }
}
