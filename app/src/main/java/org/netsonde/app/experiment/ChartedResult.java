package org.netsonde.app.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.netsonde.app.chart.Interval;
import org.netsonde.app.chart.IntervalData;
import org.netsonde.app.chart.IntervalSeries;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.experiment.Axis;
import org.netsonde.engine.experiment.Comparison;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.ExperimentWords;
import org.netsonde.engine.experiment.Figure;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.experiment.stat.Estimate;

/**
 * A result as the chart shows it: bars, or lines for a sweep.
 *
 * @param texts the words
 * @param words those of experiments
 */
record ChartedResult(Texts texts, ExperimentWords words) {

    /** Of the lines; what they are compared with is the first. */
    private static final List<Tone> LINES =
            List.of(Tone.NEUTRAL, Tone.ACCENT, Tone.SUCCESS, Tone.WARNING, Tone.FAULT, Tone.DANGER);

    /** The chart of one of its figures. */
    IntervalData of(ExperimentResult result, int index) {
        if (result.points().isEmpty()) {
            return IntervalData.NONE;
        }
        Figure figure = result.figures().get(index);
        String title = texts.get(
                figure.higherIsBetter() ? "experiments.chart.higher" : "experiments.chart.lower",
                words.experiment(result.experiment()),
                words.figure(figure));
        Axis axis = result.axis();
        List<SideResult> sides = result.points().getFirst().sides();
        List<IntervalSeries> series = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            String id = sides.get(i).id();
            Tone tone = axis != null ? LINES.get(i % LINES.size()) : i == 0 ? Tone.NEUTRAL : Tone.ACCENT;
            series.add(new IntervalSeries(
                    axis != null && i == 0
                            ? texts.get(
                                    "experiments.baseline.of",
                                    words.text(sides.get(i).name()))
                            : words.text(sides.get(i).name()),
                    tone,
                    result.points().stream()
                            .map(point -> interval(point, id, index, axis == null))
                            .toList()));
        }
        return new IntervalData(
                title,
                series,
                axis == null ? "" : words.axis(axis),
                axis == null
                        ? List.of()
                        : result.points().stream()
                                .map(point -> Objects.requireNonNull(point.at()))
                                .toList(),
                value -> words.value(figure, value),
                value -> axis == null ? "" : words.at(axis, value));
    }

    private Interval interval(PointResult point, String side, int index, boolean remarked) {
        Estimate estimate = point.side(side).estimates().get(index);
        String remark = remarked ? remark(point, side, index) : "";
        return new Interval(estimate.value(), estimate.low(), estimate.high(), remark);
    }

    /** Ratios are those of the main figure. */
    private String remark(PointResult point, String side, int index) {
        return comparison(point, side)
                .map(comparison -> index == 0 ? ratio(comparison.ratio()) : "")
                .orElseGet(() -> texts.get("experiments.baseline"));
    }

    /** How a side does against the first; nothing for the first itself. */
    static Optional<Comparison> comparison(PointResult point, String side) {
        return point.comparisons().stream()
                .filter(comparison -> comparison.side().equals(side))
                .findFirst();
    }

    /** A ratio with its interval. */
    String ratio(Estimate ratio) {
        String value = words.ratio(ratio.value(), ratio) + " ×";
        return ratio.bounded() ? value + " (" + range(ratio) + ")" : value;
    }

    /** The interval of a ratio. */
    String range(Estimate ratio) {
        return words.ratio(ratio.low(), ratio) + " – " + words.ratio(ratio.high(), ratio);
    }
}
