package org.netsonde.engine.export.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.experiment.Figure;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.export.report.Html;

/**
 * Draws a figure of all sides as SVG: bars with intervals for one measurement, lines with bands for a sweep. Colours come
 * from the page's style sheet.
 */
final class ExperimentCharts {

    /** How many colours there are; further sides have them again, with broken lines. */
    static final int TONES = 4;

    private static final int WIDTH = 600;
    private static final int RIGHT = 14;
    private static final int LEFT = 64;
    private static final int TOP = 10;
    private static final int HEIGHT = 220;
    private static final int BOTTOM = TOP + HEIGHT;
    private static final int ROW = 44;
    private static final int BAR = 16;
    private static final int STEPS = 4;
    /** From which range on the points of an axis stand at equal ratios. */
    private static final double WIDE = 20;
    /** Labels nearer to each other than that would touch. */
    private static final double LABEL = 46;

    private final Html html;
    private final ExperimentWords words;

    ExperimentCharts(Html html, ExperimentWords words) {
        this.html = html;
        this.words = words;
    }

    /** The class of a side's colour. */
    static String tone(int side) {
        return "t" + (side % TONES + 1) + (side < TONES ? "" : " again");
    }

    /** Bars of one measurement. */
    void bars(PointResult point, Figure figure, int index) {
        Scale scale = new Scale(List.of(point), index);
        List<SideResult> sides = point.sides();
        open(sides.size() * ROW + 34, figure);
        int bottom = TOP + sides.size() * ROW;
        DoubleUnaryOperator x = value -> 18 + Math.clamp(value / scale.top(), 0, 1) * (WIDTH - 48);
        StringBuilder grid = new StringBuilder();
        for (double tick = 0; tick <= scale.top() * (1 + 1e-9); tick += scale.step()) {
            grid.append("M%s %dV%d".formatted(number(x.applyAsDouble(tick)), TOP, bottom));
            label("time", words.value(figure, tick), x.applyAsDouble(tick), bottom + 16);
        }
        path("grid", grid.toString());
        for (int i = 0; i < sides.size(); i++) {
            Estimate estimate = sides.get(i).estimates().get(index);
            int y = TOP + i * ROW + 18;
            html.element(
                    "text", words.text(sides.get(i).name()), "class", "side", "x", "18", "y", Integer.toString(y - 5));
            if (Double.isFinite(estimate.value())) {
                String end = number(x.applyAsDouble(estimate.value()));
                path("fill " + tone(i), "M18 %dH%sv%dH18Z".formatted(y, end, BAR));
                label("amount", words.value(figure, estimate.value()), WIDTH - 4.0, y - 5);
                whisker(estimate, x, y);
            }
        }
        html.close("svg").line();
    }

    private void whisker(Estimate estimate, DoubleUnaryOperator x, int y) {
        if (estimate.bounded()) {
            String low = number(x.applyAsDouble(estimate.low()));
            String high = number(x.applyAsDouble(estimate.high()));
            path("whisker", "M%s %dv10M%s %dH%sM%s %dv10".formatted(low, y + 3, low, y + 8, high, high, y + 3));
        }
    }

