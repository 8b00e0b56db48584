package org.netsonde.engine.export.report;

import java.util.List;
import java.util.Locale;

/**
 * Draws charts as SVG: value axis at the left, time below, marks above. Colours come from the page's style sheet, so that
 * the same drawing is right in light and dark. Written to one page, for one range of time.
 */
final class SvgChart {

    /** How many columns a chart has that has another beside it. */
    static final int COLUMNS = 540;

    /** How many one has that fills the page; the lettering is as large. */
    private static final int WIDE_COLUMNS = 1174;

    private static final int LEFT = 56;
    private static final int TOP = 18;
    private static final int HEIGHT = 150;
    private static final int RIGHT = 10;
    private static final int BELOW = 24;
    private static final int BOTTOM = TOP + HEIGHT;
    private static final int VALUE_STEPS = 4;
    private static final int COLUMNS_PER_TIME = 90;
    /** Labels of ticks nearer than that to the edge would be cut off. */
    private static final double EDGE = 26;
    /** Marks nearer than that to another have no number; nearer than {@link #TIGHT} they are one line. */
    private static final double CLOSE = 15;

    private static final double TIGHT = 2;
    private static final double HEADROOM = 1.05;

    private final Html html;
    private final Words words;
    private final long from;
    private final long to;

    /**
     * Draws for a range of time.
     *
     * @param from the left end, in milliseconds since the epoch
     * @param to the right end, later
     */
    SvgChart(Html html, Words words, long from, long to) {
        this.html = html;
        this.words = words;
        this.from = from;
        this.to = to;
    }

    /** An empty series for charts of this range, which may be as wide as the page. */
    Fold fold(boolean wide) {
        return new Fold(from, to, wide ? WIDE_COLUMNS : COLUMNS);
    }

    /**
     * Draws a chart.
     *
     * @param what a sentence for those who cannot see it
     */
    void draw(Chart chart, List<Mark> marks, String what) {
        double peak = Math.max(chart.peak() * HEADROOM, chart.smallest());
        double step = Math.max(chart.smallest(), Axis.roundUp(peak / VALUE_STEPS));
        double top = Math.ceil(peak / step - 1e-9) * step;
        html.open(
                        "svg",
                        "viewBox",
                        "0 0 " + (LEFT + chart.columns() + RIGHT) + " " + (BOTTOM + BELOW),
                        "role",
                        "img",
                        "aria-labelledby",
                        chart.id() + "-title " + chart.id() + "-desc")
                .element("title", chart.title(), "id", chart.id() + "-title")
                .element("desc", what, "id", chart.id() + "-desc")
                .line();
        axes(chart, step, top);
        // The first is the most telling and lies on top.
        for (Chart.Line line : chart.series().reversed()) {
            if (chart.bars()) {
                bars(line, top);
            } else {
                line(line, top, chart.series().size() == 1);
            }
        }
        limits(chart, top);
        marks(chart, marks);
        html.close("svg").line();
    }

