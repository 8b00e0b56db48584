package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Puts the frames of a message together. The decoder before it sees to it that they come in an order that makes sense.
 * Confined to one thread.
 */
final class Assembly {

    private final long limit;
    private @Nullable ByteBuf begun;

    /**
     * An assembly.
     *
     * @param limit how long a message may be, in bytes
     */
    Assembly(long limit) {
        this.limit = limit;
    }

    /**
     * Takes in a frame of text, binary or continuation, and leaves it with the caller.
     *
     * @return the message as {@link Typed} bytes, owned by the caller, if this was its last frame
     * @throws CorruptedWebSocketFrameException if the message is longer than allowed
     */
    @Nullable
    ByteBuf add(ByteBufAllocator alloc, WebSocketFrame frame) {
        ByteBuf payload = frame.content();
        ByteBuf typed = begun;
        if (typed == null) {
            Kind kind = frame instanceof BinaryWebSocketFrame ? Kind.BINARY : Kind.TEXT;
            typed = alloc.buffer(1 + payload.readableBytes()).writeByte(kind.opcode());
            begun = typed;
        }
        if (typed.readableBytes() - 1 + (long) payload.readableBytes() > limit) {
            giveUp();
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG, "a message is longer than " + limit + " bytes");
        }
        typed.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
        if (!frame.isFinalFragment()) {
            return null;
        }
        begun = null;
        return typed;
    }

    /** Forgets what has begun. */
    void giveUp() {
        if (begun != null) {
            begun.release();
            begun = null;
        }
    }
}
