package org.netsonde.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis of numbers from end to end, even or by orders of magnitude, with round ticks.
 *
 * @param from its lower end
 * @param to its upper end
 * @param logarithmic whether equal distances are equal ratios
 * @param ticks where its labels are, rising
 */
record NumberScale(double from, double to, boolean logarithmic, List<Double> ticks) {

    /** From which ratio of the largest number to the smallest orders of magnitude say more. */
    static final double WIDE = 30;

    private static final double HEADROOM = 1.02;
    private static final double[] ROUND = {1, 2, 5};

    NumberScale {
        ticks = List.copyOf(ticks);
    }

    /**
     * An axis from zero.
     *
     * @param peak what it must reach at least
     * @param steps how many steps there is room for, at least 1
     */
    static NumberScale fromZero(double peak, int steps) {
        double reached = peak > 0 ? peak * HEADROOM : 1;
        double step = ValueScale.roundUp(reached / steps);
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i <= Math.ceil(reached / step - 1e-9); i++) {
            ticks.add(i * step);
        }
        return new NumberScale(0, ticks.getLast(), false, ticks);
    }

    /**
     * An axis by orders of magnitude.
     *
     * @param least a positive number that it must hold
     * @param peak another, not less
     * @param steps how many steps there is room for, at least 1
     */
    static NumberScale logarithmic(double least, double peak, int steps) {
        List<Double> all = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(peak)); power++) {
            for (double digit : ROUND) {
                all.add(digit * Math.pow(10, power));
            }
        }
        while (all.size() > 2 && all.get(1) <= least * (1 + 1e-9)) {
            all.removeFirst();
        }
        while (all.size() > 2 && all.get(all.size() - 2) >= peak * (1 - 1e-9)) {
            all.removeLast();
        }
        List<Double> ticks = all;
        if (all.size() > steps + 1) {
            ticks = all.stream().filter(NumberScale::power).toList();
        }
        for (int every = 2; ticks.size() > steps + 1; every++) {
            List<Double> powers = all.stream().filter(NumberScale::power).toList();
            List<Double> kept = new ArrayList<>();
            for (int i = 0; i < powers.size(); i += every) {
                kept.add(powers.get(i));
            }
            ticks = kept;
        }
        return new NumberScale(all.getFirst(), all.getLast(), true, ticks);
    }

    /** An axis for these numbers: by orders of magnitude where they are spread over more than one, else from zero. */
    static NumberScale of(DoubleStream bottoms, DoubleStream tops, int steps) {
        double least = bottoms.min().orElse(0);
        double peak = tops.max().orElse(0);
        return spread(least, peak) ? logarithmic(least, peak, steps) : fromZero(peak, steps);
    }

    /** Whether numbers from one to another are spread over more than an order of magnitude. */
    static boolean spread(double least, double peak) {
        return least > 0 && peak / least >= WIDE;
    }

    private static boolean power(double number) {
        double digits = Math.log10(number);
        return Math.abs(digits - Math.rint(digits)) < 1e-9;
    }

    /** Where a number stands, from 0 at the lower end to 1; those outside stand at the ends. */
    double part(double number) {
        double part = logarithmic
                ? Math.log(Math.max(number, from) / from) / Math.log(to / from)
                : (number - from) / (to - from);
        return Math.clamp(part, 0, 1);
    }
}
