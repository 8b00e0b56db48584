package org.netsonde.engine.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a connection beyond its address. The connection's thread tells, anybody may look. Safe for threads.
 */
public final class ConnectionFacts {

    private volatile List<FactGroup> groups = List.of();

    /** Adds a group, or replaces the one of the same id in its place. Not called by two threads at once. */
    public void put(FactGroup group) {
        List<FactGroup> next = new ArrayList<>(groups);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).id().equals(group.id())) {
                next.set(i, group);
                groups = List.copyOf(next);
                return;
            }
        }
        next.add(group);
        groups = List.copyOf(next);
    }

    /** What is known as of now; a list that does not change, and is another one once more is known. */
    public List<FactGroup> groups() {
        return groups;
    }
}
