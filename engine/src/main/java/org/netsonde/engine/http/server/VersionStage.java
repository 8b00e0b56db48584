package org.netsonde.engine.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Alpn;

/**
 * Finds out which version of HTTP a peer speaks: what TLS has agreed on, else by the first bytes, which are the preface of
 * HTTP/2 where a client knows beforehand that the server speaks it (RFC 9113, section 3.3).
 */
final class VersionStage extends ByteToMessageDecoder {

    private static final ByteBuf PREFACE =
            Unpooled.unreleasableBuffer(Http2CodecUtil.connectionPrefaceBuf()).asReadOnly();

    private final HttpLink link;
    private boolean begun;

    VersionStage(HttpLink link) {
        this.link = link;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        link.deadline(ctx.executor())
                .set(link.options().keepAliveTimeout().toNanos(), () -> link.leave(Phrase.of("event.closedIdle")));
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        boolean agreed = tls != null && Alpn.HTTP2.equals(tls.engine().getApplicationProtocol()) && speaksHttp2();
        // Whoever listens behind learns of the connection before anything is said on it.
        ctx.fireChannelActive();
        if (agreed && ctx.channel().isActive()) {
            become(ctx, true);
        }
    }

    private boolean speaksHttp2() {
        return link.options().versions() != HttpVersions.HTTP1;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int known = Math.min(in.readableBytes(), PREFACE.readableBytes());
        boolean same = ByteBufUtil.equals(in, in.readerIndex(), PREFACE, PREFACE.readerIndex(), known);
        if (!same || !speaksHttp2()) {
            become(ctx, false);
        } else if (known == PREFACE.readableBytes()) {
            become(ctx, true);
        } else if (!begun) {
            begun = true;
            link.deadline(ctx.executor())
                    .set(link.options().headTimeout().toNanos(), () -> link.leave(Phrase.of("event.closedIdle")));
        }
    }

    /** Gives way to the stages of a version, which get what has been read. */
    private void become(ChannelHandlerContext ctx, boolean http2) {
        link.deadline(ctx.executor()).clear();
        if (http2) {
            HttpLayer.installHttp2(ctx.pipeline(), link);
        } else {
            HttpLayer.installHttp1(ctx.pipeline(), link);
        }
        ctx.pipeline().remove(this);
    }
}
