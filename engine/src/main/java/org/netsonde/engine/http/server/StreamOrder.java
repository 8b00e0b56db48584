package org.netsonde.engine.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import org.jspecify.annotations.Nullable;

/**
 * In front of the frames of HTTP/2: sees to it that a head opens a new stream, with a number higher than all before, or ends
 * one that the peer has not ended (RFC 9113, sections 5.1 and 5.1.1). Netty takes a head on a stream that has ended for an
 * error of that stream, which it cannot be since nothing says what it belongs to. Looks at the heads of frames only.
 */
final class StreamOrder extends ChannelInboundHandlerAdapter {

    private static final int FRAME_HEAD = 9;
    private static final int RECENT = 256;

    private final int mostOpen;
    private final IntObjectMap<Boolean> open = new IntObjectHashMap<>();
    private final int[] recent = new int[RECENT];
    private final int[] refused = new int[RECENT];
    private final byte[] head = new byte[FRAME_HEAD];
    private int recentAt;
    private int refusedAt;
    private int headBytes;
    private int skip = Http2CodecUtil.connectionPrefaceBuf().readableBytes();
    private int last;
    private boolean broken;

    /**
     * The stage of one connection.
     *
     * @param mostOpen how many streams may be open at a time; more than are served, since a peer may not know yet
     */
    StreamOrder(int mostOpen) {
        this.mostOpen = mostOpen;
    }

    /**
     * A stream has ended, on both sides. Where the peer has not ended it, the server has no use for the rest, and what the peer
     * sends before it learns of that is no error (RFC 9113, section 5.1).
     */
    void ended(int stream) {
        if (open.remove(stream) != null) {
            refused[refusedAt++ % RECENT] = stream;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ctx.fireChannelRead(message);
            return;
        }
        if (broken) {
            bytes.release();
            return;
        }
        Http2Exception error = look(bytes);
        if (error == null) {
            ctx.fireChannelRead(bytes);
        } else {
            broken = true;
            bytes.release();
            ctx.fireExceptionCaught(error);
        }
    }

    private @Nullable Http2Exception look(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            int part = Math.min(skip, end - at);
            at += part;
            skip -= part;
            while (at < end && skip == 0) {
                head[headBytes++] = bytes.getByte(at++);
                if (headBytes == FRAME_HEAD) {
                    headBytes = 0;
                    skip = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
                    Http2Exception error = frame();
                    if (error != null) {
                        return error;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Http2Exception frame() {
        int id = (head[5] & 0x7f) << 24 | (head[6] & 0xff) << 16 | (head[7] & 0xff) << 8 | (head[8] & 0xff);
        boolean ends = (head[4] & Http2Flags.END_STREAM) != 0;
        switch (head[3]) {
            case Http2FrameTypes.HEADERS -> {
                if (id == 0) {
                    return Http2Exception.connectionError(
                            Http2Error.PROTOCOL_ERROR, "A head belongs to no stream (RFC 9113, section 6.2)");
                } else if (id > last) {
                    last = id;
                    recent[recentAt++ % RECENT] = id;
                    if (!ends) {
                        open.put(id, Boolean.TRUE);
                    }
                    return open.size() > mostOpen
                            ? Http2Exception.connectionError(
                                    Http2Error.ENHANCE_YOUR_CALM, "%d streams are open at a time", open.size())
                            : null;
                } else if (!open.containsKey(id)) {
                    if (contains(refused, id)) {
                        return null;
                    }
                    return contains(recent, id)
                            ? Http2Exception.connectionError(
                                    Http2Error.STREAM_CLOSED, "Stream %d was ended, and gets a head", id)
                            : Http2Exception.connectionError(
                                    Http2Error.PROTOCOL_ERROR, "Stream %d comes behind stream %d", id, last);
                } else if (ends) {
                    open.remove(id);
                }
            }
            case Http2FrameTypes.DATA -> {
                if (ends) {
                    open.remove(id);
                }
            }
            case Http2FrameTypes.RST_STREAM -> open.remove(id);
            default -> {}
        }
        return null;
    }

    private static boolean contains(int[] streams, int id) {
        for (int known : streams) {
            if (known == id) {
                return true;
            }
        }
        return false;
    }
}
