package org.netsonde.engine.stream;

import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.ServerTls;
import org.netsonde.engine.tls.TlsConnection;
import org.netsonde.engine.tls.TlsContext;
import org.netsonde.engine.tls.TlsContexts;

/** TLS on the connections of an endpoint. */
public final class TlsSecurity implements ConnectionSecurity {

    private static final String LINGER = "linger";
    private static final String CLEAR = "clear";
    private static final String TLS = "tls";
    private static final String HANDSHAKE = "handshake";

    private final TlsContext context;
    private final TlsFacts facts = new TlsFacts();

    TlsSecurity(TlsContext context) {
        this.context = context;
    }

    /** TLS of a server, where its settings say so. */
    public static Source of(ServerTls tls) {
        return tls.isOn() ? source(context -> TlsContexts.server(tls, context.keys())) : Source.NONE;
    }

    /**
     * TLS of a server, where its settings say so.
     *
     * @param alpn the application protocols that are offered where the settings name none, best first
     */
    public static Source of(ServerTls tls, List<String> alpn) {
        return of(tls.terms().alpn().isEmpty() ? tls.withAlpn(alpn) : tls);
    }

    /** TLS of a client, where its settings say so. */
    public static Source of(ClientTls tls) {
        return tls.isOn() ? source(context -> TlsContexts.client(tls, context.keys())) : Source.NONE;
    }

    /**
     * TLS of a client, where its settings say so.
     *
     * @param alpn the application protocols that are offered where the settings name none, best first
     */
    public static Source of(ClientTls tls, List<String> alpn) {
        return of(tls.terms().alpn().isEmpty() ? tls.withAlpn(alpn) : tls);
    }

    private static Source source(Function<EndpointContext, TlsContext> maker) {
        return context -> prepare(context, maker);
    }

    /** Files are read and keys are made on a thread of their own. */
    private static CompletionStage<ConnectionSecurity> prepare(
            EndpointContext context, Function<EndpointContext, TlsContext> maker) {
        return CompletableFuture.supplyAsync(
                () -> new TlsSecurity(maker.apply(context)),
                task -> Thread.ofVirtual().name("netsonde-tls").start(task));
    }

    @Override
    public void install(ChannelPipeline pipeline, StreamConnection connection, @Nullable InetSocketAddress peer) {
        TlsConnection tls = peer == null
                ? context.accept(pipeline.channel().alloc())
                : context.connect(pipeline.channel().alloc(), peer.getHostString(), peer.getPort());
        LingerStage linger = new LingerStage();
        pipeline.addLast(LINGER, linger);
        pipeline.addLast(CLEAR, tls.listener());
        pipeline.addLast(TLS, tls.handler());
        pipeline.addLast(HANDSHAKE, new HandshakeStage(connection, tls, linger, facts));
    }

    @Override
    public void close() {
        context.close();
    }
}
