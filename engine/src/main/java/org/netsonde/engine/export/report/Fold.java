package org.netsonde.engine.export.report;

/**
 * A series folded into columns of a chart: of each its first, last, least and largest value, so that a line drawn through
 * them looks as one drawn through every value. Takes as much memory for a minute as for a month.
 */
final class Fold {

    private final long from;
    private final double millisPerColumn;
    private final int[] count;
    private final double[] first;
    private final double[] last;
    private final double[] least;
    private final double[] most;
    private final double[] at;
    private final boolean[] gap;
    private double peak;
    private long values;

    /**
     * An empty fold.
     *
     * @param from the left end, in milliseconds since the epoch
     * @param to the right end, later
     */
    Fold(long from, long to, int columns) {
        this.from = from;
        millisPerColumn = (double) (to - from) / columns;
        count = new int[columns];
        first = new double[columns];
        last = new double[columns];
        least = new double[columns];
        most = new double[columns];
        at = new double[columns];
        gap = new boolean[columns];
    }

    /** The next value, later than all before; {@code NaN} where there is none, which parts the line. */
    void add(long atMillis, double value) {
        double exact = (atMillis - from) / millisPerColumn;
        int column = Math.clamp((long) Math.floor(exact), 0, count.length - 1);
        if (Double.isNaN(value)) {
            gap[column] = true;
            return;
        }
        if (count[column]++ == 0) {
            first[column] = value;
            least[column] = value;
            most[column] = value;
            at[column] = Math.clamp(exact, 0, count.length);
        }
        last[column] = value;
        least[column] = Math.min(least[column], value);
        most[column] = Math.max(most[column], value);
        peak = Math.max(peak, value);
        values++;
    }

    /** The largest value, at least 0. */
    double peak() {
        return peak;
    }

    /** How many values there were. */
    long values() {
        return values;
    }

    /** Whether there are more values than columns. */
    boolean folded() {
        return values > count.length;
    }

    int columns() {
        return count.length;
    }

    boolean has(int column) {
        return count[column] > 0;
    }

    /** Whether something was missing in it. */
    boolean gap(int column) {
        return gap[column];
    }

    /** Where its value stands, in columns from the left: exact where there is one only. */
    double position(int column) {
        return count[column] > 1 ? column + 0.5 : at[column];
    }

    double first(int column) {
        return first[column];
    }

    double last(int column) {
        return last[column];
    }

    double least(int column) {
        return least[column];
    }

    double most(int column) {
        return most[column];
    }
}
