package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import org.netsonde.engine.Failure;

/** What a connection of a pool is out for: it was sent a message that is to be answered. Called on the event loop. */
interface Errand {

    /**
     * The answer arrived.
     *
     * @param in holds it at {@code index}; only valid during the call
     */
    void answered(ClientSession on, ByteBuf in, int index, int length);

    /** What came with the answer was all read, and the connection is free again. */
    void over();

    /** The connection is gone, and nothing was answered; this has been counted and told. */
    void lost(Failure failure);
}
