package org.netsonde.app.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Draws traces as rectangles of one pixel column each, which costs a third of stroking them as polylines. Rectangles end
 * between pixels, so that slopes look smooth; level stretches are moved onto pixels, so that they look crisp.
 */
final class TracePainter {

    private static final double DOT = 3;
    private static final double AREA_OPACITY = 0.13;

    private final GraphicsContext graphics;
    private final Plot plot;
    private final double scaleTop;
    private final double pen;

    /**
     * @param scaleTop the value at the top of the plot
     * @param pen the thickness of lines
     */
    TracePainter(GraphicsContext graphics, Plot plot, double scaleTop, double pen) {
        this.graphics = graphics;
        this.plot = plot;
        this.scaleTop = scaleTop;
        this.pen = pen;
    }

    /** Draws the line. */
    void line(Trace trace, Color color) {
        graphics.setFill(color);
        double overhang = Math.max(0, 1 - plot.pixel()) / 2;
        for (int i = 0, end; i < trace.width(); i = end) {
            end = endOfRun(trace, i);
            if (!trace.covers(i)) {
                continue;
            }
            double upper = y(trace.high(i)) - pen / 2;
            double lower = y(trace.low(i)) + pen / 2;
            boolean level = trace.low(i) == trace.high(i);
            if (level) {
                upper = plot.snap(upper);
                lower = upper + pen;
            }
            if (level && end == i + 1 && !trace.covers(i - 1) && !trace.covers(end)) {
                double middle = plot.x(i) + plot.pixel() / 2;
                graphics.fillRect(middle - DOT / 2, (upper + lower - DOT) / 2, DOT, DOT);
            } else {
                graphics.fillRect(plot.x(i) - overhang, upper, (end - i) * plot.pixel() + 2 * overhang, lower - upper);
            }
        }
    }

    /** Fills the area below the line lightly. */
    void area(Trace trace, Color color) {
        graphics.setFill(color.deriveColor(0, 1, 1, AREA_OPACITY));
        for (int i = 0, end; i < trace.width(); i = end) {
            end = endOfRun(trace, i);
            if (trace.covers(i)) {
                double upper = y((trace.low(i) + trace.high(i)) / 2);
                graphics.fillRect(plot.x(i), upper, (end - i) * plot.pixel(), plot.bottom() - upper);
            }
        }
    }

    /** The line lies inside the plot with its whole thickness, also at 0. */
    private double y(double value) {
        return Math.clamp(plot.y(value, scaleTop), plot.top() + pen / 2, plot.bottom() - pen / 2);
    }

    private static int endOfRun(Trace trace, int from) {
        int end = from + 1;
        while (end < trace.width()
                && trace.covers(end)
                && trace.low(end) == trace.low(from)
                && trace.high(end) == trace.high(from)) {
            end++;
        }
        return end;
    }
}
