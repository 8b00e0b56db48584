package org.netsonde.app.bench.part;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One thing that a page does: a title, rows of a label and what is filled in, buttons, and what came of it. JavaFX thread only. */
public final class ToolCard {

    private final GridPane rows = new GridPane();
    private final VBox node;
    private final List<List<Node>> lines = new ArrayList<>();

    /** A card without rows. */
    public ToolCard(String title) {
        Label heading = new Label(title);
        heading.getStyleClass().add("bench-card-title");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        rows.getColumnConstraints().setAll(names, values);
        rows.getStyleClass().add("bench-rows");
        node = new VBox(heading, rows);
        node.getStyleClass().add("bench-card");
    }

    /** What to put into a page. */
    public Node node() {
        return node;
    }

    /** Adds a row; it takes no room while its value is not managed. */
    public ToolCard row(String label, Node value) {
        Label name = new Label(label);
        name.getStyleClass().add("bench-row-label");
        name.setLabelFor(value);
        name.visibleProperty().bind(value.managedProperty());
        name.managedProperty().bind(value.managedProperty());
        return add(List.of(name, value), 1, 1);
    }

    /** Adds a row without a label. */
    public ToolCard row(Node value) {
        return add(List.of(value), 1, 1);
    }

    /** Adds a row that is as wide as the card. */
    public ToolCard wide(Node value) {
        return add(List.of(value), 0, 2);
    }

    private ToolCard add(List<Node> nodes, int column, int span) {
        Node value = nodes.getLast();
        GridPane.setConstraints(value, column, lines.size(), span, 1);
        // The name stands beside the first line of what is high.
        GridPane.setValignment(nodes.getFirst(), nodes.size() > 1 ? VPos.TOP : VPos.CENTER);
        nodes.forEach(rows.getChildren()::add);
        lines.add(nodes);
        value.managedProperty().subscribe(managed -> arrange());
        return this;
    }

    /** Gaps are counted for rows in which nothing is managed too. */
    private void arrange() {
        int row = 0;
        for (List<Node> line : lines) {
            for (Node node : line) {
                GridPane.setRowIndex(node, row);
            }
            row += line.getLast().isManaged() ? 1 : 0;
        }
    }

    /** Adds a row of buttons. */
    public ToolCard buttons(Node... buttons) {
        FlowPane line = new FlowPane(buttons);
        line.getStyleClass().add("bench-buttons");
        return row(line);
    }
}
