package org.netsonde.engine.experiment;

import java.util.List;

/**
 * One measured block of one side.
 *
 * @param round the round, from 1
 * @param turn which turn of the round it had, from 1
 * @param units units done
 * @param failed units that failed
 * @param nanos how long it took
 * @param values the figures, in the order of the plan's measures
 */
public record Block(int round, int turn, long units, long failed, long nanos, List<Double> values) {

    public Block {
        values = List.copyOf(values);
    }
}
