package org.netsonde.app.chart;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/**
 * Draws marks: a line through the plot, and above it a flag whose shape tells as much as its colour does. Marks
 * that stand too close share a flag with their number, and a band from the first to the last. Groups are kept from frame to
 * frame; without marks there is nothing to do.
 */
final class MarkPainter {

    /** The height of the flags above the plot. */
    static final double FLAG = 8;

    /** The width that a flag takes, and marks closer than that share one. */
    private static final double REACH = 14;

    private static final double LINE_OPACITY = 0.75;
    private static final double BAND_OPACITY = 0.12;
    private static final double COUNT_SIZE = 9;
    private static final double COUNT_HEIGHT = 10;
    private static final double COUNT_PADDING = 3;
    private static final int MOST_COUNTED = 99;

    private final Marks marks;
    private List<MarkGroup> groups = List.of();
    private int version = -1;
    private double millisPerColumn = Double.NaN;
    private double pixel = Double.NaN;
    private Typeface small = new Typeface(Font.getDefault());
    private String family = "";

    MarkPainter(Marks marks) {
        this.marks = marks;
    }

    /** Draws those that are in view. */
    void paint(Surface surface, Plot plot, Frame frame) {
        group(plot, frame);
        long end = frame.firstColumn() + frame.columns();
        for (int i = MarkGroup.firstFrom(groups, frame.firstColumn()); i < groups.size(); i++) {
            MarkGroup group = groups.get(i);
            if (group.first() >= end) {
                return;
            }
            draw(surface, plot, frame, group);
        }
    }

    /** The marks at a time, as far as its flag and line reach. */
    List<Mark> at(Plot plot, Frame frame, double millis) {
        if (marks.all().isEmpty()) {
            return List.of();
        }
        group(plot, frame);
        long column = Columns.columnOf(millis, frame.millisPerColumn());
        long reach = Math.round(REACH / 2 / plot.pixel());
        int i = MarkGroup.firstFrom(groups, column - reach);
        MarkGroup nearest = null;
        for (; i < groups.size() && groups.get(i).first() - reach <= column; i++) {
            MarkGroup group = groups.get(i);
            if (nearest == null || distance(group, column) < distance(nearest, column)) {
                nearest = group;
            }
        }
        return nearest == null ? List.of() : nearest.marks();
    }

    private static long distance(MarkGroup group, long column) {
        return Math.max(0, Math.max(group.first() - column, column - group.last()));
    }

    private void group(Plot plot, Frame frame) {
        if (version != marks.version() || millisPerColumn != frame.millisPerColumn() || pixel != plot.pixel()) {
            version = marks.version();
            millisPerColumn = frame.millisPerColumn();
            pixel = plot.pixel();
            groups = MarkGroup.of(marks.all(), millisPerColumn, Math.round(REACH / pixel));
        }
    }

    private void draw(Surface surface, Plot plot, Frame frame, MarkGroup group) {
        GraphicsContext graphics = surface.graphics();
        Color color = surface.color(group.tone().ink());
        double left = plot.x((double) Math.max(0, group.first() - frame.firstColumn()));
        double right =
                plot.x((double) Math.min(frame.columns() - 1, group.last() - frame.firstColumn())) + plot.pixel();
        if (group.last() > group.first()) {
            graphics.setFill(color.deriveColor(0, 1, 1, BAND_OPACITY));
            graphics.fillRect(left, plot.top(), right - left, plot.height());
        }
        graphics.setFill(color.deriveColor(0, 1, 1, LINE_OPACITY));
        graphics.fillRect(left, plot.top(), Math.max(1, plot.pixel()), plot.height());
        graphics.setFill(color);
        if (group.marks().size() > 1) {
            count(surface, plot, left, group.marks().size());
        } else {
            flag(graphics, group.tone(), left, plot.top());
        }
    }

    private static void flag(GraphicsContext graphics, Tone tone, double x, double bottom) {
        double top = bottom - FLAG;
        double half = FLAG / 2;
        double middle = x + 0.5;
        double center = bottom - half;
        switch (tone) {
            case ACCENT, SUCCESS -> {
                graphics.fillRect(x, top, 1, FLAG);
                graphics.fillPolygon(
                        new double[] {x, x + FLAG, x}, new double[] {top, top + half - 1, top + FLAG - 2}, 3);
            }
            case NEUTRAL -> graphics.fillOval(middle - half, center - half, 2 * half, 2 * half);
            case FAULT -> graphics.fillRect(x - half + 1, center - half + 1, FLAG - 1, FLAG - 1);
            case WARNING ->
                graphics.fillPolygon(
                        new double[] {middle - half, middle + half, middle}, new double[] {top, top, bottom}, 3);
            case DANGER ->
                graphics.fillPolygon(
                        new double[] {middle - half, middle, middle + half, middle},
                        new double[] {center, center - half, center, center + half},
                        4);
        }
    }

    /** A tag with a number; ends inside the plot. */
    private void count(Surface surface, Plot plot, double x, int size) {
        if (!family.equals(surface.font().getFamily())) {
            family = surface.font().getFamily();
            small = new Typeface(Font.font(family, FontWeight.BOLD, COUNT_SIZE));
        }
        String text = size > MOST_COUNTED ? MOST_COUNTED + "+" : Integer.toString(size);
        double width = Math.ceil(small.width(text)) + 2 * COUNT_PADDING;
        double left = Math.min(x, plot.right() - width);
        GraphicsContext graphics = surface.graphics();
        graphics.fillRoundRect(left, plot.top() - FLAG, width, COUNT_HEIGHT, 3, 3);
        graphics.setFont(small.font());
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setFill(surface.color(Ink.BACKGROUND));
        graphics.fillText(text, left + COUNT_PADDING, plot.top() - FLAG + COUNT_HEIGHT / 2 + COUNT_SIZE * 0.36);
    }
}
