package org.netsonde.engine.export.report;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One chart: what it is of and the lines in it.
 *
 * @param id what its parts are called in the page; unique there
 * @param title what it is of, with its unit
 * @param series its lines
 * @param label how the value axis is labelled
 * @param smallest the least step of that axis, 1 for counts
 * @param bars whether values are drawn as bars
 * @param limits thresholds of its figures
 */
record Chart(
        String id,
        String title,
        List<Line> series,
        DoubleFunction<String> label,
        double smallest,
        boolean bars,
        List<Limit> limits) {

    /**
     * A line.
     *
     * @param name what the legend calls it
     * @param tone the number of its colour
     */
    record Line(String name, int tone, Fold fold) {}

    /**
     * A threshold.
     *
     * @param value its limit in the unit of the chart
     * @param text what it says
     */
    record Limit(double value, String text) {}

    /** A limit so much higher than anything that was seen would only press the lines to the ground. */
    private static final double FAR = 4;

    Chart {
        series = List.copyOf(series);
        limits = List.copyOf(limits);
    }

    /** The largest value that is to be seen. */
    double peak() {
        double peak =
                series.stream().mapToDouble(line -> line.fold().peak()).max().orElse(0);
        for (Limit limit : shownLimits(peak)) {
            peak = Math.max(peak, limit.value());
        }
        return peak;
    }

    private List<Limit> shownLimits(double peak) {
        return limits.stream()
                .filter(limit -> limit.value() >= 0 && limit.value() <= FAR * Math.max(peak, smallest))
                .toList();
    }

    /** The limits that are near enough to be seen. */
    List<Limit> shownLimits() {
        return shownLimits(
                series.stream().mapToDouble(line -> line.fold().peak()).max().orElse(0));
    }

    /** Whether it fills the page. */
    boolean wide() {
        return columns() > SvgChart.COLUMNS;
    }

    /** Whether there is nothing in it. */
    boolean empty() {
        return series.stream().allMatch(line -> line.fold().values() == 0);
    }

    /** How many columns it is wide. */
    int columns() {
        return series.getFirst().fold().columns();
    }

    /** Whether there are more values than columns. */
    boolean folded() {
        return series.stream().anyMatch(line -> line.fold().folded());
    }
}
