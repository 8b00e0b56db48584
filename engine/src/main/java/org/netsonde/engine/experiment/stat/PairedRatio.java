package org.netsonde.engine.experiment.stat;

import java.util.Arrays;

/**
 * Compares two series of which the n-th values were measured one right after the other, so that what slows the machine
 * meets both: the median of the ratios of the pairs, with its interval.
 */
public final class PairedRatio {

    private PairedRatio() {}

    /**
     * The ratio, always so that above 1 is better than the baseline.
     *
     * @param values positive numbers; pairs with one that is not are left out
     * @param higherIsBetter whether more of it is better, as of rates; else less, as of times
     * @param level the confidence of the interval
     */
    public static Estimate of(double[] values, double[] baseline, boolean higherIsBetter, double level) {
        int pairs = Math.min(values.length, baseline.length);
        double[] ratios = new double[pairs];
        int kept = 0;
        for (int i = 0; i < pairs; i++) {
            if (values[i] > 0 && baseline[i] > 0) {
                ratios[kept++] = higherIsBetter ? values[i] / baseline[i] : baseline[i] / values[i];
            }
        }
        return MedianInterval.of(Arrays.copyOf(ratios, kept), level);
    }

    /**
     * What a ratio shows.
     *
     * @param matters from which relative difference on one would care, such as 0.05
     */
    public static Verdict verdict(Estimate ratio, double matters) {
        if (!ratio.bounded()) {
            return Verdict.TOO_FEW;
        }
        if (ratio.low() >= 1 / (1 + matters) && ratio.high() <= 1 + matters) {
            return Verdict.EQUAL;
        }
        if (ratio.low() > 1) {
            return Verdict.BETTER;
        }
        return ratio.high() < 1 ? Verdict.WORSE : Verdict.OPEN;
    }
}
