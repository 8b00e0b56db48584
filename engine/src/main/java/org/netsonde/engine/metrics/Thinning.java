package org.netsonde.engine.metrics;

/**
 * How far a history had to be made coarser to stay in its budget.
 *
 * @param untilMillis samples up to this time stand for longer intervals; 0 when nothing was thinned
 * @param times how often the oldest samples were merged pairwise; each time doubles their interval
 */
public record Thinning(long untilMillis, int times) {

    /** Nothing was thinned. */
    public static final Thinning NONE = new Thinning(0, 0);
}
