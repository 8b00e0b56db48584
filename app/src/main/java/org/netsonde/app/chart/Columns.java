package org.netsonde.app.chart;

import java.util.Arrays;

/**
 * The visible part of a {@link PointBuffer}, reduced to the lowest and highest value in each pixel column. Columns stand
 * on a fixed grid of time, so that a scrolling chart keeps its shape, and scrolling or new points cost only what they
 * add.
 */
final class Columns {

    private final int series;
    /** How long a gap may be, in milliseconds, for a line to be drawn across it. */
    private final double bridge;

    private double[][] low;
    private double[][] high;
    /** The first and the last value in each column, where lines from the neighbours arrive and leave. */
    private double[][] head;

    private double[][] tail;
    /** Whether there is a gap between a column's first value and the one before it. */
    private boolean[][] broken;
    /** Whether there is a gap since the last value seen. */
    private final boolean[] gap;
    /** The time of the last value seen; NaN if there is none. */
    private final double[] lastTime;
    /** The last value left of the first column; NaN if there is none. */
    private final double[] entry;

    private final long[] entryColumn;
    /** The first value right of the last column; NaN if there is none or a gap lies between. */
    private final double[] exit;

    private final long[] exitColumn;

    private double millisPerColumn = Double.NaN;
    private long first;
    private int width;
    private int generation = -1;
    private int consumed;

    Columns(int series) {
        this(series, 0);
    }

    /**
     * @param series values per point
     * @param bridge how long a gap may be, in milliseconds, for a line to be drawn across it
     */
    Columns(int series, double bridge) {
        this.series = series;
        this.bridge = bridge;
        low = new double[series][0];
        high = new double[series][0];
        head = new double[series][0];
        tail = new double[series][0];
        broken = new boolean[series][0];
        gap = new boolean[series];
        lastTime = new double[series];
        entry = new double[series];
        entryColumn = new long[series];
        exit = new double[series];
        exitColumn = new long[series];
    }

    /** The number of the column, on the grid of time, in which a time falls. */
    static long columnOf(double millis, double millisPerColumn) {
        return (long) Math.floor(millis / millisPerColumn);
    }

    /**
     * Brings the columns up to date.
     *
     * @param millisPerColumn the width of a column in time
     * @param firstColumn the number of the leftmost column on the grid of time
     * @param columns how many there are
     */
    void update(PointBuffer points, double millisPerColumn, long firstColumn, int columns) {
        boolean same = points.generation() == generation
                && millisPerColumn == this.millisPerColumn
                && columns == width
                && firstColumn >= first
                && firstColumn - first < columns;
        if (!same) {
            restart(points, millisPerColumn, firstColumn, columns);
        } else if (firstColumn > first) {
            shift((int) (firstColumn - first));
            first = firstColumn;
        }
        consume(points);
    }

    int width() {
        return width;
    }

    /** The column of a time relative to the leftmost one; may lie outside. */
    double indexOf(double millis) {
        return (double) columnOf(millis, millisPerColumn) - first;
    }

    /** The lowest value of a series in a column; more than {@link #high} if the column is empty. */
    double low(int s, int column) {
        return low[s][column];
    }

    double high(int s, int column) {
        return high[s][column];
    }

    /** The highest value visible of any series; 0 if there is none. */
    double peak() {
        double peak = 0;
        for (double[] values : high) {
            for (int i = 0; i < width; i++) {
                peak = Math.max(peak, values[i]);
            }
        }
        return peak;
    }

    /** Draws a series' line into a trace, across columns without points and not across gaps. */
    void trace(int s, Trace into) {
        into.reset(width);
        double x = entryColumn[s] - first + 0.5;
        double y = entry[s];
        for (int i = 0; i < width; i++) {
            if (low[s][i] > high[s][i]) {
                continue;
            }
            into.include(i, low[s][i], high[s][i]);
            if (!broken[s][i] && !Double.isNaN(y)) {
                into.line(x, y, i + 0.5, head[s][i]);
            }
            x = i + 0.5;
            y = tail[s][i];
        }
        if (!Double.isNaN(y) && !Double.isNaN(exit[s])) {
            into.line(x, y, exitColumn[s] - first + 0.5, exit[s]);
        }
    }

