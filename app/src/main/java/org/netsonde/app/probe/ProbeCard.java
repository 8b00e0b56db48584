package org.netsonde.app.probe;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A card of the result: a title, what is said beside it, and what was found. JavaFX thread only. */
final class ProbeCard {

    private final Label aside = new Label();
    private final VBox content = new VBox();
    private final VBox node;

    /** An empty card, which does not show. */
    ProbeCard(String id, String title, Node... buttons) {
        Label heading = new Label(title);
        heading.getStyleClass().add("bench-card-title");
        heading.setMinWidth(Region.USE_PREF_SIZE);
        aside.getStyleClass().add("probe-aside");
        aside.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(aside, Priority.ALWAYS);
        HBox head = new HBox(heading, aside);
        head.getChildren().addAll(buttons);
        head.getStyleClass().add("probe-card-head");
        content.getStyleClass().add("probe-content");
        node = new VBox(head, content);
        node.setId(id);
        node.getStyleClass().add("bench-card");
        node.managedProperty().bind(node.visibleProperty());
        node.setVisible(false);
    }

    Node node() {
        return node;
    }

    /** Shows the card, or takes it out of view. */
    void visible(boolean visible) {
        node.setVisible(visible);
    }

    /** Says something beside the title. */
    void aside(String text) {
        aside.setText(text);
    }

    /** Replaces what is in it. */
    void content(List<? extends Node> nodes) {
        content.getChildren().setAll(nodes);
    }

    /** A sentence that wraps. */
    static Label sentence(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
