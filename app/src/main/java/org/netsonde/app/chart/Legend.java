package org.netsonde.app.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Names and current values of the series. Values change at most four times a second, so that they can be read. */
final class Legend {

    private static final long REFRESH_MILLIS = 250;
    private static final double DOT = 7;
    private static final double DOT_GAP = 5;
    private static final double VALUE_GAP = 5;
    private static final double ENTRY_GAP = 14;

    private final List<Series> series;
    private final Optional<Unit> unit;
    private final long age;
    private final String[] values;
    private final double[] slots;
    private long refreshed = Long.MIN_VALUE;

    /**
     * @param unit how current values are written; empty where there are none, so that only names are shown
     * @param age for how long a value still counts as the current one, in milliseconds
     */
    Legend(List<Series> series, Optional<Unit> unit, long age) {
        this.series = series;
        this.unit = unit;
        this.age = age;
        values = new String[series.size()];
        slots = new double[series.size()];
        Arrays.fill(values, unit.isPresent() ? Unit.NO_VALUE : "");
    }

    /** Takes over the current values if it is time to; returns whether the texts changed. */
    boolean refresh(PointBuffer points, long now) {
        if (unit.isEmpty()) {
            boolean first = refreshed == Long.MIN_VALUE;
            refreshed = now;
            return first;
        }
        if (refreshed != Long.MIN_VALUE && Math.abs(now - refreshed) < REFRESH_MILLIS) {
            return false;
        }
        boolean changed = false;
        for (int s = 0; s < values.length; s++) {
            String text = unit.get().format(points.last(s, age));
            changed |= !text.equals(values[s]);
            values[s] = text;
        }
        if (changed) {
            refreshed = now;
        }
        return changed;
    }

    /** Shows the next values at once, and forgets how wide the old ones were. */
    void reset() {
        refreshed = Long.MIN_VALUE;
        Arrays.fill(slots, 0);
    }

    /** The entries as one line of text: "in 1.2 MB/s, out 800 kB/s". */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < values.length; s++) {
            text.append(s == 0 ? "" : ", ")
                    .append(series.get(s).name())
                    .append(values[s].isEmpty() ? "" : " ")
                    .append(values[s]);
        }
        return text.toString();
    }

    /** The width of all entries, with or without the names. */
    double width(Typeface face, boolean names) {
        double width = -ENTRY_GAP;
        for (int s = 0; s < values.length; s++) {
            slots[s] = Math.max(slots[s], Math.ceil(face.width(values[s]) / 4) * 4);
            width += DOT + DOT_GAP + slots[s] + ENTRY_GAP;
            width += names ? Math.ceil(face.width(series.get(s).name())) + VALUE_GAP : 0;
        }
        return width;
    }

    /** Draws the entries in one line. */
    void paint(GraphicsContext graphics, Surface style, Typeface face, double x, double baseline, boolean names) {
        graphics.setFont(face.font());
        graphics.setTextAlign(TextAlignment.LEFT);
        double dotTop = Math.rint(baseline - face.ascent() * 0.37 - DOT / 2);
        double at = x;
        for (int s = 0; s < values.length; s++) {
            Color color = style.color(series.get(s).tone().ink());
            graphics.setFill(color);
            graphics.fillOval(at, dotTop, DOT, DOT);
            at += DOT + DOT_GAP;
            if (names) {
                String name = series.get(s).name();
                graphics.setFill(style.color(Ink.LABEL));
                graphics.fillText(name, at, baseline);
                at += Math.ceil(face.width(name)) + VALUE_GAP;
            }
            graphics.setFill(style.color(Ink.TITLE));
            graphics.fillText(values[s], at, baseline);
            at += slots[s] + ENTRY_GAP;
        }
    }
}
