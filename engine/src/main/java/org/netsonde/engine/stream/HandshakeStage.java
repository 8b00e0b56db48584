package org.netsonde.engine.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.tls.TlsConnection;
import org.netsonde.engine.tls.TlsSession;

/** Behind the stage of TLS: lets the stages behind it know that the connection stands once its handshake is over. */
final class HandshakeStage extends ChannelInboundHandlerAdapter {

    private final StreamConnection connection;
    private final TlsConnection tls;
    private final LingerStage linger;
    private final TlsFacts facts;

    HandshakeStage(StreamConnection connection, TlsConnection tls, LingerStage linger, TlsFacts facts) {
        this.connection = connection;
        this.tls = tls;
        this.linger = linger;
        this.facts = facts;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Not before it is secure.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent handshake -> {
                if (handshake.isSuccess()) {
                    secured(ctx);
                } else {
                    ctx.fireExceptionCaught(tls.explain(handshake.cause()));
                }
            }
            case SslCloseCompletionEvent close -> {
                if (close.isSuccess()) {
                    // The peer says that no more comes; that it also ends the stream below need not be waited for.
                    ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
                }
            }
            default -> ctx.fireUserEventTriggered(event);
        }
    }

    private void secured(ChannelHandlerContext ctx) {
        linger.secured();
        TlsSession session = tls.session();
        count(session);
        connection.introduce(session.protocol() + " " + session.cipher());
        facts.of(session).forEach(connection.facts()::put);
        ctx.fireChannelActive();
    }

    private void count(TlsSession session) {
        MeterWriter meter = connection.meter();
        // First the time, then its count: who reads in between finds no handshake that took none.
        meter.add(TlsMetrics.TIME, session.handshakeNanos());
        meter.add(TlsMetrics.HANDSHAKES, 1);
        if (session.resumed()) {
            meter.add(TlsMetrics.RESUMED, 1);
        }
    }
}
