package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;

/**
 * The behaviour of a server towards messages. One instance serves all connections of an endpoint and is called on all of
 * their event loops, so it is safe for threads.
 */
@FunctionalInterface
public interface MessageHandler {

    /**
     * A message arrived.
     *
     * @param in holds it at {@code index}; only valid during the call
     */
    void received(Peer peer, ByteBuf in, int index, int length);

    /** A connection was opened. */
    default void joined(Peer peer) {}

    /** A connection was closed, or another handler takes its place. */
    default void left(Peer peer) {}

    /** A connection that did not take more does again. */
    default void writable(Peer peer) {}

    /** Whether every message is sent back as it came, so that the bytes need not be touched at all. */
    default boolean echoesUnchanged() {
        return false;
    }
}
