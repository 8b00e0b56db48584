package org.netsonde.engine.protocol.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtension;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates the frames of compressed messages (RFC 7692, section 7.2.2), of a message no more than it may have. Netty's own
 * decoder does not go on behind a block that says it is the last, and takes a first fragment for broken from which nothing can
 * be inflated yet; both are allowed. Confined to one thread.
 */
final class Inflating extends ChannelInboundHandlerAdapter {

    /** What a sender leaves out at the end of a message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final int LEAST_ROOM = 256;

    /** How many last blocks a message may have: beginning anew behind each takes much longer than to inflate it. */
    private static final int MOST_ENDS = 1000;

    private final boolean forgets;
    private final int limit;
    private @Nullable Inflater inflater;
    private boolean compressed;
    private boolean begun;
    private int ends;
    private int inflated;
    private boolean lost;

    /**
     * A stage.
     *
     * @param forgets whether the peer does not refer to earlier messages
     * @param limit how long a message may be, in bytes
     */
    Inflating(boolean forgets, int limit) {
        this.forgets = forgets;
        this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame) || !isCompressed(frame)) {
            ctx.fireChannelRead(message);
        } else if (lost) {
            frame.release();
        } else {
            ctx.fireChannelRead(inflated(ctx, frame));
        }
    }

    private boolean isCompressed(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            compressed = (frame.rsv() & WebSocketExtension.RSV1) != 0;
            inflated = 0;
            begun = false;
            ends = 0;
            return compressed;
        }
        return frame instanceof ContinuationWebSocketFrame && compressed;
    }

    /** The same frame without compression; takes over the one that is compressed. */
    private WebSocketFrame inflated(ChannelHandlerContext ctx, WebSocketFrame frame) {
        int left = limit - inflated;
        long expected = Math.max(LEAST_ROOM, 2L * frame.content().readableBytes());
        ByteBuf out = ctx.alloc().buffer((int) Math.min(left, expected), left);
        lost = true;
        try {
            Inflater inflating = inflater == null ? new Inflater(true) : inflater;
            inflater = inflating;
            begun |= frame.content().isReadable();
            inflate(inflating, frame.content().nioBuffer(), out);
            if (frame.isFinalFragment()) {
                over(inflating, out);
            }
            lost = false;
            inflated += out.readableBytes();
            return plain(frame, out.retain());
        } catch (DataFormatException e) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "compressed data cannot be inflated", e);
        } finally {
            out.release();
            frame.release();
        }
    }

    private static WebSocketFrame plain(WebSocketFrame frame, ByteBuf content) {
        boolean last = frame.isFinalFragment();
        return switch (frame) {
            case TextWebSocketFrame text -> new TextWebSocketFrame(last, 0, content);
            case BinaryWebSocketFrame binary -> new BinaryWebSocketFrame(last, 0, content);
            default -> new ContinuationWebSocketFrame(last, 0, content);
        };
    }

    private void inflate(Inflater inflating, ByteBuffer in, ByteBuf out) throws DataFormatException {
        inflating.setInput(in);
        while (true) {
            int room = room(out);
            // A byte that there is no room for tells that the message is too long.
            ByteBuffer target = room == 0 ? ByteBuffer.allocate(1) : out.internalNioBuffer(out.writerIndex(), room);
            int count = inflating.inflate(target);
            if (count > 0 && room == 0) {
                throw new CorruptedWebSocketFrameException(
                        WebSocketCloseStatus.MESSAGE_TOO_BIG,
                        "a message is longer than " + limit + " bytes when it is inflated");
            } else if (count > 0) {
                out.writerIndex(out.writerIndex() + count);
            } else if (inflating.finished() && in.hasRemaining()) {
                // Behind a last block there may be more (RFC 7692, section 7.2.3.4).
                if (++ends > MOST_ENDS) {
                    throw new DataFormatException("too many last blocks");
                }
                inflating.reset();
                inflating.setInput(in);
            } else {
                return;
            }
        }
    }

    /** How much can be written, after making room where there is none. */
    private static int room(ByteBuf out) {
        if (!out.isWritable()) {
            out.ensureWritable(Math.min(Math.max(LEAST_ROOM, out.capacity()), out.maxWritableBytes()));
        }
        return out.writableBytes();
    }

    /** The message is over: what the next one may refer to stays. */
    private void over(Inflater inflating, ByteBuf out) throws DataFormatException {
        if (inflating.finished()) {
            ends++;
        } else if (begun) {
            inflate(inflating, ByteBuffer.wrap(TAIL), out);
        }
        if (forgets) {
            end();
        } else if (ends > 0) {
            // Who wrote a last block began anew behind it.
            inflating.reset();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    private void end() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }
}
