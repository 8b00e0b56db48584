package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;

/** How messages stand among the bytes that a session writes. Safe for threads. */
public interface Packing {

    /**
     * Appends a message to {@code out} as it is sent.
     *
     * @param in holds the payload at {@code index}; its indexes stay
     * @throws EscapeException if the message cannot be sent, such as one longer than its length field can say; nothing was
     *     appended
     */
    void encode(ByteBuf in, int index, int length, ByteBuf out);

    /** How many bytes an encoded message is said to have: those on the wire, as far as they are known here. */
    default int length(ByteBuf encoded) {
        return encoded.readableBytes();
    }

    /** Whether what a codec made is a message, and not something that only controls the connection. */
    default boolean isMessage(byte[] payload) {
        return true;
    }
}
