package org.netsonde.app.form;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;

/** Brings a part of a form into view that has just been added. */
final class Reveal {

    private Reveal() {}

    /** Scrolls once the part has its place; to its top where it is higher than the view. */
    static void later(Node part) {
        Platform.runLater(() -> {
            Parent parent = part.getParent();
            while (parent != null && !(parent instanceof ScrollPane)) {
                parent = parent.getParent();
            }
            if (parent instanceof ScrollPane scroll) {
                scroll.applyCss();
                scroll.layout();
                show(part, scroll);
            }
        });
    }

    private static void show(Node part, ScrollPane scroll) {
        Node content = scroll.getContent();
        Bounds where = content.sceneToLocal(part.localToScene(part.getLayoutBounds()));
        double room = scroll.getViewportBounds().getHeight();
        double hidden = content.getLayoutBounds().getHeight() - room;
        if (hidden > 0) {
            double at = scroll.getVvalue() * hidden;
            double lowest = where.getMinY();
            double highest = Math.min(where.getMaxY() - room, lowest);
            scroll.setVvalue(Math.clamp(Math.clamp(at, highest, lowest) / hidden, 0, 1));
        }
    }
}
