package org.netsonde.engine.http.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** The last stage of HTTP: tells the session when the connection opens and closes, and what was wrong with frames of HTTP/2. */
final class EndStage extends ChannelInboundHandlerAdapter {

    private final HttpLink link;
    private boolean over;

    EndStage(HttpLink link) {
        this.link = link;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        link.session().opened();
    }

    /** Settings, pings and the like, which the stages of HTTP/2 have seen to. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            link.inputClosed();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Http2Exception error = http2(cause);
        if (error == null) {
            ctx.fireExceptionCaught(cause);
        } else {
            // The stage of frames says goodbye itself, with the code of the error.
            link.frameError(error);
        }
    }

    private static @Nullable Http2Exception http2(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof Http2Exception error) {
                return error;
            }
        }
        return null;
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
            link.stop();
            link.session().closed();
        }
    }
}
