package org.netsonde.engine.message.rule;

import org.jspecify.annotations.Nullable;

/** What the groups of a pattern have captured of a message. */
@FunctionalInterface
public interface Captures {

    /** No groups. */
    Captures NONE = name -> null;

    /** What a group has captured, by number or name; null if it took no part. */
    byte @Nullable [] group(String name);
}
