package org.netsonde.app.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * Draws bars from zero, one below the other, each with its interval as a whisker, its value and what else is to be said of
 * it. A dashed line goes through all at the value of the first.
 */
final class BarsPainter extends IntervalPainter {

    private static final double ROW = 32;
    private static final double THICK = 16;
    private static final double CAP = 8;
    private static final double PEN = 1.5;
    private static final double NAMES = 0.36;
    private static final double LEAST_PLOT = 80;
    private static final double DASH = 4;
    private static final double MARKED_OPACITY = 0.5;

    private final double names;
    private final double values;
    private final double remarks;
    private final NumberScale scale;
    private final double left;
    private final double right;

    BarsPainter(IntervalData data, Surface surface) {
        super(data, surface);
        double longest = 0;
        double value = 0;
        double remark = 0;
        for (IntervalSeries series : data.series()) {
            longest = Math.max(longest, face().width(series.name()));
            value = Math.max(
                    value, face().width(data.values().apply(first(series).value())));
            remark = Math.max(remark, face().width(first(series).remark()));
        }
        names = Math.min(Math.ceil(longest), surface.width() * NAMES);
        values = Math.ceil(value);
        boolean room = surface.width() - names - values - remark - 3 * GAP >= LEAST_PLOT;
        remarks = room ? Math.ceil(remark) : 0;
        left = snap(names + GAP);
        right = Math.max(left + 1, snap(surface.width() - values - GAP - (remarks > 0 ? remarks + GAP : 0)));
        double peak = data.tops().max().orElse(0);
        scale = NumberScale.fromZero(peak, (int) Math.max(1, (right - left) / (values + 2 * GAP)));
    }

    private static Interval first(IntervalSeries series) {
        return series.intervals().getFirst();
    }

    @Override
    double height() {
        return head() + data().series().size() * ROW + face().lineHeight() + GAP;
    }

    private double bottom() {
        return head() + data().series().size() * ROW;
    }

    private double x(double value) {
        return left + (right - left) * scale.part(value);
    }

    @Override
    int indexAt(double x, double y) {
        int index = (int) Math.floor((y - head()) / ROW);
        return y >= head() && index < data().series().size() ? index : -1;
    }

    @Override
    void paint(int pointed) {
        title();
        for (double tick : scale.ticks()) {
            double x = snap(x(tick));
            fill(x, head(), pixel(), bottom() - head(), grid());
            double half = face().width(tick(tick)) / 2;
            double at = Math.min(x, surface().width() - half);
            text(tick(tick), at, bottom() + GAP / 2 + face().ascent(), TextAlignment.CENTER, Ink.LABEL);
        }
        if (pointed >= 0) {
            fill(0, head() + pointed * ROW, surface().width(), ROW, grid().deriveColor(0, 1, 1, MARKED_OPACITY));
        }
        for (int i = 0; i < data().series().size(); i++) {
            row(data().series().get(i), head() + i * ROW + ROW / 2);
        }
        reference();
        if (pointed >= 0) {
            explain(data().series().get(pointed));
        }
    }

    private void row(IntervalSeries series, double middle) {
        double baseline = baseline(middle);
        text(face().fitted(series.name(), names), 0, baseline, TextAlignment.LEFT, Ink.TITLE);
        Interval interval = first(series);
        String value = interval.known() ? data().values().apply(interval.value()) : Unit.NO_VALUE;
        text(value, right + GAP + values, baseline, TextAlignment.RIGHT, Ink.TITLE);
        if (remarks > 0) {
            text(interval.remark(), right + 2 * GAP + values, baseline, TextAlignment.LEFT, Ink.LABEL);
        }
        if (!interval.known()) {
            return;
        }
        double top = snap(middle - THICK / 2);
        fill(left, top, Math.max(pixel(), x(interval.value()) - left), THICK, color(series));
        if (interval.bounded()) {
            whisker(x(interval.low()), x(interval.high()), middle);
        }
    }

    private void whisker(double from, double to, double middle) {
        GraphicsContext graphics = surface().graphics();
        graphics.setStroke(surface().color(Ink.TITLE));
        graphics.setLineWidth(PEN);
        graphics.strokeLine(from, middle, to, middle);
        graphics.strokeLine(from, middle - CAP / 2, from, middle + CAP / 2);
        graphics.strokeLine(to, middle - CAP / 2, to, middle + CAP / 2);
    }

    /** What the others are compared with. */
    private void reference() {
        if (data().series().size() < 2 || !first(data().series().getFirst()).known()) {
            return;
        }
        double x = snap(x(first(data().series().getFirst()).value())) + pixel() / 2;
        GraphicsContext graphics = surface().graphics();
        graphics.setStroke(surface().color(Ink.CROSSHAIR));
        graphics.setLineWidth(1);
        graphics.setLineDashes(DASH, DASH);
        graphics.strokeLine(x, head(), x, bottom());
        graphics.setLineDashes();
    }

    private void explain(IntervalSeries series) {
        List<HoverPainter.Row> rows = new ArrayList<>();
        rows.add(new HoverPainter.Row(data().text(first(series)), "", color(series)));
        if (!first(series).remark().isEmpty()) {
            rows.add(new HoverPainter.Row(first(series).remark(), "", color(series)));
        }
        bubble(left + (right - left) / 2, head(), series.name(), rows);
    }
}
