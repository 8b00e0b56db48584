package org.netsonde.engine.session.compare;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.TimeRange;

/** Compares what two endpoints did. Stateless; reads sessions, so it may wait for the disk. */
public final class Comparison {

    private Comparison() {}

    /**
     * The difference of each figure that at least one of the two has.
     *
     * @param a the first endpoint
     * @param timeA when
     * @param b the second, which may be the first at another time
     * @param timeB when
     */
    public static List<Difference> of(SessionEndpoint a, TimeRange timeA, SessionEndpoint b, TimeRange timeB) {
        Run first = Run.of(a, timeA);
        Run second = Run.of(b, timeB);
        List<Difference> differences = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            double before = first.whole(figure);
            double after = second.whole(figure);
            if (!Double.isNaN(before) || !Double.isNaN(after)) {
                Evidence evidence =
                        Evidence.of(first.values(figure), second.values(figure), Difference.change(before, after));
                differences.add(new Difference(figure, before, after, evidence));
            }
        }
        return differences;
    }
}
