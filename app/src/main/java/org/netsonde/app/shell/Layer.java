package org.netsonde.app.shell;

import atlantafx.base.controls.ModalPane;
import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A box over the window, below questions and notices. The keyboard stays in it, and returns to where it was. JavaFX thread
 * only.
 */
final class Layer {

    /** Below questions, above the window. */
    private static final int VIEW_ORDER = -5;

    /** Between the box and the edge of the window. */
    private static final double MARGIN = 64;

    private final ModalPane pane = new ModalPane(VIEW_ORDER);
    private final Prompts prompts;
    private final double width;
    private final double height;
    private Subscription focus = Subscription.EMPTY;
    private @Nullable Node focusBefore;

    /**
     * A layer that shows nothing.
     *
     * @param width of the box where the window has room for it
     * @param height likewise
     * @param prompts the questions, which take the keyboard while they show
     */
    Layer(String id, double width, double height, Prompts prompts) {
        this.width = width;
        this.height = height;
        this.prompts = prompts;
        pane.setId(id);
        // What has been typed is not lost by a click beside it.
        pane.setPersistent(true);
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
    }

    /** The layer to put over the window. */
    Node node() {
        return pane;
    }

    /** Whether there is room for a box now: none shows, and no question waits. */
    boolean free() {
        return !pane.isDisplay() && !prompts.showing();
    }

    /**
     * Shows a box.
     *
     * @param enter moves the focus into it
     */
    void show(Region box, Runnable enter) {
        Scene scene = pane.getScene();
        focusBefore = scene == null ? null : scene.getFocusOwner();
        box.getStyleClass().add(Styles.ELEVATED_3);
        box.prefWidthProperty().bind(pane.widthProperty().map(w -> Math.min(width, w.doubleValue() - MARGIN)));
        box.prefHeightProperty().bind(pane.heightProperty().map(h -> Math.min(height, h.doubleValue() - MARGIN)));
        box.setMinSize(0, 0);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        pane.show(box);
        if (scene != null) {
            // Tab goes round in the box rather than to what is below it.
            focus = scene.focusOwnerProperty().subscribe((before, now) -> {
                if (now != null && !prompts.showing() && !isInside(now, box)) {
                    enter.run();
                }
            });
        }
    }

    private static boolean isInside(Node node, Node around) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.equals(around)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the box away. */
    void close() {
        focus.unsubscribe();
        pane.hide(true);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }
}
