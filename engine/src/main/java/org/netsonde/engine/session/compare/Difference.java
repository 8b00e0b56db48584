package org.netsonde.engine.session.compare;

/**
 * What became of one figure from one run to the other.
 *
 * @param figure which
 * @param a its value over the first run: rates and open connections on average, latencies over all that there were; NaN
 *     where there is none
 * @param b likewise over the second
 * @param evidence whether that is more than chance
 */
public record Difference(Figure figure, double a, double b, Evidence evidence) {

    /** The change from the first to the second, as a fraction of the first; infinite where that is 0, NaN without values. */
    public double change() {
        return change(a, b);
    }

    static double change(double a, double b) {
        return a == b ? 0 : (b - a) / a;
    }

    /** Whether it is significant and a change for the better. */
    public boolean isBetter() {
        return isSignificant()
                && figure.better() != Figure.Better.NEITHER
                && (b > a) == (figure.better() == Figure.Better.HIGHER);
    }

    /** Whether it is significant and a change for the worse. */
    public boolean isWorse() {
        return isSignificant() && figure.better() != Figure.Better.NEITHER && !isBetter();
    }

    /** Whether it is significant. */
    public boolean isSignificant() {
        return evidence.verdict() == Evidence.Verdict.SIGNIFICANT;
    }
}
