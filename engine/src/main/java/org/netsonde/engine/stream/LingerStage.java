package org.netsonde.engine.stream;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a peer can read why a handshake failed. A plain close with unread bytes would reset the connection, and
 * take the alert with it that tells the peer; so the end is announced, and what the peer still sends is taken in for a moment.
 */
final class LingerStage extends ChannelDuplexHandler {

    private static final int LINGER_MILLIS = 250;

    private boolean secure;
    private boolean lingering;

    /** From now on the connection is closed as its session wants it. */
    void secured() {
        secure = true;
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (lingering) {
            ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else if (!secure && ctx.channel().isActive() && ctx.channel() instanceof DuplexChannel duplex) {
            lingering = true;
            duplex.config().setAutoRead(true);
            duplex.shutdownOutput();
            ctx.executor().schedule(() -> ctx.close(promise), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            ctx.close(promise);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (lingering) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (lingering && event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
