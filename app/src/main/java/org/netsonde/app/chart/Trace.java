package org.netsonde.app.chart;

import java.util.Arrays;

/** A line as pixel columns: the lowest and the highest value that it passes through in each column. */
final class Trace {

    private double[] low = new double[0];
    private double[] high = new double[0];
    private int width;

    /** Empties the trace and sets how many columns it has. */
    void reset(int columns) {
        if (low.length < columns) {
            low = new double[columns];
            high = new double[columns];
        }
        width = columns;
        Arrays.fill(low, 0, columns, Double.POSITIVE_INFINITY);
        Arrays.fill(high, 0, columns, Double.NEGATIVE_INFINITY);
    }

    int width() {
        return width;
    }

    /** Whether the line passes through a column. */
    boolean covers(int column) {
        return column >= 0 && column < width && low[column] <= high[column];
    }

    double low(int column) {
        return low[column];
    }

    double high(int column) {
        return high[column];
    }

    /** The line passes through these values in a column. */
    void include(int column, double from, double to) {
        low[column] = Math.min(low[column], Math.min(from, to));
        high[column] = Math.max(high[column], Math.max(from, to));
    }

    /** A straight line between two points, whose x is in columns and may lie outside. */
    void line(double x0, double y0, double x1, double y1) {
        double slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
        int from = (int) Math.clamp(Math.floor(x0), 0, width);
        int to = (int) Math.clamp(Math.ceil(x1), 0, width);
        for (int column = from; column < to; column++) {
            double left = Math.max(column, x0);
            double right = Math.min(column + 1.0, x1);
            include(column, y0 + slope * (left - x0), y0 + slope * (right - x0));
        }
    }
}
