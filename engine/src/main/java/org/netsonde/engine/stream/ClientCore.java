package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.traffic.Direction;

/**
 * What the connections of a stream client have in common, whether there is one or a pool of them. Confined to the client's
 * event loop, except for its listeners.
 *
 * @param <M> the message
 */
final class ClientCore<M extends Record> {

    private final StreamClientConfig<M> config;
    private final MessageCodec<M> codec;
    private final ReplyInspector inspector;
    private final EndpointContext context;
    private final EventLoop loop;
    private final MessageListeners<M> listeners;
    private ConnectionSecurity security = ConnectionSecurity.NONE;

    ClientCore(StreamClientConfig<M> config, MessageCodec<M> codec, ReplyInspector inspector, EndpointContext context) {
        this.config = config;
        this.codec = codec;
        this.inspector = inspector;
        this.context = context;
        this.loop = context.loops().next();
        this.listeners = new MessageListeners<>(codec);
    }

    StreamClientConfig<M> config() {
        return config;
    }

    StreamClientOptions options() {
        return config.options();
    }

    MessageCodec<M> codec() {
        return codec;
    }

    EndpointContext context() {
        return context;
    }

    EventLoop loop() {
        return loop;
    }

    MessageListeners<M> listeners() {
        return listeners;
    }

    MeterWriter meter() {
        return context.meter().writer(loop);
    }

    /** Prepares what protects the connections, which {@link #secure} takes. The callback comes on the event loop. */
    void prepare(BiConsumer<? super @Nullable ConnectionSecurity, ? super @Nullable Throwable> prepared) {
        config.security().prepare(context).whenCompleteAsync(prepared, loop);
    }

    /** Takes what protects the connections. */
    void secure(ConnectionSecurity made) {
        security = made;
    }

    /** A connector that has not begun. */
    Connector connector(BiConsumer<Channel, InetSocketAddress> connected, Consumer<Failure> failed) {
        return new Connector(context, loop, config.aim(), config.options(), config.layer()::ready, connected, failed);
    }

    /** The session of a channel that stands, whose stages are still to be installed by {@link #install}. */
    ClientSession session(ClientSession.Owner owner, Channel channel, InetSocketAddress address) {
        return new ClientSession(
                owner, StreamConnection.ofClient(context, channel, address), new ReadClock(), config.layer());
    }

    /**
     * Installs the stages of a session.
     *
     * @param report hears failures that nobody else has taken, already counted
     * @throws RuntimeException where that cannot be, such as where there is no memory left for TLS; the session is told
     *     nothing, and its channel is closed
     */
    void install(ClientSession session, InetSocketAddress address, Consumer<Failure> report) {
        StreamConnection connection = session.connection();
        Channel channel = connection.channel();
        try {
            StreamPipeline.install(
                    new Installation(
                            channel.pipeline(),
                            connection,
                            session,
                            context.traffic().tap(loop),
                            true,
                            session.clock(),
                            address),
                    security,
                    config.layer(),
                    config.options().idleTimeout(),
                    report);
        } catch (RuntimeException e) {
            // It has no stage that would tell of its end.
            context.connections().closed(connection.id());
            channel.close();
            throw e;
        }
        if (channel.isActive()) {
            // The channel may have told that it is active before there was anybody to hear it.
            channel.pipeline().context(StreamPipeline.WIRE).fireChannelActive();
        }
    }

    /** A message arrived. */
    void heard(StreamConnection connection, ByteBuf in, int index, int length) {
        inspector
                .received(connection.meter(), connection.remote(), in, index, length)
                .ifPresent(failure -> {
                    connection.note(failure);
                    context.fail().accept(failure);
                });
        listeners.heard(connection.id(), in, index, length);
    }

    /** Counts a failure that belongs to no connection, and writes it down. */
    void note(Failure failure) {
        meter().failed(failure.kind());
        context.traffic().tap(loop).event(0, Direction.FAILED, failure.what().toString(), System.nanoTime());
    }

    /** A message cannot be framed. */
    Failure unsendable(EscapeException e) {
        Failure failure = new Failure(Failure.Kind.FRAME_TOO_LARGE, e.phrase(), Phrase.of("failure.unsendable.remedy"));
        meter().failed(failure.kind());
        context.fail().accept(failure);
        return failure;
    }
}