    private void restart(PointBuffer points, double millisPerColumn, long firstColumn, int columns) {
        if (low[0].length < columns) {
            low = new double[series][columns];
            high = new double[series][columns];
            head = new double[series][columns];
            tail = new double[series][columns];
            broken = new boolean[series][columns];
        }
        this.millisPerColumn = millisPerColumn;
        first = firstColumn;
        width = columns;
        generation = points.generation();
        clear(0);
        consumed = points.firstAtOrAfter(first * millisPerColumn);
        for (int s = 0; s < series; s++) {
            enter(points, s);
        }
    }

    /** Looks for the value from which a line comes in from the left. */
    private void enter(PointBuffer points, int s) {
        entry[s] = Double.NaN;
        entryColumn[s] = 0;
        gap[s] = true;
        lastTime[s] = Double.NaN;
        double earliest = first * millisPerColumn - bridge;
        for (int i = consumed - 1; i >= 0 && (i == consumed - 1 || points.time(i) >= earliest); i--) {
            double before = middle(points, s, i);
            if (!Double.isNaN(before)) {
                entry[s] = before;
                entryColumn[s] = columnOf(points, i);
                gap[s] = i < consumed - 1;
                lastTime[s] = points.time(i);
                return;
            }
        }
    }

    /** Looks for the value to which a line leaves at the right. */
    private void leave(PointBuffer points, int s) {
        exit[s] = Double.NaN;
        exitColumn[s] = 0;
        for (int i = consumed; i < points.size() && connects(points, s, i, gap[s] || i > consumed); i++) {
            double value = middle(points, s, i);
            if (!Double.isNaN(value)) {
                exit[s] = value;
                exitColumn[s] = columnOf(points, i);
                return;
            }
        }
    }

    /** Whether a line may be drawn from the last value seen to a point. */
    private boolean connects(PointBuffer points, int s, int index, boolean acrossGap) {
        return !Double.isNaN(lastTime[s]) && (!acrossGap || points.time(index) - lastTime[s] <= bridge);
    }

    private void clear(int from) {
        for (int s = 0; s < series; s++) {
            Arrays.fill(low[s], from, width, Double.POSITIVE_INFINITY);
            Arrays.fill(high[s], from, width, Double.NEGATIVE_INFINITY);
        }
    }

    private void shift(int by) {
        for (int s = 0; s < series; s++) {
            for (int i = by - 1; i >= 0; i--) {
                if (low[s][i] <= high[s][i]) {
                    entry[s] = tail[s][i];
                    entryColumn[s] = first + i;
                    break;
                }
            }
            System.arraycopy(low[s], by, low[s], 0, width - by);
            System.arraycopy(high[s], by, high[s], 0, width - by);
            System.arraycopy(head[s], by, head[s], 0, width - by);
            System.arraycopy(tail[s], by, tail[s], 0, width - by);
            System.arraycopy(broken[s], by, broken[s], 0, width - by);
        }
        clear(width - by);
    }

    private void consume(PointBuffer points) {
        int size = points.size();
        while (consumed < size) {
            long column = columnOf(points, consumed);
            if (column >= first + width) {
                break;
            }
            double columnEnd = (column + 1) * millisPerColumn;
            int end = consumed + 1;
            while (end < size && points.time(end) < columnEnd) {
                end++;
            }
            int index = (int) Math.max(0, column - first);
            for (int s = 0; s < series; s++) {
                fold(points, s, consumed, end, index);
            }
            consumed = end;
        }
        for (int s = 0; s < series; s++) {
            leave(points, s);
        }
    }

    private void fold(PointBuffer points, int s, int from, int to, int column) {
        double lowest = low[s][column];
        double highest = high[s][column];
        boolean empty = lowest > highest;
        boolean pending = gap[s];
        int lastValue = -1;
        for (int i = from; i < to; i++) {
            double value = points.low(s, i);
            if (Double.isNaN(value)) {
                pending = true;
                continue;
            }
            if (empty) {
                head[s][column] = middle(points, s, i);
                broken[s][column] = !connects(points, s, i, pending);
                empty = false;
            }
            pending = false;
            lastTime[s] = points.time(i);
            lastValue = i;
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, points.high(s, i));
        }
        if (lastValue >= 0) {
            tail[s][column] = middle(points, s, lastValue);
        }
        low[s][column] = lowest;
        high[s][column] = highest;
        gap[s] = pending;
    }

    private long columnOf(PointBuffer points, int index) {
        return (long) Math.floor(points.time(index) / millisPerColumn);
    }

    private static double middle(PointBuffer points, int s, int index) {
        return (points.low(s, index) + points.high(s, index)) / 2;
    }
}
