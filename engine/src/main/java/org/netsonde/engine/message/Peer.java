package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.SocketAddress;

/** The other side of a connection, as a {@link MessageHandler} sees it; used on the connection's event loop only. */
public interface Peer {

    /** Its address. */
    SocketAddress remote();

    /** Where to take buffers from. */
    ByteBufAllocator alloc();

    /** Answers with a message; framed, and flushed when the present read has been handled. Leaves ownership with the caller. */
    void reply(ByteBuf payload);

    /** Sends a message to every connection of the endpoint; leaves ownership with the caller. */
    void broadcast(ByteBuf payload, boolean includeSelf);
}
