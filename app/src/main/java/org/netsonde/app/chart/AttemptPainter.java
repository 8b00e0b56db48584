package org.netsonde.app.chart;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;
import org.netsonde.app.chart.AttemptChart.Dot;
import org.netsonde.app.chart.AttemptChart.Outcome;

/** Draws an {@link AttemptChart} once. */
final class AttemptPainter {

    /** Above the plot, for the marks of those that were lost. */
    private static final double STRIP = 16;

    private static final double ROW = 24;
    private static final double TICK_DISTANCE = 24;
    private static final double BIG = 7;
    private static final double SMALL = 3;
    private static final double CROSS = 3.5;
    private static final double LINE = 1.2;
    private static final double FAINT = 0.45;

    private final Surface surface;
    private final GraphicsContext graphics;
    private final Typeface face;
    private final List<Dot> dots;
    private final int count;
    private final ValueScale scale;
    private final Plot plot;

    AttemptPainter(Surface surface, List<Dot> dots, int count, ValueScale scale) {
        this.surface = surface;
        this.dots = dots;
        this.count = count;
        this.scale = scale;
        graphics = surface.graphics();
        face = new Typeface(surface.font());
        double bottom = face.lineHeight() + AxisPainter.LABEL_GAP;
        double height = Math.max(1, surface.height() - STRIP - bottom);
        double peak = dots.stream()
                .filter(dot -> dot.outcome() != Outcome.LOST)
                .mapToDouble(Dot::millis)
                .max()
                .orElse(0);
        scale.fit(peak, Math.max(1, (int) (height / ROW)), 0, true);
        double left = Math.ceil(AxisPainter.labelWidth(face, Unit.MILLISECONDS, scale)) + AxisPainter.LABEL_GAP;
        plot = new Plot(left, STRIP, Math.max(1, surface.width() - left), height, 1 / surface.scale());
    }

    /** The attempt at a place; 0 outside of the plot. */
    int numberAt(double x) {
        int number = (int) Math.floor((x - plot.left()) / slot()) + 1;
        return x < plot.left() || number > count ? 0 : number;
    }

    private double slot() {
        return plot.width() / count;
    }

    private double x(int number) {
        return plot.left() + (number - 0.5) * slot();
    }

    private double y(Dot dot) {
        return dot.outcome() == Outcome.LOST ? plot.top() - STRIP / 2 : plot.y(dot.millis(), scale.top());
    }

    /** Draws all of it, and the figures of one attempt; 0 for none. */
    void paint(int pointed) {
        graphics.clearRect(0, 0, surface.width(), surface.height());
        new AxisPainter(graphics, surface, face, plot).values(Unit.MILLISECONDS, scale);
        numbers();
        lines();
        dots.forEach(this::dot);
        if (pointed > 0) {
            hover(pointed);
        }
    }

    private void numbers() {
        double most = Math.max(1, plot.width() / (face.width(Integer.toString(count)) + TICK_DISTANCE));
        int step = (int) Math.max(1, ValueScale.roundUp(count / most));
        graphics.setFont(face.font());
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setFill(surface.color(Ink.LABEL));
        double baseline = Math.rint(plot.bottom() + AxisPainter.LABEL_GAP + face.ascent());
        for (int number = step == 1 ? 1 : step; number <= count; number += step) {
            String label = Integer.toString(number);
            double half = face.width(label) / 2;
            graphics.fillText(label, Math.min(x(number), surface.width() - half), baseline);
        }
    }

    /** From each dot to the next of its series. */
    private void lines() {
        Map<String, Dot> before = new HashMap<>();
        graphics.setLineWidth(LINE);
        graphics.setLineCap(StrokeLineCap.ROUND);
        for (Dot dot : dots) {
            Dot last = before.get(dot.series());
            if (dot.outcome() != Outcome.DONE) {
                before.remove(dot.series());
                continue;
            }
            if (last != null) {
                graphics.setStroke(color(dot).deriveColor(0, 1, 1, FAINT));
                graphics.strokeLine(x(last.number()), y(last), x(dot.number()), y(dot));
            }
            before.put(dot.series(), dot);
        }
    }

    private Color color(Dot dot) {
        return surface.color(
                switch (dot.outcome()) {
                    case DONE -> dot.tone().ink();
                    case REFUSED -> Ink.WARNING;
                    case LOST -> Ink.DANGER;
                });
    }

    private void dot(Dot dot) {
        double size = Math.clamp(slot() / 2, SMALL, BIG);
        double x = x(dot.number());
        double y = y(dot);
        switch (dot.outcome()) {
            case DONE -> {
                graphics.setFill(color(dot));
                graphics.fillOval(x - size / 2, y - size / 2, size, size);
            }
            case REFUSED -> {
                graphics.setStroke(color(dot));
                graphics.setLineWidth(LINE * 1.5);
                graphics.strokeOval(x - size / 2, y - size / 2, size, size);
            }
            case LOST -> {
                double arm = Math.min(CROSS, size / 2);
                graphics.setFill(color(dot).deriveColor(0, 1, 1, FAINT / 3));
                graphics.fillRect(x - arm, plot.top(), 2 * arm, plot.height());
                graphics.setStroke(color(dot));
                graphics.setLineWidth(LINE * 1.5);
                graphics.strokeLine(x - arm, y - arm, x + arm, y + arm);
                graphics.strokeLine(x - arm, y + arm, x + arm, y - arm);
            }
        }
    }

    private void hover(int number) {
        List<Dot> here = dots.stream().filter(dot -> dot.number() == number).toList();
        if (here.isEmpty()) {
            return;
        }
        HoverPainter hover = new HoverPainter(graphics, surface, face, plot);
        hover.crosshair(x(number));
        hover.bubble(
                x(number),
                "#" + number,
                here.stream()
                        .map(dot -> new HoverPainter.Row(dot.series(), dot.words(), color(dot)))
                        .toList(),
                List.of());
    }
}
