package org.netsonde.engine.relay.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** Tells a conversation what happens on one of its two channels. */
final class SideStage extends ChannelInboundHandlerAdapter {

    /** One side of a conversation. */
    interface Side {
        /** It stands. */
        void opened();

        /** Bytes came, which are taken over. */
        void read(ByteBuf bytes);

        /** No more is to be read for now. */
        void readComplete();

        /** Whether it takes more has changed. */
        void writable();

        /** It sends no more. */
        void ended();

        /** It broke. Whoever else is told of it comes behind. */
        void broke(Throwable cause);

        /** It is closed; told once. */
        void closed();
    }

    private final Side side;
    private boolean over;

    SideStage(Side side) {
        this.side = side;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        side.opened();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        side.read((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        side.readComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        side.writable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            side.ended();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        side.broke(cause);
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        // One that was never active, such as one whose channel could not be set up.
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            side.closed();
        }
    }
}
