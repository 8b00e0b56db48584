package org.netsonde.engine.stream;

import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.EndpointContext;

/** What protects the connections of an endpoint. Serves all of them; safe for threads. */
@FunctionalInterface
public interface ConnectionSecurity {

    /** Protects nothing. */
    ConnectionSecurity NONE = (pipeline, connection, peer) -> {};

    /**
     * Adds the stages of one connection, behind those that count its bytes. The stages behind them learn of
     * {@code channelActive} when the connection is secure, of an exception when it cannot be made so, and of
     * {@code ChannelInputShutdownEvent} when the peer says that no more comes.
     *
     * @param peer what a client is aimed at; null for a server
     */
    void install(ChannelPipeline pipeline, StreamConnection connection, @Nullable InetSocketAddress peer);

    /** The endpoint is over: gives back what it holds. Connections that still stand are not touched. */
    default void close() {}

    /** The settings of it, from which it is made when an endpoint starts. */
    @FunctionalInterface
    interface Source {

        /** Protects nothing. */
        Source NONE = context -> CompletableFuture.completedFuture(ConnectionSecurity.NONE);

        /**
         * Makes it: reads or generates keys, which may take long, on a thread of its own. Completes exceptionally with a
         * {@link org.netsonde.engine.FailureException}.
         */
        CompletionStage<ConnectionSecurity> prepare(EndpointContext context);
    }
}
