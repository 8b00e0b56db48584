package org.netsonde.engine.export.report;

import java.math.BigDecimal;
import java.util.List;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.threshold.Measure;
import org.netsonde.engine.threshold.Threshold;
import org.netsonde.engine.threshold.ThresholdVerdict;

/** How thresholds and what came of them stand in the report. Stateless. */
final class Verdicts {

    private Verdicts() {}

    /** A threshold in words. */
    static String rule(Threshold threshold, Measure measure, Words words) {
        String figure = words.figure(threshold.metric());
        String limit = value(threshold.limit(), measure, words);
        boolean above = threshold.side() == Threshold.Side.ABOVE;
        return threshold.holding().isZero()
                ? words.get(above ? "rule.above" : "rule.below", figure, limit)
                : words.get(
                        above ? "rule.aboveFor" : "rule.belowFor",
                        figure,
                        limit,
                        Durations.format(threshold.holding()));
    }

    private static String value(BigDecimal value, Measure measure, Words words) {
        String number = words.exact(value);
        return measure.unit().isEmpty() ? number : number + " " + measure.unit();
    }

    /** The table of the verdicts on an endpoint. */
    static void table(List<ThresholdVerdict> verdicts, Html html, Words words) {
        html.open("div", "class", "scroll").open("table", "class", "verdicts");
        html.element("caption", words.get("thresholds")).open("thead").open("tr");
        for (String column : List.of("rule", "verdict", "times", "broken", "worst", "judged")) {
            html.element("th", words.get("threshold." + column), "scope", "col", "class", "c-" + column);
        }
        html.close("tr").close("thead").open("tbody").line();
        for (ThresholdVerdict verdict : verdicts) {
            BigDecimal worst = verdict.worst();
            html.open("tr")
                    .element("th", rule(verdict.threshold(), verdict.measure(), words), "scope", "row")
                    .open("td");
            badge(verdict.outcome(), html, words);
            html.close("td")
                    .element("td", words.count(verdict.times()), "class", "n")
                    .element("td", verdict.broken() ? words.duration(verdict.brokenNanos()) : "–", "class", "n")
                    .element("td", worst == null ? "–" : verdict.measure().text(worst), "class", "n")
                    .element("td", words.duration(verdict.judgedNanos()), "class", "n")
                    .close("tr")
                    .line();
        }
        html.close("tbody").close("table").close("div").line();
    }

    /** A verdict as a word on a coloured ground. */
    static void badge(ThresholdVerdict.Outcome outcome, Html html, Words words) {
        switch (outcome) {
            case KEPT -> html.element("span", "✓ " + words.get("kept"), "class", "badge good");
            case BROKEN -> html.element("span", "✗ " + words.get("broken"), "class", "badge bad");
            case NOT_JUDGED -> html.element("span", words.get("notJudged"), "class", "badge plain");
        }
    }
}
