package org.netsonde.app.probe;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A small table of texts below headings, all of it in view. Stateless; JavaFX thread only. */
final class TextGrid {

    private TextGrid() {}

    /**
     * A table.
     *
     * @param heads the headings
     * @param rows as many texts each; an empty first one belongs to the row above
     * @param words how many columns, from the first on, are words; the others are figures, at the right of theirs
     */
    static GridPane of(String id, List<String> heads, List<List<String>> rows, int words) {
        GridPane grid = new GridPane();
        grid.setId(id);
        grid.getStyleClass().add("probe-grid");
        for (int column = 0; column < heads.size(); column++) {
            boolean figure = column >= words;
            ColumnConstraints of = new ColumnConstraints();
            of.setMinWidth(figure || column == 0 ? Region.USE_PREF_SIZE : 0);
            of.setHalignment(figure ? HPos.RIGHT : HPos.LEFT);
            of.setHgrow(figure ? Priority.NEVER : Priority.SOMETIMES);
            grid.getColumnConstraints().add(of);
            grid.add(label(heads.get(column), "probe-head"), column, 0);
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < heads.size(); column++) {
                Label label = label(rows.get(row).get(column), column < words ? "probe-word" : "probe-figure");
                label.setWrapText(column > 0 && column < words);
                grid.add(label, column, row + 1);
            }
        }
        return grid;
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
