package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.FrameScanner;
import org.netsonde.engine.message.FrameTooLargeException;

/**
 * Framing and protocol: finds the messages of each read and hands them to the session. Messages are not turned into
 * objects of their own; one read may carry hundreds.
 */
final class MessageStage extends ChannelInboundHandlerAdapter implements FrameScanner.Sink {

    private final FrameScanner scanner;
    private final StreamSession session;
    private @Nullable ByteBuf held;
    private int messages;
    private boolean lost;
    private boolean over;

    MessageStage(FrameScanner scanner, StreamSession session) {
        this.scanner = scanner;
        this.session = session;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        session.opened();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws FrameTooLargeException {
        ByteBuf bytes = (ByteBuf) message;
        if (lost) {
            bytes.release();
            return;
        }
        ByteBuf in = held == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, bytes);
        held = null;
        int start = in.readerIndex();
        messages = 0;
        try {
            scanner.scan(in, this);
        } catch (FrameTooLargeException e) {
            // Where the next message begins cannot be known any more: what still comes is passed over.
            lost = true;
            throw e;
        } finally {
            if (messages > 0) {
                session.read(in, start, in.readerIndex(), messages);
            }
            held = rest(ctx, in, start);
            if (held != null) {
                session.begun();
            }
        }
    }

    /** The beginning of a message whose end has not come. What stands before it is not kept, or the buffer would grow. */
    private @Nullable ByteBuf rest(ChannelHandlerContext ctx, ByteBuf in, int start) {
        if (in.isReadable() && !lost && in.readerIndex() == start) {
            return in;
        }
        ByteBuf rest = in.isReadable() && !lost
                ? ctx.alloc().buffer(in.readableBytes()).writeBytes(in)
                : null;
        in.release();
        return rest;
    }

    @Override
    public void frame(ByteBuf in, int index, int length) {
        messages++;
        session.frame(in, index, length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        session.readComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        session.writable(ctx.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            session.inputClosed();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (held != null) {
            held.release();
            held = null;
        }
        // One that was never active, such as one whose channel could not be set up.
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            session.closed();
        }
    }
}
