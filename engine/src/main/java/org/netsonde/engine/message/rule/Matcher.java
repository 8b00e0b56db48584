package org.netsonde.engine.message.rule;

import org.jspecify.annotations.Nullable;

/** A compiled {@link Match}. Safe for threads. */
@FunctionalInterface
public interface Matcher {

    /** What was captured if the message matches; null if it does not. */
    @Nullable
    Captures match(Incoming message);
}
