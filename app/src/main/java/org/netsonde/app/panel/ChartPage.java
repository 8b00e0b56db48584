package org.netsonde.app.panel;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.engine.metrics.Sample;

/** Charts that show together. They take every sample, and draw only while they are the page in view. */
interface ChartPage {

    /** The charts, in the order of reading. */
    List<TimeChart> charts();

    /** Takes a sample. */
    void append(Sample sample);

    /** There is no sample before a time, so that what has come to rest before may be brought down. */
    void rest(long before);

    /** The charts: up to two above each other, more in two columns, where an odd one takes the width of the last row. */
    default Node grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("charts");
        List<TimeChart> charts = charts();
        int columns = charts.size() > 2 ? 2 : 1;
        int rows = (charts.size() + columns - 1) / columns;
        for (int i = 0; i < charts.size(); i++) {
            boolean alone = i == charts.size() - 1 && i % columns == 0;
            grid.add(charts.get(i), i % columns, i / columns, alone ? columns : 1, 1);
        }
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(100.0 / columns);
        RowConstraints row = new RowConstraints();
        row.setPercentHeight(100.0 / rows);
        for (int i = 0; i < columns; i++) {
            grid.getColumnConstraints().add(column);
        }
        for (int i = 0; i < rows; i++) {
            grid.getRowConstraints().add(row);
        }
        return grid;
    }
}
