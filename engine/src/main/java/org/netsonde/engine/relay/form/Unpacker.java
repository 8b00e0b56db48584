package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.relay.link.Outlet;

/** Finds the messages of one direction. Confined to the event loop of the conversation. */
public interface Unpacker {

    /**
     * More bytes, which are taken over. Everything in them comes out sooner or later, in order: whole messages as such,
     * anything else as a stretch of bytes.
     *
     * @throws FrameTooLargeException if a message is longer than allowed; those before it have come out
     */
    void take(ByteBuf bytes, Outlet out) throws FrameTooLargeException;

    /** No more comes: what is left comes out as it is, and then the end. */
    void end(Outlet out);

    /** How many bytes it holds now, since the message that they belong to is not whole. */
    default int held() {
        return 0;
    }

    /** Gives back what it holds. */
    void release();
}
