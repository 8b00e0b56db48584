package org.netsonde.app.bench.part;

import java.util.Arrays;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** Cards one below the other, in a page that scrolls. JavaFX thread only. */
public final class ToolPage {

    private final ScrollPane node;

    /** A page of these cards. */
    public ToolPage(String id, ToolCard... cards) {
        VBox all = new VBox();
        all.getChildren().setAll(Arrays.stream(cards).map(ToolCard::node).toList());
        all.getStyleClass().add("bench-cards");
        node = new ScrollPane(all);
        node.setId(id);
        node.setFitToWidth(true);
        node.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        node.getStyleClass().addAll("edge-to-edge", "bench-tool");
    }

    /** What to put into the bench. */
    public Node node() {
        return node;
    }

    /** Scrolls to the first card. */
    public void top() {
        node.setVvalue(0);
    }
}
