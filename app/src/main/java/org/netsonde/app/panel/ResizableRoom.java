package org.netsonde.app.panel;

import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A part of a panel that can be closed and has a height of its own: dragged by the line above it, or changed by Up and Down on
 * that line, and never so high that nothing is left of the rest. JavaFX thread only.
 */
final class ResizableRoom {

    private static final double USUAL = 190;
    private static final double LEAST = 72;
    private static final double STEP = 24;
    /** Of the window's height at most. */
    private static final double MOST = 0.45;

    private final DoubleProperty height = new SimpleDoubleProperty(USUAL);
    private final Region handle = new Region();
    private final VBox node;
    private double dragFrom;
    private double heightFrom;

    /**
     * A closed room.
     *
     * @param words what the line is, for screen readers
     */
    ResizableRoom(Region content, String words) {
        handle.getStyleClass().add("resize-line");
        handle.setId("resize-message");
        handle.setCursor(Cursor.V_RESIZE);
        handle.setFocusTraversable(true);
        handle.setAccessibleRole(AccessibleRole.THUMB);
        handle.setAccessibleText(words);
        handle.setOnMousePressed(e -> {
            dragFrom = e.getScreenY();
            heightFrom = content.getHeight();
            e.consume();
        });
        handle.setOnMouseDragged(e -> {
            height.set(Math.max(LEAST, heightFrom + dragFrom - e.getScreenY()));
            e.consume();
        });
        handle.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.UP || e.getCode() == KeyCode.DOWN) {
                double by = e.getCode() == KeyCode.UP ? STEP : -STEP;
                height.set(Math.max(LEAST, content.getHeight() + by));
                e.consume();
            }
        });
        node = new VBox(handle, content);
        VBox.setVgrow(content, Priority.ALWAYS);
        ObservableValue<Number> window = node.sceneProperty().flatMap(Scene::heightProperty);
        content.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Number now = window.getValue();
                            return now == null ? height.get() : Math.min(height.get(), now.doubleValue() * MOST);
                        },
                        height,
                        window));
        content.setMinHeight(Region.USE_PREF_SIZE);
        open(false);
    }

    Node node() {
        return node;
    }

    void open(boolean now) {
        node.setVisible(now);
        node.setManaged(now);
    }
}
