package org.netsonde.app.chart;

/**
 * What a drawn chart shows; as long as it is the same and no data came, nothing needs to be drawn again.
 *
 * @param columns how many pixel columns there are
 * @param millisPerColumn the width of a column in time
 * @param firstColumn the number of the leftmost column on the grid of time
 * @param pointed the time pointed at, NaN if none
 * @param pointedHere whether the pointer is in this chart, not in one that shares its view
 * @param live whether the right end is the present
 * @param marks the version of the marks
 */
record Frame(
        int columns,
        double millisPerColumn,
        long firstColumn,
        double pointed,
        boolean pointedHere,
        boolean live,
        int marks) {

    /** Before anything was drawn. */
    static final Frame NONE = new Frame(1, 1, 0, Double.NaN, false, true, 0);

    /** The same without what the pointer asks for. */
    Frame unpointed() {
        return new Frame(columns, millisPerColumn, firstColumn, Double.NaN, false, live, marks);
    }

    /** The time at the left edge. */
    double from() {
        return firstColumn * millisPerColumn;
    }

    /** The time at the left edge of a column. */
    double time(double column) {
        return (firstColumn + column) * millisPerColumn;
    }
}
