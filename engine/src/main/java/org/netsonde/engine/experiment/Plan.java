package org.netsonde.engine.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * What an experiment does with the parameters that it was given.
 *
 * @param measures by what its sides are compared, the main one first
 * @param axis what is varied, with a measurement of all sides at each value; null for one measurement
 * @param sides the ways, two or more; the first is what the others are compared with
 * @param notes what is to be said before, such as what this machine does not have
 */
public record Plan(List<Measure> measures, @Nullable Axis axis, List<Side> sides, List<Phrase> notes) {

    public Plan {
        measures = List.copyOf(measures);
        sides = List.copyOf(sides);
        notes = List.copyOf(notes);
    }

    /** One measurement of these sides. */
    public static Plan of(List<Measure> measures, List<Side> sides) {
        return new Plan(measures, null, sides, List.of());
    }

    /** A sweep. */
    public static Plan sweep(List<Measure> measures, Axis axis, List<Side> sides) {
        return new Plan(measures, axis, sides, List.of());
    }

    /** The same, with something to be said. */
    public Plan noting(List<Phrase> said) {
        return new Plan(measures, axis, sides, said);
    }
}