    /** Lines of a sweep. */
    void lines(ExperimentResult result, Axis axis, Figure figure, int index) {
        Scale scale = new Scale(result.points(), index);
        open(BOTTOM + 42, figure);
        DoubleUnaryOperator y = value -> BOTTOM - Math.clamp(value / scale.top(), 0, 1) * HEIGHT;
        StringBuilder grid = new StringBuilder();
        for (double tick = 0; tick <= scale.top() * (1 + 1e-9); tick += scale.step()) {
            grid.append("M%d %sH%d".formatted(LEFT, number(y.applyAsDouble(tick)), WIDTH - RIGHT));
            label("value", words.value(figure, tick), LEFT - 7.0, y.applyAsDouble(tick) + 3.5);
        }
        path("grid", grid.toString());
        DoubleUnaryOperator x = across(axis.values());
        double last = Double.NEGATIVE_INFINITY;
        for (double at : axis.values()) {
            path("axis", "M%s %dv4".formatted(number(x.applyAsDouble(at)), BOTTOM));
            if (x.applyAsDouble(at) - last >= LABEL) {
                last = x.applyAsDouble(at);
                label("time", words.at(axis, at), last, BOTTOM + 17);
            }
        }
        path("axis", "M%d %dH%d".formatted(LEFT, BOTTOM, WIDTH - RIGHT));
        label("time", words.axis(axis), (LEFT + WIDTH - RIGHT) / 2.0, BOTTOM + 36);
        for (int side = 0; side < result.points().getFirst().sides().size(); side++) {
            line(result.points(), side, index, x, y);
        }
        html.close("svg").line();
    }

    private void line(List<PointResult> points, int side, int index, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        StringBuilder line = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        for (PointResult point : points) {
            Estimate estimate = point.sides().get(side).estimates().get(index);
            if (!Double.isFinite(estimate.value())) {
                continue;
            }
            String at = number(x.applyAsDouble(Objects.requireNonNullElse(point.at(), 0.0)));
            String place = at + " " + number(y.applyAsDouble(estimate.value()));
            line.append(line.isEmpty() ? "M" : "L").append(place);
            dots.append('M').append(place).append("h0");
            if (estimate.bounded()) {
                upper.append(upper.isEmpty() ? "M" : "L")
                        .append(at)
                        .append(' ')
                        .append(number(y.applyAsDouble(estimate.high())));
                lower.insert(0, "L" + at + " " + number(y.applyAsDouble(estimate.low())));
            }
        }
        if (!upper.isEmpty()) {
            path("band " + tone(side), upper.append(lower).append('Z').toString());
        }
        path("line " + tone(side), line.toString());
        path("dot " + tone(side), dots.toString());
    }

    /** Where values of the axis stand: at equal ratios where they go far, as powers of two do. */
    private static DoubleUnaryOperator across(List<Double> values) {
        double first = values.getFirst();
        double last = values.getLast();
        double room = WIDTH - RIGHT - LEFT - 40.0;
        if (last == first) {
            return at -> LEFT + 20 + room / 2;
        }
        boolean ratios = first > 0 && last / first > WIDE;
        return at -> LEFT
                + 20
                + room * (ratios ? Math.log(at / first) / Math.log(last / first) : (at - first) / (last - first));
    }

    private void open(int height, Figure figure) {
        html.open("svg", "viewBox", "0 0 " + WIDTH + " " + height, "role", "img", "aria-label", words.figure(figure))
                .line();
    }

    private void path(String style, String lines) {
        html.open("path", "class", style, "d", lines).close("path").line();
    }

    private void label(String style, String text, double x, double y) {
        html.element("text", text, "class", style, "x", number(x), "y", number(y))
                .line();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /**
     * The axis of values: from 0, so that lengths compare.
     *
     * @param step the distance of its ticks
     * @param top its end
     */
    private record Scale(double step, double top) {

        Scale(List<PointResult> points, int index) {
            this(step(points, index), peak(points, index));
        }

        Scale {
            top = Math.ceil(top / step - 1e-9) * step;
        }

        private static double step(List<PointResult> points, int index) {
            return org.netsonde.engine.export.report.Axis.roundUp(peak(points, index) / STEPS);
        }

        private static double peak(List<PointResult> points, int index) {
            double peak = points.stream()
                    .flatMap(point -> point.sides().stream())
                    .map(side -> side.estimates().get(index))
                    .mapToDouble(estimate -> estimate.bounded() ? estimate.high() : estimate.value())
                    .filter(Double::isFinite)
                    .max()
                    .orElse(0);
            return peak > 0 ? peak * 1.02 : 1;
        }
    }
}
