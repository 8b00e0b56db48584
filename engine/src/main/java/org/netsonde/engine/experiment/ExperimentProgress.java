package org.netsonde.engine.experiment;

/**
 * How far an experiment is.
 *
 * @param phase what it does now
 * @param point the point, from 0
 * @param points how many points there are
 * @param rounds rounds measured at this point
 * @param fraction how much of the time is over, from 0 to 1; it may end earlier
 * @param soFar what is known so far; renewed after each round
 */
public record ExperimentProgress(
        Phase phase, int point, int points, int rounds, double fraction, ExperimentResult soFar) {

    /** What an experiment does. */
    public enum Phase {
        /** Servers and clients are started. */
        STARTING,
        /** Work is done without being measured, to find out how much a block holds. */
        WARMING_UP,
        /** Blocks are measured. */
        MEASURING
    }
}
