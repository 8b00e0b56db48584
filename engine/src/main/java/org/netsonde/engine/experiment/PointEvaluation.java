package org.netsonde.engine.experiment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.PairedRatio;

/** What the blocks of a point show. Stateless. */
final class PointEvaluation {

    private PointEvaluation() {}

    /**
     * The figures of all sides, and the comparison of each with the first.
     *
     * @param comparisons how many ratios the whole experiment draws: all of them together are to be right with the level's
     *     confidence (Bonferroni)
     */
    static PointResult of(Plan plan, @Nullable Double at, int rounds, List<SideRun> sides, int comparisons) {
        List<SideResult> results = new ArrayList<>();
        List<Comparison> compared = new ArrayList<>();
        double together = 1 - (1 - RunLimits.LEVEL) / Math.max(1, comparisons);
        Measure main = plan.measures().getFirst();
        SideRun baseline = sides.getFirst();
        for (SideRun side : sides) {
            SideResult result = side.result(RunLimits.LEVEL);
            results.add(result);
            if (side != baseline) {
                Estimate ratio = PairedRatio.of(side.values(0), baseline.values(0), main.higherIsBetter(), together);
                compared.add(new Comparison(
                        result.id(), results.getFirst().id(), ratio, PairedRatio.verdict(ratio, RunLimits.MATTERS)));
            }
        }
        return new PointResult(at, rounds, results, compared);
    }

    /** Whether the intervals of the main figure and of all ratios reach no further than a part of the figure. */
    static boolean precise(Plan plan, @Nullable PointResult result, double width) {
        return result != null
                && result.sides().stream()
                        .allMatch(side -> side.estimates().getFirst().relativeWidth() <= width)
                && result.comparisons().stream()
                        .allMatch(comparison -> comparison.ratio().relativeWidth() <= width);
    }
}
