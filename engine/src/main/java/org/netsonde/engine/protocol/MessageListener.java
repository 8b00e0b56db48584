package org.netsonde.engine.protocol;

/** Receives messages of a binding. Called on the connection's event loop; must not block. */
@FunctionalInterface
public interface MessageListener<M> {

    /**
     * A message arrived.
     *
     * @param connection the id of the connection
     * @param message the message, already copied out of network buffers
     */
    void received(long connection, M message);
}
