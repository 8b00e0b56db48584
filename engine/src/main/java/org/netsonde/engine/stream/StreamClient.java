package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.exchange.MessageScript;
import org.netsonde.engine.exchange.Requests;
import org.netsonde.engine.message.EscapeException;
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

/**
 * A running client of a byte stream. Its state belongs to one event loop; its public methods may be called from any
 * thread.
 *
 * @param <S> the settings of its protocol
 * @param <M> its message
 */
public final class StreamClient<S extends Record & Settings, M extends Record> implements Binding<S, M> {

    private final Function<S, StreamClientConfig<M>> view;
    private final MessageCodec<M> codec;
    private final ReplyInspector inspector;
    private final EndpointContext context;
    private final EventLoop loop;
    private final StreamClientConfig<M> config;
    private final Connector connector;
    private final MessageScript<M> script;
    private final MessageListeners<M> listeners;
    private final CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private ConnectionSecurity security = ConnectionSecurity.NONE;
    private @Nullable ClientSession session;
    /** A connection that has been made and is not open yet, since it is still being made secure. */
    private @Nullable ClientSession opening;

    private @Nullable Failure trouble;
    private boolean connectedBefore;
    private boolean parted;
    private boolean closing;

    private StreamClient(
            S settings,
            Function<S, StreamClientConfig<M>> view,
            MessageCodec<M> codec,
            ReplyInspector inspector,
            EndpointContext context) {
        this.view = view;
        this.codec = codec;
        this.inspector = inspector;
        this.listeners = new MessageListeners<>(codec);
        this.context = context;
        this.config = view.apply(settings);
        this.loop = context.loops().next();
        this.connector = new Connector(
                context, loop, config.aim(), config.options(), config.layer()::ready, this::open, this::notConnected);
        this.script = new MessageScript<>(
                loop, config.messages(), config.interval(), config.repeat(), this::sendScripted, this::allSent);
    }

