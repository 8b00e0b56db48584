package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.exchange.Requests;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.Packing;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;
import org.netsonde.engine.transport.Descriptors;
import org.netsonde.engine.transport.SocketWatch;

/**
 * A running server of byte streams, whatever accepts its connections. Safe for threads.
 *
 * @param <S> the settings of its protocol
 * @param <M> its message
 */
public final class StreamServer<S extends Record & Settings, M extends Record> implements Binding<S, M> {

    private final Function<S, StreamServerConfig> view;
    private final EndpointContext context;
    private final Map<Long, ServerSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger admitted = new AtomicInteger();
    private final MessageCodec<M> codec;
    private final MessageListeners<M> listeners;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile StreamServerConfig config;
    private volatile MessageHandler handler;
    private volatile boolean closing;
    private volatile ConnectionSecurity security = ConnectionSecurity.NONE;
    private @Nullable Acceptor acceptor;

    private StreamServer(
            S settings, Function<S, StreamServerConfig> view, MessageCodec<M> codec, EndpointContext context) {
        this.view = view;
        this.codec = codec;
        this.listeners = new MessageListeners<>(codec);
        this.context = context;
        this.config = view.apply(settings);
        this.handler = config.responder().handler();
    }

    /**
     * Starts one; completes when it is bound, exceptionally with a {@link FailureException} that names the address. Cancelling
     * the stage gives up.
     */
    public static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            S settings, Function<S, StreamServerConfig> view, MessageCodec<M> codec, EndpointContext context) {
        StreamServer<S, M> server = new StreamServer<>(settings, view, codec, context);
        StreamServerConfig config = server.config;
        CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
        config.security()
                .prepare(context)
                .thenCompose(security -> {
                    server.security = security;
                    return Addresses.resolve(config.host(), config.port());
                })
                .thenCompose(server::bind)
                .whenComplete((acceptor, error) -> {
                    if (acceptor == null) {
                        Failure failure = Failures.of(error, Addresses.text(config.host(), config.port()));
                        context.meter().writer(StreamServer.class).failed(failure.kind());
                        server.security.close();
                        started.completeExceptionally(new FailureException(failure, error));
                        return;
                    }
                    server.acceptor = acceptor;
                    if (!started.complete(server)) {
                        // Cancelled while it was being bound.
                        server.close();
                    }
                });
        return started;
    }

    private CompletionStage<Acceptor> bind(InetSocketAddress address) {
        return switch (config.threading()) {
            case EVENT_LOOP -> EventLoopAcceptor.bind(this, context.loops(), address);
            case THREAD_PER_CONNECTION -> ThreadAcceptor.bind(this, context.loops(), address, ThreadMaker.VIRTUAL);
            case PLATFORM_THREAD_PER_CONNECTION ->
                ThreadAcceptor.bind(this, context.loops(), address, ThreadMaker.PLATFORM);
        };
    }

    StreamServerConfig config() {
        return config;
    }

    MeterWriter meter(Object owner) {
        return context.meter().writer(owner);
    }

    /**
     * Takes in a new connection, or refuses it. Called before the channel is active.
     *
     * @param thread runs tasks on the connection's thread
     * @param owner whose writers it counts and records with
     * @param exclusive whether that owner has a single thread
     * @param local tells this side's address
     * @param queue tells how many bytes wait to be written; from any thread
     * @param socket looks at its socket
     */
    void admit(
            Channel channel,
            Executor thread,
            Object owner,
            boolean exclusive,
            SocketAddress remote,
            Supplier<@Nullable SocketAddress> local,
            LongSupplier queue,
            SocketWatch socket) {
        MeterWriter meter = meter(owner);
        TrafficTap tap = context.traffic().tap(owner);
        Descriptors descriptors = context.loops().descriptors();
        boolean full = admitted.incrementAndGet() > config.options().maxConnections();
        if (closing || full || !descriptors.tryTake()) {
            admitted.decrementAndGet();
            refuse(meter, tap, remote, full ? config.options().maxConnections() : descriptors.limit());
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> descriptors.give());
        StreamConnection connection =
                StreamConnection.open(context.connections(), remote, local, queue, socket, channel, thread, meter, tap);
        ReadClock clock = new ReadClock();
        ServerSession session = new ServerSession(
                this,
                connection,
                clock,
                config.layer().packing(),
                exclusive ? channel.eventLoop() : context.loops().next());
        sessions.put(connection.id(), session);
        Duration idle = exclusive ? config.options().idleTimeout() : Duration.ZERO;
        try {
            StreamPipeline.install(
                    new Installation(channel.pipeline(), connection, session, tap, exclusive, clock, null),
                    security,
                    config.layer(),
                    idle,
                    context.fail());
        } catch (RuntimeException e) {
            // Such as where there is no memory left for TLS. It has no stage that would tell of its end.
            Failure failure = Failures.of(e, Addresses.text(remote));
            meter.failed(failure.kind());
            context.fail().accept(failure);
            left(session);
            channel.close();
        }
    }

    private void refuse(MeterWriter meter, TrafficTap tap, SocketAddress remote, int limit) {
        if (closing) {
            return;
        }
        Failure failure =
                Failure.of(Failure.Kind.TOO_MANY_CONNECTIONS, "tooManyConnections", Addresses.text(remote), limit);
        meter.failed(failure.kind());
        tap.event(0, Direction.FAILED, failure.what().toString(), System.nanoTime());
        context.fail().accept(failure);
    }

    /** Whether it is being stopped: nobody is waited for any more. */
    boolean isClosing() {
        return closing;
    }

    /** A connection is open; it goes again if it came while the server was closing. */
    void joined(ServerSession session) {
        if (closing) {
            session.connection().closeGently(Phrase.of("event.closedHere"));
            return;
        }
        session.handle(handler);
    }

    /** A connection has been closed and counted as such. */
    void left(ServerSession session) {
        long id = session.connection().id();
        // First: whoever removes the last session says that it has stopped, and nothing is listed any more then.
        context.connections().closed(id);
        if (sessions.remove(id, session)) {
            admitted.decrementAndGet();
        }
        if (closing && sessions.isEmpty()) {
            drained.complete(null);
        }
    }

    void heard(long connection, ByteBuf in, int index, int length) {
        listeners.heard(connection, in, index, length);
    }

    void report(Failure failure) {
        context.fail().accept(failure);
    }

    void unsendable(StreamConnection connection, Phrase why) {
        Failure failure = new Failure(Failure.Kind.FRAME_TOO_LARGE, why, Phrase.of("failure.unsendable.remedy"));
        connection.meter().failed(failure.kind());
        report(failure);
    }

    void broadcast(ByteBuf payload, @Nullable ServerSession except) {
        ByteBuf framed = payload.alloc().buffer(payload.readableBytes() + 16);
        try {
            packing().encode(payload, payload.readerIndex(), payload.readableBytes(), framed);
            for (ServerSession session : sessions.values()) {
                if (session != except && session.connection().isOpened()) {
                    push(session, framed, 1);
                }
            }
        } catch (EscapeException e) {
            report(new Failure(Failure.Kind.FRAME_TOO_LARGE, e.phrase(), Phrase.of("failure.unsendable.remedy")));
        } finally {
            framed.release();
        }
    }

    private Packing packing() {
        return config.layer().packing();
    }

    private static void push(ServerSession session, ByteBuf framed, int messages) {
        int bytes = framed.readableBytes();
        if (!session.reserve(bytes)) {
            return;
        }
        ByteBuf copy = framed.retainedDuplicate();
        try {
            session.connection().execute(() -> session.push(copy, bytes, messages));
        } catch (RejectedExecutionException e) {
            copy.release();
        }
    }

    @Override
    public SocketAddress localAddress() {
        return Objects.requireNonNull(acceptor).local();
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, M message) {
        byte[] payload = codec.encode(message);
        ByteBuf framed = Unpooled.buffer(payload.length + 16);
        try {
            packing().encode(Unpooled.wrappedBuffer(payload), 0, payload.length, framed);
        } catch (EscapeException e) {
            return CompletableFuture.failedFuture(new FailureException(
                    new Failure(Failure.Kind.FRAME_TOO_LARGE, e.phrase(), Phrase.of("failure.unsendable.remedy"))));
        }
        List<ServerSession> targets = select(to);
        int messages = packing().isMessage(payload) ? 1 : 0;
        targets.forEach(session -> push(session, framed, messages));
        int asked = to instanceof Target.Some some ? some.connections().size() : targets.size();
        return CompletableFuture.completedFuture(new SendReceipt(
                targets.size(), (long) targets.size() * packing().length(framed), asked - targets.size()));
    }

    /** Those that can be sent to: nothing is sent to a peer while its connection is still being made secure. */
    private List<ServerSession> select(Target to) {
        return matching(to).filter(session -> session.connection().isOpened()).toList();
    }

    private Stream<ServerSession> matching(Target to) {
        return switch (to) {
            case Target.All all -> sessions.values().stream();
            case Target.Some some ->
                some.connections().stream().map(sessions::get).filter(Objects::nonNull);
        };
    }

    @Override
    public CompletionStage<Reply<M>> request(Target to, M message, Duration limit) {
        return Requests.send(this, to, message, limit);
    }

    @Override
    public Subscription listen(Target to, MessageListener<M> listener) {
        return listeners.add(to, listener);
    }

    @Override
    public CompletionStage<Void> update(S settings) {
        StreamServerConfig old = config;
        StreamServerConfig wanted = view.apply(settings);
        // What was fixed when the socket was bound, or when a connection was framed, stays until the next start.
        config = new StreamServerConfig(
                old.host(),
                old.port(),
                wanted.responder(),
                old.layer(),
                old.security(),
                old.threading(),
                old.options().takeLive(wanted.options()));
        if (!wanted.responder().equals(old.responder())) {
            handler = wanted.responder().handler();
            sessions.values().forEach(session -> session.connection().execute(() -> session.handle(handler)));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> disconnect(Target what) {
        matching(what)
                .forEach(session -> session.connection()
                        .execute(() -> session.connection().closeGently(Phrase.of("event.closedHere"))));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> close() {
        closing = true;
        return Objects.requireNonNull(acceptor).close().thenCompose(closed -> {
            Collection<ServerSession> open = List.copyOf(sessions.values());
            open.forEach(session -> session.connection()
                    .execute(() -> session.connection().closeGently(Phrase.of("event.closedHere"))));
            if (sessions.isEmpty()) {
                drained.complete(null);
            }
            return drained.thenRun(security::close);
        });
    }

    @Override
    public CompletionStage<Void> done() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Void> ended() {
        return new CompletableFuture<>();
    }
}
