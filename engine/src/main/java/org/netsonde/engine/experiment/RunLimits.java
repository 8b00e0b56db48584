package org.netsonde.engine.experiment;

import java.time.Duration;

/**
 * How long an experiment goes on.
 *
 * @param time the longest it measures, all points together; starting and warming up come on top
 * @param width it ends earlier once every interval of the main figure and of its ratios reaches no further than this part
 *     of the figure, such as 0.02
 * @param seed of the order in which sides take turns
 */
public record RunLimits(Duration time, double width, long seed) {

    /** The confidence of every interval. Where several ratios are drawn from one run, it holds for all of them together. */
    public static final double LEVEL = 0.95;

    /** From which relative difference on one would care. */
    public static final double MATTERS = 0.05;

    /** The fewest rounds at each point. */
    public static final int FEWEST_ROUNDS = 10;

    /** The most rounds at each point. */
    public static final int MOST_ROUNDS = 400;

    /** Twenty seconds, or until figures are known to within two hundredths. */
    public static RunLimits standard(long seed) {
        return new RunLimits(Duration.ofSeconds(20), 0.02, seed);
    }

    /** The same for another time. */
    public RunLimits within(Duration limit) {
        return new RunLimits(limit, width, seed);
    }
}