    /**
     * Starts one. Completes when it is connected, which with reconnecting may take several attempts; exceptionally with a
     * {@link FailureException} when it cannot connect and does not try again. Cancelling the stage gives up.
     */
    public static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            S settings, Function<S, StreamClientConfig<M>> view, MessageCodec<M> codec, EndpointContext context) {
        return start(settings, view, codec, ReplyInspector.NONE, context);
    }

    /** Starts one whose messages are looked at as they arrive; else as the other. */
    public static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            S settings,
            Function<S, StreamClientConfig<M>> view,
            MessageCodec<M> codec,
            ReplyInspector inspector,
            EndpointContext context) {
        StreamClient<S, M> client = new StreamClient<>(settings, view, codec, inspector, context);
        client.started.whenComplete((binding, error) -> {
            if (client.started.isCancelled()) {
                client.close();
            }
        });
        client.config.security().prepare(context).whenCompleteAsync(client::prepared, client.loop);
        return client.started;
    }

    private void prepared(@Nullable ConnectionSecurity made, @Nullable Throwable error) {
        if (made == null) {
            Failure failure = Failures.of(error, Addresses.text(localAddress()));
            note(failure);
            trouble = failure;
            end();
        } else if (closing) {
            made.close();
        } else {
            security = made;
            closed.thenRun(made::close);
            connector.attempt();
        }
    }

    private MeterWriter meter() {
        return context.meter().writer(loop);
    }

    private void open(Channel channel, InetSocketAddress address) {
        StreamConnection connection = StreamConnection.ofClient(context, channel, address);
        ReadClock clock = new ReadClock();
        ClientSession made = new ClientSession(this, connection, clock, config.layer());
        opening = made;
        try {
            StreamPipeline.install(
                    new Installation(
                            channel.pipeline(),
                            connection,
                            made,
                            context.traffic().tap(loop),
                            true,
                            clock,
                            address),
                    security,
                    config.layer(),
                    config.options().idleTimeout(),
                    this::troubled);
        } catch (RuntimeException e) {
            // Such as where there is no memory left for TLS. It has no stage that would tell of its end.
            opening = null;
            context.connections().closed(connection.id());
            channel.close();
            notConnected(Failures.of(e, Addresses.text(address)));
            return;
        }
        if (channel.isActive()) {
            // The channel may have told that it is active before there was anybody to hear it.
            channel.pipeline().context(StreamPipeline.WIRE).fireChannelActive();
        }
    }

    private void troubled(Failure failure) {
        trouble = failure;
        context.fail().accept(failure);
    }

    void connected(ClientSession opened) {
        opening = null;
        session = opened;
        trouble = null;
        if (connectedBefore) {
            meter().add(StreamMetrics.RECONNECTS, 1);
        }
        connectedBefore = true;
        if (!started.isDone() && !started.complete(this)) {
            close();
            return;
        }
        script.resume();
    }

    private void notConnected(Failure failure) {
        note(failure);
        context.fail().accept(failure);
        trouble = failure;
        again();
    }

    /** Counts a failure that belongs to no connection, and writes it down. */
    private void note(Failure failure) {
        meter().failed(failure.kind());
        context.traffic().tap(loop).event(0, Direction.FAILED, failure.what().toString(), System.nanoTime());
    }

    /** The latest connection proved to be of use: if it is lost, trying again begins with the shortest pause. */
    void proved() {
        connector.succeeded();
    }

    void disconnected(ClientSession gone) {
        context.connections().closed(gone.connection().id());
        opening = null;
        session = null;
        parted |= gone.connection().isParting();
        script.pause();
        again();
    }

    /** Tries again, or ends. */
    private void again() {
        if (closing) {
            closed.complete(null);
            return;
        }
        switch (config.options().reconnect()) {
            case Reconnect.BackOff backOff -> connector.attemptLater(backOff);
            case Reconnect.Off off -> end();
        }
    }

    private void end() {
        closed.complete(null);
        Failure failure = trouble;
        if (failure == null && !started.isDone()) {
            // It went away before the connection stood.
            failure = Failure.of(Failure.Kind.NOT_CONNECTED, "connectionClosed", Addresses.text(localAddress()));
            note(failure);
        } else if (failure == null && !script.isOver() && !parted) {
            failure = Failure.of(Failure.Kind.NOT_CONNECTED, "closedEarly", Addresses.text(localAddress()));
            note(failure);
        }
        if (failure == null) {
            ended.complete(null);
        } else if (!started.completeExceptionally(new FailureException(failure))) {
            ended.completeExceptionally(new FailureException(failure));
        }
    }

    private boolean sendScripted(M message) {
        ClientSession open = session;
        if (open == null
                || open.connection().isClosing()
                || !open.connection().channel().isWritable()) {
            return false;
        }
        try {
            open.send(codec.encode(message));
        } catch (EscapeException e) {
            unsendable(e);
        }
        return true;
    }

    private Failure unsendable(EscapeException e) {
        Failure failure = new Failure(Failure.Kind.FRAME_TOO_LARGE, e.phrase(), Phrase.of("failure.unsendable.remedy"));
        meter().failed(failure.kind());
        context.fail().accept(failure);
        return failure;
    }

    void writable() {
        script.resume();
    }

    private void allSent() {
        if (session == null || session.unanswered() == 0) {
            done.complete(null);
        } else {
            loop.schedule(
                    () -> done.complete(null), config.options().replyTimeout().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void answered() {
        if (script.isOver()) {
            done.complete(null);
        }
    }

    void heard(StreamConnection connection, ByteBuf in, int index, int length) {
        inspector
                .received(connection.meter(), connection.remote(), in, index, length)
                .ifPresent(failure -> {
                    connection.note(failure);
                    context.fail().accept(failure);
                });
        listeners.heard(connection.id(), in, index, length);
    }

    @Override
    public SocketAddress localAddress() {
        return connector.address();
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, M message) {
        CompletableFuture<SendReceipt> result = new CompletableFuture<>();
        loop.execute(() -> {
            ClientSession open = session;
            if (open == null || open.connection().isClosing()) {
                result.completeExceptionally(
                        new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection")));
            } else if (!isFor(to, open) || !open.connection().channel().isWritable()) {
                result.complete(new SendReceipt(0, 0, 1));
            } else {
                try {
                    result.complete(new SendReceipt(1, open.send(codec.encode(message)), 0));
                } catch (EscapeException e) {
                    result.completeExceptionally(new FailureException(unsendable(e)));
                }
            }
        });
        return result;
    }

    private static boolean isFor(Target to, ClientSession open) {
        return switch (to) {
            case Target.All all -> true;
            case Target.Some some ->
                some.connections().contains(open.connection().id());
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
        Duration interval = view.apply(settings).interval();
        return CompletableFuture.runAsync(() -> script.interval(interval), loop);
    }

    @Override
    public CompletionStage<Void> disconnect(Target what) {
        return CompletableFuture.runAsync(
                () -> {
                    ClientSession open = session;
                    if (open != null && isFor(what, open)) {
                        parted = true;
                        open.connection().closeGently(Phrase.of("event.closedHere"));
                    }
                },
                loop);
    }

    @Override
    public CompletionStage<Void> close() {
        loop.execute(() -> {
            closing = true;
            script.pause();
            connector.cancel();
            ClientSession open = session == null ? opening : session;
            if (open == null) {
                closed.complete(null);
            } else {
                open.connection().closeGently(Phrase.of("event.closedHere"));
            }
        });
        return closed;
    }

    @Override
    public CompletionStage<Void> done() {
        return done;
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }
}
