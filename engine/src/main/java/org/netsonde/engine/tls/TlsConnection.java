package org.netsonde.engine.tls;

import io.netty.channel.ChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLEngine;

/**
 * TLS of one connection. To be made when the connection stands, as the handshake's time is counted from then. Belongs to the
 * connection's event loop.
 */
public final class TlsConnection {

    private final Engines engines;
    private final Handshakes handshakes;
    private final KnownCertificates certificates;
    private final SslHandler handler;
    private final ClearWords clearWords = new ClearWords();
    private final long started = System.nanoTime();
    private long nanos;
    private boolean resumed;

    TlsConnection(Engines engines, Handshakes handshakes, KnownCertificates certificates, SslHandler handler) {
        this.engines = engines;
        this.handshakes = handshakes;
        this.certificates = certificates;
        this.handler = handler;
        handler.handshakeFuture().addListener(future -> {
            nanos = System.nanoTime() - started;
            resumed = future.isSuccess() && engines.isResumed(handler);
            clearWords.stop();
        });
    }

    /** The handler, for the connection's pipeline. */
    public SslHandler handler() {
        return handler;
    }

    /** The handler that stands before the other one until the handshake is over, so that failures can be explained. */
    public ChannelInboundHandler listener() {
        return clearWords;
    }

    /** Why the handshake failed, which the peer may have told more clearly than the provider does. */
    public Throwable explain(Throwable cause) {
        return clearWords.explain(cause);
    }

    /** What was agreed on; once the handshake has succeeded. */
    public TlsSession session() {
        SSLEngine engine = handler.engine();
        return TlsSession.of(engine, handshakes.checks(engine), certificates, resumed, nanos, engines.provider());
    }
}
