package org.netsonde.engine.experiment;

import org.netsonde.engine.FailureException;

/** Work that is ready to be done one way, with everything that it needs started. Used by one thread. */
@FunctionalInterface
public interface Work {

    /**
     * Does a block of it, and blocks until it is done. Each unit of it is bounded in time, so that it ends.
     *
     * @param units how many units; at least 1
     * @throws FailureException if it cannot be done at all; single failures are counted
     */
    Tally run(int units);

    /** How many units a block has at least, so that the beginning and the end of a block count for little; at least 1. */
    default int least() {
        return 1;
    }
}
