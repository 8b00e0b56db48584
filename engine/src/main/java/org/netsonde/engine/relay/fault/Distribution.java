package org.netsonde.engine.relay.fault;

import java.util.SplittableRandom;

/**
 * How jitter is spread around a delay. Every draw is in units of the jitter; the shapes are those of Linux netem (the tables
 * of iproute2), which cut them at four times the jitter.
 */
public enum Distribution {
    /** Every value from -1 to 1 is as likely as any other. */
    UNIFORM {
        @Override
        double draw(SplittableRandom random) {
            return 2 * random.nextDouble() - 1;
        }
    },
    /** The bell curve with a standard deviation of 1. */
    NORMAL {
        @Override
        double draw(SplittableRandom random) {
            return Math.clamp(random.nextGaussian(), -MOST, MOST);
        }
    },
    /** Mostly a little early, seldom much too late: Pareto's with the index 3, moved so that its mean is 0. */
    PARETO {
        @Override
        double draw(SplittableRandom random) {
            // From 0 (excluded) to 1; its inverse power is from 1 to infinity and 3/2 on average.
            double u = 1 - random.nextDouble();
            return Math.min((1 / StrictMath.cbrt(u) - 1.5) * 4 / 3, MOST);
        }
    },
    /** A quarter of the normal and three quarters of Pareto's: close to what is measured on the Internet. */
    PARETO_NORMAL {
        @Override
        double draw(SplittableRandom random) {
            return 0.25 * NORMAL.draw(random) + 0.75 * PARETO.draw(random);
        }
    };

    /** The largest draw. */
    static final double MOST = 4;

    /** Draws how far from the delay; from -{@link #MOST} to {@link #MOST}. */
    abstract double draw(SplittableRandom random);
}
