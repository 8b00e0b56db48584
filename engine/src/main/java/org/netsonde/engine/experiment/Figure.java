package org.netsonde.engine.experiment;

/**
 * A figure of a result.
 *
 * @param id as {@link Measure#id}
 * @param unit what its numbers are
 * @param higherIsBetter whether more of it is better
 */
public record Figure(String id, Measure.Unit unit, boolean higherIsBetter) {

    /** The figure of a measure. */
    public static Figure of(Measure measure) {
        return new Figure(measure.id(), measure.unit(), measure.higherIsBetter());
    }
}
