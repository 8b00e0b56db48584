package org.netsonde.engine.stream;

import org.netsonde.engine.message.Packing;

/**
 * What stands between the bytes of a connection and the messages of its session: framing, or a protocol of its own. One
 * instance serves all connections of an endpoint; safe for threads.
 */
public interface MessageLayer {

    /** How sessions write messages for the stages of this layer. */
    Packing packing();

    /**
     * Whether a read is taken for a message, so that nothing tells how many messages it holds. What was sent before a read
     * counts as answered by it then.
     */
    default boolean readsAreMessages() {
        return false;
    }

    /** Adds the stages of one connection, behind those that count its bytes and decrypt them. */
    void install(Installation connection);
}
