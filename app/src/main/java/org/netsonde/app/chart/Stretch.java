package org.netsonde.app.chart;

/**
 * A stretch of time.
 *
 * @param from its beginning, in milliseconds since the epoch, or since a run began
 * @param to its end, likewise
 */
public record Stretch(double from, double to) {

    /** A stretch that is made longer at its end where it would be too short. */
    static Stretch atLeast(double from, double to, double width) {
        return new Stretch(from, Math.max(to, from + width));
    }

    /** How long it is, in milliseconds. */
    public double width() {
        return to - from;
    }

    /** A stretch of a width no greater than this one's, moved into this one where it sticks out. */
    Stretch fitted(double start, double width) {
        if (width >= width()) {
            return this;
        }
        double left = Math.clamp(start, from, to - width);
        return new Stretch(left, left + width);
    }
}
