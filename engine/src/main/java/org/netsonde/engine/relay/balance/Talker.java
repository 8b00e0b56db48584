package org.netsonde.engine.relay.balance;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;

/** Asks a back end for something, and judges it by what comes. */
abstract class Talker extends ChannelInboundHandlerAdapter {

    private final Judge judge;
    private final byte[] request;

    /**
     * One that has said nothing yet.
     *
     * @param request what it sends first
     */
    Talker(Judge judge, byte[] request) {
        this.judge = judge;
        this.request = request;
    }

    final Judge judge() {
        return judge;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (request.length > 0) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(request)).addListener(sent -> {
                if (sent.cause() != null) {
                    judge.failed(Failures.of(sent.cause(), judge.where()));
                }
            });
        }
    }

    /** Looks at what has come; it is released behind this. */
    abstract void came(Object message);

    /** The back end sends no more. */
    void ended() {
        judge.failed(Failure.of(Failure.Kind.NOT_CONNECTED, "healthClosed", judge.where()));
    }

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            came(message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ended();
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        ended();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        judge.failed(Failures.of(cause, judge.where()));
    }
}
