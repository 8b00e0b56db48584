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
    private static final double NOTE_WIDTH = 300;

    /** One line of the bubble. */
    record Row(String name, String value, Color color) {}

    /**
     * A line below them that says what is marked.
     *
     * @param text cut where it is too long
     * @param more stands behind it in any case
     */
    record Note(String text, String more, Color color) {}

    private final GraphicsContext graphics;
    private final Surface style;
    private final Typeface face;
    private final Plot plot;
    private final double bottom;

    HoverPainter(GraphicsContext graphics, Surface style, Typeface face, Plot plot) {
        bottom = style.height();
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

    /** How many lines the bubble has room for. */
    int lines() {
        return (int) ((bottom - 2 * PADDING + 4) / (face.lineHeight() + 2));
    }

    /** The values beside the crosshair, on the side where there is room. */
    void bubble(double x, String time, List<Row> rows, List<Note> notes) {
        double names = 0;
        double values = 0;
        for (Row row : rows) {
            names = Math.max(names, DOT + PADDING + face.width(row.name()));
            values = Math.max(values, face.width(row.value()));
        }
        double line = face.lineHeight() + 2;
        double most = Math.max(0, Math.min(NOTE_WIDTH, plot.width() - 4 * PADDING));
        List<String> said = notes.stream().map(note -> said(note, most)).toList();
        double noted = said.stream()
                .mapToDouble(text -> DOT + PADDING + face.width(text))
                .max()
                .orElse(0);
        double content = Math.max(Math.max(face.width(time), names + COLUMN_GAP + values), noted);
        double width = Math.ceil(content + 2 * PADDING);
        double height = Math.ceil((rows.size() + notes.size() + 1) * line + 2 * PADDING - 4);
        boolean left = x + DISTANCE + width > plot.right();
        double boxX = Math.rint(Math.max(plot.left() + 2, left ? x - DISTANCE - width : x + DISTANCE));
        // A low chart has no room for all of it below its heading.
        double boxY = Math.rint(Math.clamp(plot.top() + 4, 0, Math.max(0, bottom - height)));
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
        for (int i = 0; i < said.size(); i++) {
            baseline += line;
            graphics.setFill(notes.get(i).color());
            graphics.fillRect(boxX + PADDING, Math.rint(baseline - face.ascent() * 0.37 - DOT / 2), DOT, DOT);
            text(said.get(i), boxX + 2 * PADDING + DOT, baseline, TextAlignment.LEFT, Ink.TITLE);
        }
    }

    private String said(Note note, double most) {
        return face.fitted(note.text(), most - DOT - PADDING - face.width(note.more())) + note.more();
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
