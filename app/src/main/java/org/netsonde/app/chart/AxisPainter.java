package org.netsonde.app.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.netsonde.engine.metrics.TimeTicks;

/** Draws the grid and the labels of both axes. */
final class AxisPainter {

    /** The distance between labels and plot. */
    static final double LABEL_GAP = 6;

    private static final double VERTICAL_OPACITY = 0.55;
    private static final double LABEL_DISTANCE = 36;

    private final GraphicsContext graphics;
    private final Surface style;
    private final Typeface face;
    private final Plot plot;

    AxisPainter(GraphicsContext graphics, Surface style, Typeface face, Plot plot) {
        this.graphics = graphics;
        this.style = style;
        this.face = face;
        this.plot = plot;
    }

    /** The width of the widest label of a value axis. */
    static double labelWidth(Typeface face, Unit unit, ValueScale scale) {
        double width = 0;
        for (int i = 0; i * scale.step() <= scale.top() * 1.0001; i++) {
            width = Math.max(width, face.width(unit.tick(i * scale.step(), scale.step(), scale.top())));
        }
        return width;
    }

    /** Draws only a base line and a hint instead of values. */
    void empty(String hint) {
        graphics.setFill(style.color(Ink.GRID));
        graphics.fillRect(0, plot.snap(plot.bottom()), plot.right(), plot.pixel());
        graphics.setFont(face.font());
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setFill(style.color(Ink.LABEL));
        graphics.fillText(hint, Math.rint(plot.right() / 2), Math.rint(plot.top() + plot.height() / 2));
    }

    /** Draws the value axis with its grid lines. */
    void values(Unit unit, ValueScale scale) {
        graphics.setFont(face.font());
        graphics.setTextAlign(TextAlignment.RIGHT);
        for (int i = 0; i * scale.step() <= scale.top() * 1.0001; i++) {
            double value = i * scale.step();
            double y = plot.snap(plot.y(value, scale.top()));
            graphics.setFill(style.color(Ink.GRID));
            graphics.fillRect(plot.left(), y, plot.width(), plot.pixel());
            graphics.setFill(style.color(Ink.LABEL));
            graphics.fillText(
                    unit.tick(value, scale.step(), scale.top()),
                    plot.left() - LABEL_GAP,
                    Math.rint(y + face.ascent() * 0.37));
        }
    }

    /**
     * Draws the time axis with its grid lines.
     *
     * @param from the time at the left edge of the plot, in milliseconds since the epoch
     * @param millisPerColumn the width of a pixel column in time
     */
    void times(double from, double millisPerColumn, ZoneId zone) {
        double width = plot.columns() * millisPerColumn;
        int most = (int) Math.max(1, plot.width() / (face.width("00:00:00") + LABEL_DISTANCE));
        TimeTicks ticks = TimeTicks.over(from, width, most, zone);
        DateTimeFormatter format = ticks.format().withZone(zone);
        double baseline = Math.rint(plot.bottom() + LABEL_GAP + face.ascent());
        graphics.setFont(face.font());
        graphics.setTextAlign(TextAlignment.CENTER);
        for (long at = ticks.first(); at <= from + width; at += ticks.step()) {
            double x = plot.x(Math.floor((at - from) / millisPerColumn));
            graphics.setFill(style.color(Ink.GRID).deriveColor(0, 1, 1, VERTICAL_OPACITY));
            graphics.fillRect(x, plot.top(), plot.pixel(), plot.height());
            String label = format.format(Instant.ofEpochMilli(at));
            double half = face.width(label) / 2;
            if (x - half >= plot.left() - LABEL_GAP && x + half <= plot.right()) {
                graphics.setFill(style.color(Ink.LABEL));
                graphics.fillText(label, x, baseline);
            }
        }
    }
}
