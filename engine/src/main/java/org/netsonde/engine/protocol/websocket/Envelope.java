package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import org.netsonde.engine.message.Packing;

/**
 * How sessions hand {@link Typed} messages to {@link WebSocketStage}, which makes frames of them: behind their length in
 * four bytes. So a session may gather many, and one that goes to every connection is made once.
 */
final class Envelope implements Packing {

    /** The length and the kind. */
    private static final int HEAD = 5;

    @Override
    public void encode(ByteBuf in, int index, int length, ByteBuf out) {
        out.writeInt(length).writeBytes(in, index, length);
    }

    @Override
    public boolean isMessage(byte[] payload) {
        Kind kind = Typed.kind(payload);
        return kind != null && !kind.isControl();
    }

    /** That of the payload: the heads of its frames are not made yet, and it may be compressed. */
    @Override
    public int length(ByteBuf encoded) {
        return encoded.readableBytes() - HEAD;
    }

    /** Takes the next message from what a session wrote; owned by the caller. */
    static ByteBuf next(ByteBuf written) {
        return written.readRetainedSlice(written.readInt());
    }
}
