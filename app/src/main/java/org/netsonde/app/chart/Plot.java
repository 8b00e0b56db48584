package org.netsonde.app.chart;

/**
 * The rectangle in which lines are drawn, in canvas coordinates.
 *
 * @param pixel the size of one screen pixel
 */
record Plot(double left, double top, double width, double height, double pixel) {

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /** How many pixel columns there are. */
    int columns() {
        return (int) Math.round(width / pixel);
    }

    /** The left edge of a pixel column. */
    double x(double column) {
        return left + column * pixel;
    }

    /** The column under a canvas coordinate. */
    double columnAt(double x) {
        return Math.floor((x - left) / pixel);
    }

    /** Where a value stands on an axis from 0 to {@code scaleTop}; values outside stand at its ends. */
    double y(double value, double scaleTop) {
        return bottom() - height * Math.clamp(value / scaleTop, 0, 1);
    }

    /** The nearest pixel edge. */
    double snap(double position) {
        return Math.rint(position / pixel) * pixel;
    }
}
