package org.netsonde.engine.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** Makes the engines of one provider. */
interface Engines extends AutoCloseable {

    /** What the provider is called. */
    String provider();

    /**
     * The handler of a new engine.
     *
     * @param host the name that the server must prove, and by which sessions are found again; null for a server's engine
     */
    SslHandler create(ByteBufAllocator allocator, @Nullable String host, int port);

    /** Whether the handshake of a handler, which is over, went on with what was agreed before. */
    boolean isResumed(SslHandler handler);

    /** Frees what is not needed any more; connections that stand stay as they are. */
    @Override
    void close();
}
