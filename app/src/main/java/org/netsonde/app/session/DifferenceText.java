package org.netsonde.app.session;

import java.util.Locale;
import org.netsonde.app.chart.Unit;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.session.compare.Difference;
import org.netsonde.engine.session.compare.Evidence;
import org.netsonde.engine.session.compare.Figure;

/**
 * The differences of two runs in words, for the window and the terminal alike. Any thread.
 *
 * @param texts the language
 */
public record DifferenceText(Texts texts) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double SMALLEST_P = 0.0001;

    /** What is compared. */
    public String figure(Difference difference) {
        return texts.get("session.compare.figure." + word(difference.figure()));
    }

    /** Its value in the first run. */
    public String a(Difference difference) {
        return value(difference.figure(), difference.a());
    }

    /** Its value in the second run. */
    public String b(Difference difference) {
        return value(difference.figure(), difference.b());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String value(Figure figure, double value) {
        return switch (figure) {
            case REQUESTS, ERRORS -> Unit.PER_SECOND.format(value);
            case BYTES_IN, BYTES_OUT -> Unit.BYTES_PER_SECOND.format(value);
            case OPEN -> Unit.RATIO.format(value);
            default -> Unit.MILLISECONDS.format(value / NANOS_PER_MILLI);
        };
    }

    /** The change, in per cent of the first. */
    public String change(Difference difference) {
        double change = difference.change();
        if (Double.isNaN(change)) {
            return Unit.NO_VALUE;
        }
        return Double.isInfinite(change)
                ? texts.get("session.compare.new")
                : String.format(texts.locale(), "%+.1f %%", change * 100);
    }

    /** Whether it is more than chance, in a sentence. */
    public String verdict(Difference difference) {
        Evidence evidence = difference.evidence();
        return switch (evidence.verdict()) {
            case SIGNIFICANT -> texts.get("session.verdict.significant", direction(difference), p(evidence));
            case SMALL -> texts.get("session.verdict.small", p(evidence));
            case CHANCE -> texts.get("session.verdict.chance", p(evidence));
            case TOO_SHORT ->
                texts.get("session.verdict.short", evidence.secondsA(), evidence.secondsB(), evidence.neededSeconds());
            case NO_VALUES -> texts.get("session.verdict.none");
        };
    }

    private String direction(Difference difference) {
        return texts.get(
                difference.isBetter()
                        ? "session.verdict.better"
                        : difference.isWorse() ? "session.verdict.worse" : "session.verdict.other");
    }

    private String p(Evidence evidence) {
        return evidence.p() < SMALLEST_P
                ? "p < " + String.format(texts.locale(), "%.4f", SMALLEST_P)
                : "p = " + String.format(texts.locale(), evidence.p() < 0.01 ? "%.4f" : "%.2f", evidence.p());
    }

    /** How that was found. */
    public String how(Difference difference) {
        Evidence evidence = difference.evidence();
        return texts.get(
                "session.verdict.how",
                evidence.block(),
                evidence.secondsA() / evidence.block(),
                evidence.secondsB() / evidence.block());
    }
}
