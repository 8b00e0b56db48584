package org.netsonde.engine.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * TLS of an endpoint: makes that of its connections, which may resume each other's sessions. Safe for threads. To be closed
 * with the endpoint, as OpenSSL holds memory outside of the heap; connections that stand stay as they are.
 */
public final class TlsContext implements AutoCloseable {

    /** How long a close waits until the peer has taken the last words; a peer that does not read never does. */
    private static final long FAREWELL_MILLIS = 250;

    private final Engines engines;
    private final Handshakes handshakes;
    private final KnownCertificates certificates = new KnownCertificates();
    private final String serverName;
    private final Duration handshakeTimeout;

    TlsContext(Engines engines, Handshakes handshakes, String serverName, Duration handshakeTimeout) {
        this.engines = engines;
        this.handshakes = handshakes;
        this.serverName = serverName;
        this.handshakeTimeout = handshakeTimeout;
    }

    /** Whose TLS it is. */
    public String provider() {
        return engines.provider();
    }

    /** TLS of a connection that a server has accepted. */
    public TlsConnection accept(ByteBufAllocator allocator) {
        return connection(allocator, null, -1);
    }

    /**
     * TLS of a connection that a client has made.
     *
     * @param host what it is aimed at, as the user wrote it: its certificate is to be for that
     */
    public TlsConnection connect(ByteBufAllocator allocator, String host, int port) {
        return connection(allocator, ServerNames.normal(serverName.isEmpty() ? host : serverName), port);
    }

    private TlsConnection connection(ByteBufAllocator allocator, @Nullable String host, int port) {
        SslHandler handler = engines.create(allocator, host, port);
        handler.setHandshakeTimeout(handshakeTimeout.toNanos(), TimeUnit.NANOSECONDS);
        handler.setCloseNotifyFlushTimeoutMillis(FAREWELL_MILLIS);
        return new TlsConnection(engines, handshakes, certificates, handler);
    }

    @Override
    public void close() {
        engines.close();
    }
}
