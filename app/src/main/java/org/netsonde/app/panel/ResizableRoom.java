package org.netsonde.app.panel;

import javafx.application.Platform;
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
import javafx.util.Subscription;

/**
 * A part of a panel that can be closed and has a height of its own: as high as what it shows needs, up to a usual height, until
 * it is dragged by the line above it, or changed by Up and Down on that line; and never so high that nothing is left of the
 * rest. JavaFX thread only.
 */
final class ResizableRoom {

    private static final double USUAL = 172;
    private static final double LEAST = 72;
    private static final double STEP = 24;
    /** Below what is shown, so that no scroll bar appears. */
    private static final double ROOM = 4;
    /** Of the window's height, by itself and where the user wants more. */
    private static final double MOST = 0.22;

    private static final double MOST_CHOSEN = 0.45;

    /** Below 0 until the user has chosen one. */
    private final DoubleProperty chosen = new SimpleDoubleProperty(-1);

    private final DoubleProperty needed = new SimpleDoubleProperty(USUAL);
    private Subscription measuring = Subscription.EMPTY;
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
            chosen.set(Math.max(LEAST, heightFrom + dragFrom - e.getScreenY()));
            e.consume();
        });
        handle.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.UP || e.getCode() == KeyCode.DOWN) {
                double by = e.getCode() == KeyCode.UP ? STEP : -STEP;
                chosen.set(Math.max(LEAST, content.getHeight() + by));
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
                            double all = now == null ? Double.MAX_VALUE : now.doubleValue();
                            return chosen.get() < 0
                                    ? Math.min(Math.clamp(needed.get(), LEAST, USUAL), all * MOST)
                                    : Math.min(chosen.get(), all * MOST_CHOSEN);
                        },
                        chosen,
                        needed,
                        window));
        content.setMinHeight(Region.USE_PREF_SIZE);
        open(false);
    }

    Node node() {
        return node;
    }

    /** Takes the height that this part needs for what it needs. */
    void fit(Region part) {
        measuring.unsubscribe();
        measuring = part.heightProperty().subscribe(height -> {
            if (height.doubleValue() > 0) {
                // Not at once: in the midst of a layout nobody would hear of it.
                Platform.runLater(() -> needed.set(Math.ceil(height.doubleValue()) + ROOM));
            }
        });
    }

    void open(boolean now) {
        node.setVisible(now);
        node.setManaged(now);
    }
}
