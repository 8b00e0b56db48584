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
import org.netsonde.engine.exchange.MessageScript;
import org.netsonde.engine.exchange.Requests;
import org.netsonde.engine.load.Pooling;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;

/**
 * A running client of a byte stream. Its state belongs to one event loop; its public methods may be called from any
 * thread.
 *
 * @param <S> the settings of its protocol
 * @param <M> its message
 */
public final class StreamClient<S extends Record & Settings, M extends Record> implements Binding<S, M> {

    private final Function<S, StreamClientConfig<M>> view;
    private final ClientCore<M> core;
    private final EventLoop loop;
    private final Connector connector;
    private final MessageScript<M> script;
    private final CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private @Nullable ClientSession session;
    /** A connection that has been made and is not open yet, since it is still being made secure. */
    private @Nullable ClientSession opening;

    private @Nullable Failure trouble;
    private boolean connectedBefore;
    private boolean parted;
    private boolean closing;

    private StreamClient(Function<S, StreamClientConfig<M>> view, ClientCore<M> core) {
        this.view = view;
        this.core = core;
        this.loop = core.loop();
        this.connector = core.connector(this::open, this::notConnected);
        StreamClientConfig<M> config = core.config();
        this.script = new MessageScript<>(
                loop, config.messages(), config.interval(), config.repeat(), this::sendScripted, this::allSent);
    }

    /**
     * Starts one. Completes when it is connected, which with reconnecting may take several attempts; exceptionally with a
     * {@link FailureException} when it cannot connect and does not try again. Cancelling the stage gives up. With a pool it is
     * a {@link PooledStreamClient}.
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
        ClientCore<M> core = new ClientCore<>(view.apply(settings), codec, inspector, context);
        if (core.config().pool() instanceof Pooling.On pooling) {
            return PooledStreamClient.start(view, core, pooling);
        }
        StreamClient<S, M> client = new StreamClient<>(view, core);
        client.started.whenComplete((binding, error) -> {
            if (client.started.isCancelled()) {
                client.close();
            }
        });
        core.prepare(client::prepared);
        return client.started;
    }

    private void prepared(@Nullable ConnectionSecurity made, @Nullable Throwable error) {
        if (made == null) {
            Failure failure = Failures.of(error, Addresses.text(localAddress()));
            core.note(failure);
            trouble = failure;
            end();
        } else if (closing) {
            made.close();
        } else {
            core.secure(made);
            closed.thenRun(made::close);
            connector.attempt();
        }
    }

    private void open(Channel channel, InetSocketAddress address) {
        ClientSession made = core.session(new Events(), channel, address);
        opening = made;
        try {
            core.install(made, address, this::troubled);
        } catch (RuntimeException e) {
            opening = null;
            notConnected(Failures.of(e, Addresses.text(address)));
        }
    }

    private void troubled(Failure failure) {
        trouble = failure;
        core.context().fail().accept(failure);
    }

    /** What its connection tells. */
    private final class Events implements ClientSession.Owner {

        @Override
        public void connected(ClientSession opened) {
            opening = null;
            session = opened;
            trouble = null;
            if (connectedBefore) {
                core.meter().add(StreamMetrics.RECONNECTS, 1);
            }
            connectedBefore = true;
            if (!started.isDone() && !started.complete(StreamClient.this)) {
                close();
                return;
            }
            script.resume();
        }

        @Override
        public void proved() {
            connector.succeeded();
        }

        @Override
        public void heard(ClientSession on, ByteBuf in, int index, int length) {
            core.heard(on.connection(), in, index, length);
        }

        @Override
        public void answered(ClientSession on) {
            if (script.isOver()) {
                done.complete(null);
            }
        }

        @Override
        public void writable() {
            script.resume();
        }

        @Override
        public void disconnected(ClientSession gone) {
            core.context().connections().closed(gone.connection().id());
            opening = null;
            session = null;
            parted |= gone.connection().isParting();
            script.pause();
            again();
        }
    }

    private void notConnected(Failure failure) {
        core.note(failure);
        core.context().fail().accept(failure);
        trouble = failure;
        again();
    }

    /** Tries again, or ends. */
    private void again() {
        if (closing) {
            closed.complete(null);
            return;
        }
        switch (core.options().reconnect()) {
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
            core.note(failure);
        } else if (failure == null && !script.isOver() && !parted) {
            failure = Failure.of(Failure.Kind.NOT_CONNECTED, "closedEarly", Addresses.text(localAddress()));
            core.note(failure);
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
            open.send(core.codec().encode(message));
        } catch (EscapeException e) {
            core.unsendable(e);
        }
        return true;
    }

    private void allSent() {
        if (session == null || session.unanswered() == 0) {
            done.complete(null);
        } else {
            loop.schedule(
                    () -> done.complete(null), core.options().replyTimeout().toNanos(), TimeUnit.NANOSECONDS);
        }
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
                    result.complete(new SendReceipt(1, open.send(core.codec().encode(message)), 0));
                } catch (EscapeException e) {
                    result.completeExceptionally(new FailureException(core.unsendable(e)));
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
        return core.listeners().add(to, listener);
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
