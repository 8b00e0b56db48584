package org.netsonde.engine.protocol;

import java.util.Set;

/** Whom a message goes to, or which connections are closed. */
public sealed interface Target {

    /** Every open connection. */
    record All() implements Target {}

    /** The connections with these ids; those that are closed by now are counted as skipped. */
    record Some(Set<Long> connections) implements Target {
        public Some {
            connections = Set.copyOf(connections);
        }
    }

    /** Every open connection. */
    static Target all() {
        return new All();
    }

    /** One connection. */
    static Target one(long connection) {
        return new Some(Set.of(connection));
    }
}
