package org.netsonde.engine.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.session.Machine;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came of an experiment, with all that is needed to judge it.
 *
 * @param experiment its id
 * @param parameters what it was run with, every one of them
 * @param at when it began
 * @param took how long it took, with starting and warming up
 * @param limits how long it was to go on
 * @param machine where it ran
 * @param ending why it ended
 * @param figures what was measured, the main one first
 * @param axis what was varied; null for nothing
 * @param points one for each value of the axis that was reached, or the only one; none where it was cancelled before
 * @param notes what is to be said of it
 */
public record ExperimentResult(
        String experiment,
        ObjectNode parameters,
        Instant at,
        Duration took,
        RunLimits limits,
        Machine machine,
        Ending ending,
        List<Figure> figures,
        @Nullable Axis axis,
        List<PointResult> points,
        List<Phrase> notes) {

    /** Why it ended. */
    public enum Ending {
        /** Every interval was narrow enough. */
        PRECISE,
        /** The time was up, or a side had done all that it may: {@link Side#most}. */
        TIME,
        /** The user ended it. */
        CANCELLED,
        /** It goes on. */
        RUNNING
    }

    public ExperimentResult {
        parameters = parameters.deepCopy();
        figures = List.copyOf(figures);
        points = List.copyOf(points);
        notes = List.copyOf(notes);
    }

    @Override
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }

    /** The figure by which sides are compared. */
    public Figure main() {
        return figures.getFirst();
    }
}
