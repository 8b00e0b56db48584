package org.netsonde.app.relay;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.netsonde.engine.protocol.BackEnd;

/** How the connections are spread over the back ends since the relay was started, or since the user counts. */
final class Shares {

    private final Map<BackEnd, Long> from = new WeakHashMap<>();

    /** Counts from now on. */
    void countAnew(List<BackEnd> backEnds) {
        from.clear();
        backEnds.forEach(backEnd -> from.put(backEnd, backEnd.total()));
    }

    /** How many connections a back end was given since then. */
    long count(BackEnd backEnd) {
        return Math.max(0, backEnd.total() - from.getOrDefault(backEnd, 0L));
    }

    /** How many all of them were given. */
    long sum(List<BackEnd> backEnds) {
        return backEnds.stream().mapToLong(this::count).sum();
    }
}
