package org.netsonde.app.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/**
 * Draws lines over what is varied, each with its intervals as a band and as whiskers, and a legend. Axes go by orders of
 * magnitude where numbers are spread over more than one.
 */
final class LinesPainter extends IntervalPainter {

    private static final double USUAL_HEIGHT = 300;
    private static final double STEP_HEIGHT = 34;
    private static final double DOT = 7;
    private static final double CAP = 6;
    private static final double PEN = 1.75;
    private static final double BAND = 0.16;
    private static final double LABEL_DISTANCE = 12;

    private final NumberScale vertical;
    private final NumberScale horizontal;
    private final double top;
    private final double bottom;
    private final double left;
    private final double right;

    LinesPainter(IntervalData data, Surface surface) {
        super(data, surface);
        top = head() + legend(false) + GAP;
        bottom = Math.max(top + 1, surface.height() - 2 * face().lineHeight() - 2 * AxisPainter.LABEL_GAP);
        int steps = (int) Math.max(1, (bottom - top) / STEP_HEIGHT);
        vertical = NumberScale.of(data.bottoms(), data.tops(), steps);
        double labels = vertical.ticks().stream()
                .mapToDouble(tick -> face().width(tick(tick)))
                .max()
                .orElse(0);
        left = snap(Math.ceil(labels) + AxisPainter.LABEL_GAP);
        right = Math.max(left + 1, snap(surface.width() - GAP));
        double first = data.places().getFirst();
        double last = data.places().getLast();
        // The ends are points, not round numbers.
        horizontal =
                new NumberScale(first, last > first ? last : first + 1, NumberScale.spread(first, last), List.of());
    }

    @Override
    double height() {
        return USUAL_HEIGHT;
    }

    private double x(int place) {
        double inset = DOT;
        return left
                + inset
                + (right - left - 2 * inset) * horizontal.part(data().places().get(place));
    }

    private double y(double value) {
        return bottom - (bottom - top) * vertical.part(value);
    }

    @Override
    int indexAt(double x, double y) {
        if (y < top || y > bottom || x < left || x > right) {
            return -1;
        }
        int nearest = 0;
        for (int i = 1; i < data().count(); i++) {
            if (Math.abs(x(i) - x) < Math.abs(x(nearest) - x)) {
                nearest = i;
            }
        }
        return nearest;
    }

    @Override
    void paint(int pointed) {
        title();
        legend(true);
        axes();
        if (pointed >= 0) {
            fill(snap(x(pointed)), top, pixel(), bottom - top, surface().color(Ink.CROSSHAIR));
        }
        for (IntervalSeries series : data().series().reversed()) {
            band(series);
        }
        for (IntervalSeries series : data().series().reversed()) {
            line(series);
        }
        if (pointed >= 0) {
            explain(pointed);
        }
    }

    /** The names, in as many lines as they need; returns how high they are. */
    private double legend(boolean drawn) {
        double x = 0;
        double y = head();
        for (IntervalSeries series : data().series()) {
            double width = DOT + GAP / 2 + Math.ceil(face().width(series.name())) + 1.5 * GAP;
            if (x > 0 && x + width > surface().width()) {
                x = 0;
                y += face().lineHeight() + 4;
            }
            if (drawn) {
                double baseline = y + face().ascent();
                surface().graphics().setFill(color(series));
                surface().graphics().fillOval(x, Math.rint(baseline - face().ascent() * 0.37 - DOT / 2), DOT, DOT);
                String name = face().fitted(series.name(), surface().width() - DOT - GAP / 2);
                text(name, x + DOT + GAP / 2, baseline, TextAlignment.LEFT, Ink.LABEL);
            }
            x += width;
        }
        return y + face().lineHeight() - head();
    }

    private void axes() {
        for (double tick : vertical.ticks()) {
            double y = snap(y(tick));
            fill(left, y, right - left, pixel(), grid());
            text(tick(tick), left - AxisPainter.LABEL_GAP, baseline(y), TextAlignment.RIGHT, Ink.LABEL);
        }
        double baseline = bottom + AxisPainter.LABEL_GAP + face().ascent();
        double free = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < data().count(); i++) {
            String label = data().ofAxis().apply(data().places().get(i));
            double half = face().width(label) / 2;
            fill(snap(x(i)), bottom, pixel(), 4, surface().color(Ink.CROSSHAIR));
            double x = Math.min(x(i), surface().width() - half);
            if (x - half >= free) {
                text(label, x, baseline, TextAlignment.CENTER, Ink.LABEL);
                free = x + half + LABEL_DISTANCE;
            }
        }
        text(
                data().axis(),
                left + (right - left) / 2,
                baseline + face().lineHeight() + AxisPainter.LABEL_GAP / 2,
                TextAlignment.CENTER,
                Ink.TITLE);
    }

    private void band(IntervalSeries series) {
        int from = 0;
        while (from < data().count()) {
            int to = from;
            while (to < data().count() && data().at(series, to).bounded()) {
                to++;
            }
            if (to - from > 1) {
                band(series, from, to);
            }
            from = to + 1;
        }
    }

    private void band(IntervalSeries series, int from, int to) {
        int count = to - from;
        double[] x = new double[2 * count];
        double[] y = new double[2 * count];
        for (int i = 0; i < count; i++) {
            Interval interval = data().at(series, from + i);
            x[i] = x(from + i);
            y[i] = y(interval.high());
            x[2 * count - 1 - i] = x[i];
            y[2 * count - 1 - i] = y(interval.low());
        }
        surface().graphics().setFill(color(series).deriveColor(0, 1, 1, BAND));
        surface().graphics().fillPolygon(x, y, 2 * count);
    }

    private void line(IntervalSeries series) {
        GraphicsContext graphics = surface().graphics();
        Color color = color(series);
        graphics.setStroke(color);
        graphics.setLineWidth(PEN);
        int before = -1;
        for (int i = 0; i < data().count(); i++) {
            Interval interval = data().at(series, i);
            if (!interval.known()) {
                continue;
            }
            double x = x(i);
            double y = y(interval.value());
            if (before >= 0) {
                graphics.strokeLine(x(before), y(data().at(series, before).value()), x, y);
            }
            if (interval.bounded()) {
                double high = y(interval.high());
                double low = y(interval.low());
                graphics.strokeLine(x, high, x, low);
                graphics.strokeLine(x - CAP / 2, high, x + CAP / 2, high);
                graphics.strokeLine(x - CAP / 2, low, x + CAP / 2, low);
            }
            graphics.setFill(color);
            graphics.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
            before = i;
        }
    }

    private void explain(int place) {
        List<HoverPainter.Row> rows = new ArrayList<>();
        for (IntervalSeries series : data().series()) {
            rows.add(new HoverPainter.Row(series.name(), data().text(data().at(series, place)), color(series)));
        }
        String at = data().axis() + " " + data().ofAxis().apply(data().places().get(place));
        bubble(x(place), top, at, rows);
    }
}
