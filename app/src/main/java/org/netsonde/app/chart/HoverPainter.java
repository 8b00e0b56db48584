package org.netsonde.app.chart;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws what the pointer asks for: a crosshair with marks on the lines, and a bubble with the values. */
final class HoverPainter {

    private static final double DISTANCE = 10;
    private static final double PADDING = 8;
    private static final double COLUMN_GAP = 12;
    private static final double DOT = 6;
    private static final double CORNER = 6;

    /** One line of the bubble. */
    record Row(String name, String value, Color color) {}

    private final GraphicsContext graphics;
    private final StyledCanvas style;
    private final Typeface face;
    private final Plot plot;

    HoverPainter(GraphicsContext graphics, StyledCanvas style, Typeface face, Plot plot) {
        this.graphics = graphics;
        this.style = style;
        this.face = face;
        this.plot = plot;
    }

    /** A line through the plot. */
    void crosshair(double x) {
        graphics.setFill(style.color(Ink.CROSSHAIR));
        graphics.fillRect(x, plot.top(), plot.pixel(), plot.height());
    }

    /** A dot on a line. */
    void mark(double x, double y, Color color) {
        graphics.setFill(color);
        graphics.fillOval(x + (plot.pixel() - DOT) / 2, y - DOT / 2, DOT, DOT);
    }

    /** The values beside the crosshair, on the side where there is room. */
    void bubble(double x, String time, List<Row> rows) {
        double names = 0;
        double values = 0;
        for (Row row : rows) {
            names = Math.max(names, DOT + PADDING + face.width(row.name()));
            values = Math.max(values, face.width(row.value()));
        }
        double line = face.lineHeight() + 2;
        double width = Math.ceil(Math.max(face.width(time), names + COLUMN_GAP + values) + 2 * PADDING);
        double height = Math.ceil((rows.size() + 1) * line + 2 * PADDING - 4);
        boolean left = x + DISTANCE + width > plot.right();
        double boxX = Math.rint(Math.max(plot.left() + 2, left ? x - DISTANCE - width : x + DISTANCE));
        double boxY = Math.rint(plot.top() + 4);
        box(boxX, boxY, width, height);
        double baseline = boxY + PADDING - 2 + face.ascent();
        graphics.setFont(face.font());
        text(time, boxX + PADDING, baseline, TextAlignment.LEFT, Ink.LABEL);
        for (Row row : rows) {
            baseline += line;
            graphics.setFill(row.color());
            graphics.fillOval(boxX + PADDING, Math.rint(baseline - face.ascent() * 0.37 - DOT / 2), DOT, DOT);
            text(row.name(), boxX + 2 * PADDING + DOT, baseline, TextAlignment.LEFT, Ink.LABEL);
            text(row.value(), boxX + width - PADDING, baseline, TextAlignment.RIGHT, Ink.TITLE);
        }
    }

    private void box(double x, double y, double width, double height) {
        graphics.setFill(style.color(Ink.BUBBLE_EDGE));
        graphics.fillRoundRect(x, y, width, height, CORNER + 2, CORNER + 2);
        graphics.setFill(style.color(Ink.BUBBLE));
        double edge = plot.pixel();
        graphics.fillRoundRect(x + edge, y + edge, width - 2 * edge, height - 2 * edge, CORNER, CORNER);
    }

    private void text(String text, double x, double baseline, TextAlignment alignment, Ink ink) {
        graphics.setTextAlign(alignment);
        graphics.setFill(style.color(ink));
        graphics.fillText(text, x, Math.rint(baseline));
    }
}
