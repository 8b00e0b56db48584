package org.netsonde.app.chart;

import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * A tiny trace of the last 60 values, without axes: the shape, not the figures. Drawn by {@link #render} like a
 * {@link TimeChart}. Style class {@code sparkline}; the colour is that of {@link Tone#ACCENT}. JavaFX thread only.
 */
public final class Sparkline extends StyledCanvas {

    /** How many values it shows. */
    public static final int VALUES = 60;

    private static final double WIDTH = 72;
    private static final double HEIGHT = 18;
    private static final double PEN = 1.5;

    private final double[] values = new double[VALUES];
    private final Trace trace = new Trace();
    private int next;

    /** A trace of 72 by 18, empty. */
    public Sparkline() {
        super("sparkline");
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setMouseTransparent(true);
        Arrays.fill(values, Double.NaN);
    }

    /** Adds a value, 0 or more, at the right end; NaN leaves a gap. */
    public void append(double value) {
        values[next] = value;
        next = (next + 1) % VALUES;
        redraw();
    }

    /** Forgets all values. */
    public void clear() {
        Arrays.fill(values, Double.NaN);
        redraw();
    }

    /** Draws, if anything changed since the last call. */
    public void render() {
        double width = canvas().getWidth();
        double height = canvas().getHeight();
        if (!takeRedraw() || width <= 0 || height <= 0) {
            return;
        }
        GraphicsContext graphics = canvas().getGraphicsContext2D();
        graphics.clearRect(0, 0, width, height);
        Plot plot = new Plot(0, 1, width, height - 2, 1 / scale());
        fill(plot.columns());
        double peak = 0;
        for (double value : values) {
            peak = value > peak ? value : peak;
        }
        Color color = color(peak > 0 ? Ink.ACCENT : Ink.NEUTRAL);
        TracePainter painter = new TracePainter(graphics, plot, peak > 0 ? peak : 1, PEN);
        painter.area(trace, color);
        painter.line(trace, color);
    }

    private void fill(int columns) {
        trace.reset(columns);
        double step = columns / (double) VALUES;
        double before = Double.NaN;
        for (int i = 0; i < VALUES; i++) {
            double value = values[(next + i) % VALUES];
            if (!Double.isNaN(value)) {
                double x = (i + 0.5) * step;
                trace.include((int) x, value, value);
                if (!Double.isNaN(before)) {
                    trace.line(x - step, before, x, value);
                }
            }
            before = value;
        }
    }
}
