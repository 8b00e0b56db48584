package org.netsonde.engine.experiment;

import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.Verdict;

/**
 * Comparisons in words.
 *
 * @param result of which they are
 * @param words the language
 */
record ComparisonText(ExperimentResult result, ExperimentWords words) {

    /** What a comparison shows, with its figures and how sure it is. */
    String sentence(PointResult point, Comparison comparison) {
        String side = name(point, comparison.side());
        String baseline = name(point, comparison.baseline());
        Estimate ratio = comparison.ratio();
        return switch (comparison.verdict()) {
            case BETTER, WORSE -> measured(point, comparison);
            case EQUAL ->
                words.said(
                        "equal",
                        side,
                        baseline,
                        words.percent(RunLimits.MATTERS),
                        words.ratio(ratio.low(), ratio),
                        words.ratio(ratio.high(), ratio),
                        words.count(point.rounds()));
            case OPEN ->
                words.said(
                        point.rounds() < RunLimits.MOST_ROUNDS ? "open" : "openAtMost",
                        side,
                        baseline,
                        words.ratio(ratio.low(), ratio),
                        words.ratio(ratio.high(), ratio),
                        words.count(point.rounds()));
            case TOO_FEW -> words.said("tooFew", side, baseline, words.count(point.rounds()));
        };
    }

    private String measured(PointResult point, Comparison comparison) {
        Estimate shown = shown(comparison);
        return words.said(
                "measured",
                claim(point, comparison),
                ExperimentWords.inside(words.figure(result.main()), words.locale()),
                value(point, comparison.side()),
                value(point, comparison.baseline()),
                words.percent(RunLimits.LEVEL),
                words.ratio(shown.low(), shown),
                words.ratio(shown.high(), shown),
                words.count(point.rounds()));
    }

    /** What a side does against another, without a full stop. */
    String claim(PointResult point, Comparison comparison) {
        Estimate shown = shown(comparison);
        return words.said(
                "claim." + kind() + (comparison.verdict() == Verdict.WORSE ? ".worse" : ".better"),
                name(point, comparison.side()),
                words.ratio(shown.value(), shown),
                name(point, comparison.baseline()));
    }

    /** The same comparison from the other side. */
    static Comparison reversed(Comparison comparison) {
        Verdict verdict = switch (comparison.verdict()) {
            case BETTER -> Verdict.WORSE;
            case WORSE -> Verdict.BETTER;
            default -> comparison.verdict();
        };
        return new Comparison(comparison.baseline(), comparison.side(), inverse(comparison.ratio()), verdict);
    }

    /** The words go by what figures count: who has a higher rate does more, who has a lower time is faster. */
    private String kind() {
        Figure main = result.main();
        return switch (main.unit()) {
            case PER_SECOND -> main.higherIsBetter() ? "rate" : "less";
            case BYTES_PER_SECOND -> main.higherIsBetter() ? "throughput" : "less";
            case NANOS -> main.higherIsBetter() ? "more" : "time";
            case BYTES, SHARE, COUNT -> main.higherIsBetter() ? "more" : "less";
        };
    }

    /** The ratio as the words want it: of what is better where less is, "twice as fast" but "takes twice as long". */
    private Estimate shown(Comparison comparison) {
        boolean inverse = switch (kind()) {
            case "less" -> true;
            case "time" -> comparison.verdict() == Verdict.WORSE;
            default -> false;
        };
        return inverse ? inverse(comparison.ratio()) : comparison.ratio();
    }

    private static Estimate inverse(Estimate ratio) {
        return new Estimate(1 / ratio.value(), 1 / ratio.high(), 1 / ratio.low());
    }

    private String value(PointResult point, String side) {
        return words.value(
                result.main(), point.side(side).estimates().getFirst().value());
    }

    String name(PointResult point, String side) {
        return words.text(point.side(side).name());
    }
}
