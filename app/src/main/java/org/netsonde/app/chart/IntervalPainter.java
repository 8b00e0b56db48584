package org.netsonde.app.chart;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** What the bars and the lines of an {@link IntervalChart} have in common. Used for one drawing. */
abstract class IntervalPainter {

    /** Between parts that stand side by side. */
    static final double GAP = 10;

    private static final double GRID_OPACITY = 0.7;

    private final IntervalData data;
    private final Surface surface;
    private final Typeface face;
    private final Typeface heading;

    IntervalPainter(IntervalData data, Surface surface) {
        this.data = data;
        this.surface = surface;
        face = new Typeface(surface.font());
        heading = Typeface.heading(surface.font());
    }

    /** The one for that data. */
    static IntervalPainter of(IntervalData data, Surface surface) {
        return data.bars() ? new BarsPainter(data, surface) : new LinesPainter(data, surface);
    }

    /** How high the chart is to be. */
    abstract double height();

    /**
     * Draws everything.
     *
     * @param pointed what is pointed at; -1 for nothing
     */
    abstract void paint(int pointed);

    /** What is at a place of the canvas; -1 for nothing. */
    abstract int indexAt(double x, double y);

    final IntervalData data() {
        return data;
    }

    final Surface surface() {
        return surface;
    }

    final Typeface face() {
        return face;
    }

    final double pixel() {
        return 1 / surface.scale();
    }

    /** The height of the title with what is between it and the plot. */
    final double head() {
        return heading.lineHeight() + GAP;
    }

    final void title() {
        GraphicsContext graphics = surface.graphics();
        graphics.clearRect(0, 0, surface.width(), surface.height());
        graphics.setFont(heading.font());
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setFill(surface.color(Ink.TITLE));
        graphics.fillText(heading.fitted(data.title(), surface.width()), 0, heading.ascent());
    }

    final void text(String text, double x, double baseline, TextAlignment alignment, Ink ink) {
        GraphicsContext graphics = surface.graphics();
        graphics.setFont(face.font());
        graphics.setTextAlign(alignment);
        graphics.setFill(surface.color(ink));
        graphics.fillText(text, Math.rint(x), Math.rint(baseline));
    }

    /** The baseline of a text whose middle is at a height. */
    final double baseline(double middle) {
        return middle + face.ascent() * 0.37;
    }

    final double snap(double position) {
        return Math.rint(position / pixel()) * pixel();
    }

    final void fill(double x, double y, double width, double height, Color color) {
        surface.graphics().setFill(color);
        surface.graphics().fillRect(x, y, width, height);
    }

    final Color grid() {
        return surface.color(Ink.GRID).deriveColor(0, 1, 1, GRID_OPACITY);
    }

    final Color color(IntervalSeries series) {
        return surface.color(series.tone().ink());
    }

    /** The text of a tick; zero needs no unit. */
    final String tick(double value) {
        return value == 0 ? "0" : data.values().apply(value);
    }

    /**
     * The numbers of what is pointed at, in a bubble beside it.
     *
     * @param top the top of the plot
     */
    final void bubble(double x, double top, String title, List<HoverPainter.Row> rows) {
        Plot plot = new Plot(0, top, surface.width(), surface.height() - top, pixel());
        new HoverPainter(surface.graphics(), surface, face, plot).bubble(x, title, rows, List.of());
    }
}