    private void axes(Chart chart, double step, double top) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
            double y = y(i * step, top);
            lines.append('M')
                    .append(LEFT)
                    .append(' ')
                    .append(number(y))
                    .append('h')
                    .append(chart.columns());
            html.element(
                    "text",
                    chart.label().apply(i * step),
                    "class",
                    "value",
                    "x",
                    Integer.toString(LEFT - 7),
                    "y",
                    number(y + 3.5));
        }
        html.open("path", "class", "grid", "d", lines.toString()).close("path");
        StringBuilder ticks = new StringBuilder();
        for (Axis.Tick tick : Axis.times(from, to, chart.columns() / COLUMNS_PER_TIME, words.zone())) {
            double x = x(tick.at(), chart);
            ticks.append('M').append(number(x)).append(' ').append(BOTTOM).append("v4");
            if (x <= LEFT + chart.columns() + RIGHT - EDGE) {
                html.element("text", tick.label(), "class", "time", "x", number(x), "y", Integer.toString(BOTTOM + 17));
            }
        }
        html.open("path", "class", "axis", "d", "M" + LEFT + " " + BOTTOM + "h" + chart.columns() + ticks)
                .close("path")
                .line();
    }

    private void line(Chart.Line line, double top, boolean filled) {
        Fold fold = line.fold();
        StringBuilder path = new StringBuilder();
        StringBuilder area = new StringBuilder();
        boolean parted = true;
        double begin = 0;
        double x = 0;
        for (int i = 0; i < fold.columns(); i++) {
            if (!fold.has(i)) {
                if (fold.gap(i) && !parted) {
                    end(area, begin, x);
                    parted = true;
                }
                continue;
            }
            x = LEFT + fold.position(i);
            String points = points(fold, i, x, top);
            if (parted) {
                begin = x;
                // A point without neighbours is a line without length, of which the round ends show.
                path.append('M').append(points).append("h0");
                area.append('M').append(points);
            } else {
                path.append('L').append(points);
                area.append('L').append(points);
            }
            // What came before the gap of this column still belongs to it: the next one begins anew.
            parted = fold.gap(i);
            if (parted) {
                end(area, begin, x);
            }
        }
        if (!parted) {
            end(area, begin, x);
        }
        if (filled) {
            html.open("path", "class", "area t" + line.tone(), "d", area.toString())
                    .close("path");
        }
        html.open("path", "class", "line t" + line.tone(), "d", path.toString())
                .close("path")
                .line();
    }

    private static void end(StringBuilder area, double begin, double x) {
        area.append('L')
                .append(number(x))
                .append(' ')
                .append(BOTTOM)
                .append('L')
                .append(number(begin))
                .append(' ')
                .append(BOTTOM)
                .append('Z');
    }

    /** The points of a column; one where all are alike. */
    private static String points(Fold fold, int column, double x, double top) {
        StringBuilder points = new StringBuilder();
        String before = "";
        double[] values = {fold.first(column), fold.least(column), fold.most(column), fold.last(column)};
        for (double value : values) {
            String point = number(x) + " " + number(y(value, top));
            if (!point.equals(before)) {
                points.append(before.isEmpty() ? "" : "L").append(point);
                before = point;
            }
        }
        return points.toString();
    }

    private void bars(Chart.Line line, double top) {
        Fold fold = line.fold();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < fold.columns(); i++) {
            if (fold.has(i) && fold.most(i) > 0) {
                path.append('M')
                        .append(number(LEFT + fold.position(i)))
                        .append(' ')
                        .append(BOTTOM)
                        .append('V')
                        .append(number(y(fold.most(i), top)));
            }
        }
        html.open("path", "class", "bar t" + line.tone(), "d", path.toString())
                .close("path")
                .line();
    }

    private void limits(Chart chart, double top) {
        for (Chart.Limit limit : chart.shownLimits()) {
            html.open(
                            "path",
                            "class",
                            "limit",
                            "d",
                            "M" + LEFT + " " + number(y(limit.value(), top)) + "h" + chart.columns())
                    .element("title", limit.text())
                    .close("path")
                    .line();
        }
    }

    private void marks(Chart chart, List<Mark> marks) {
        double line = Double.NEGATIVE_INFINITY;
        double label = Double.NEGATIVE_INFINITY;
        for (Mark mark : marks) {
            double x = x(mark.annotation().atMillis(), chart);
            if (x - line < TIGHT) {
                continue;
            }
            line = x;
            html.open("g", "class", "mark " + mark.style())
                    .element("title", mark.number() + ": " + mark.annotation().text())
                    .open("path", "d", "M" + number(x) + " " + TOP + "V" + BOTTOM)
                    .close("path");
            if (x - label >= CLOSE) {
                label = x;
                html.open("circle", "cx", number(x), "cy", Integer.toString(TOP - 8), "r", "7.5")
                        .close("circle")
                        .element(
                                "text",
                                Integer.toString(mark.number()),
                                "x",
                                number(x),
                                "y",
                                number(TOP - 4.8),
                                "class",
                                mark.number() > 99 ? "long" : "short");
            }
            html.close("g").line();
        }
    }

    private double x(long at, Chart chart) {
        return LEFT + (double) (Math.clamp(at, from, to) - from) / (to - from) * chart.columns();
    }

    private static double y(double value, double top) {
        return BOTTOM - Math.clamp(value / top, 0, 1) * HEIGHT;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
