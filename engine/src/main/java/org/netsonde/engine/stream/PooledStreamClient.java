package org.netsonde.engine.stream;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageScript;
import org.netsonde.engine.load.IdleCheck;
import org.netsonde.engine.load.Keeper;
import org.netsonde.engine.load.Pool;
import org.netsonde.engine.load.Pooled;
import org.netsonde.engine.load.Pooling;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;

/**
 * A running client of a byte stream with a pool of connections, of which each message has one to itself until it is answered.
 * Its state belongs to one event loop; its public methods may be called from any thread.
 *
 * <p>It makes its first connection when it starts, so that mistakes show at once. A peer that ends a connection does not end it:
 * it makes another one when it needs it. Where that cannot be made and no other stands, it ends, or tries again after growing
 * pauses, as {@link Reconnect} says; requests wait meanwhile, as long as they may. Nothing is sent a second time by itself.
 *
 * @param <S> the settings of its protocol
 * @param <M> its message
 */
final class PooledStreamClient<S extends Record & Settings, M extends Record> implements Binding<S, M> {

    private final Function<S, StreamClientConfig<M>> view;
    private final ClientCore<M> core;
    private final Pooling.On pooling;
    private final EventLoop loop;
    private final Pool<PooledConnection> pool;
    private final MessageScript<M> script;
    private final Set<PooledConnection> opening = new LinkedHashSet<>();
    private final Connections connections = new Connections();
    private final CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile @Nullable SocketAddress found;
    private int underWay;
    private int scripted;
    private boolean held;
    private boolean unproved;
    private boolean closing;

    private PooledStreamClient(Function<S, StreamClientConfig<M>> view, ClientCore<M> core, Pooling.On pooling) {
        this.view = view;
        this.core = core;
        this.pooling = pooling;
        this.loop = core.loop();
        this.pool = new Pool<>(loop, pooling, connections, core.meter());
        StreamClientConfig<M> config = core.config();
        this.script = new MessageScript<>(
                loop, config.messages(), config.interval(), config.repeat(), this::sendScripted, this::checkDone);
    }

    /** Starts one, as {@link StreamClient#start} does. */
    static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            Function<S, StreamClientConfig<M>> view, ClientCore<M> core, Pooling.On pooling) {
        PooledStreamClient<S, M> client = new PooledStreamClient<>(view, core, pooling);
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
            end(failure);
        } else if (closing) {
            made.close();
        } else {
            core.secure(made);
            closed.thenRun(made::close);
            pool.warm();
        }
    }

    /** Makes and ends connections, and hears what becomes of them. */
    private final class Connections implements Keeper<PooledConnection>, PooledConnection.Home {

        @Override
        public void open() {
            PooledConnection connection = new PooledConnection(core, this);
            opening.add(connection);
            if (unproved && core.options().reconnect() instanceof Reconnect.BackOff backOff) {
                // The peer takes connections and ends them at once.
                connection.attemptLater(backOff);
            } else {
                connection.attempt();
            }
        }

        @Override
        public boolean isWhole(PooledConnection connection) {
            return connection.isWhole();
        }

        @Override
        public void ask(PooledConnection connection, IdleCheck.Probe probe, Consumer<Boolean> answered) {
            M question = core.codec().decode(probe.message().bytes());
            new ConnectionCheck(loop, answered).start(connection, core.codec().encode(question), probe.within());
        }

        @Override
        public void end(PooledConnection connection, Phrase why) {
            connection.end(why);
        }

        @Override
        public void refused(Failure failure) {
            core.note(failure);
            core.context().fail().accept(failure);
        }

        @Override
        public Pooled<PooledConnection> opened(PooledConnection connection, InetSocketAddress address) {
            opening.remove(connection);
            found = address;
            Pooled<PooledConnection> slot = pool.opened(connection);
            if (!started.isDone() && !started.complete(PooledStreamClient.this)) {
                close();
            } else {
                resume();
            }
            return slot;
        }

        @Override
        public void failed(PooledConnection connection, Failure failure) {
            if (!closing && core.options().reconnect() instanceof Reconnect.BackOff backOff) {
                connection.attemptLater(backOff);
                return;
            }
            opening.remove(connection);
            pool.notOpened(failure);
            endIfAlone(failure);
            checkClosed();
        }

        @Override
        public void proved() {
            unproved = false;
        }

        @Override
        public void spoiled(Pooled<PooledConnection> slot) {
            pool.spoil(slot);
        }

        @Override
        public void gone(Pooled<PooledConnection> slot) {
            pool.gone(slot);
            checkClosed();
        }

        @Override
        public void inVain(Failure failure) {
            unproved = true;
            if (core.options().reconnect() instanceof Reconnect.Off) {
                endIfAlone(failure);
            }
        }
    }

    private void endIfAlone(Failure failure) {
        if (!closing && pool.count() == 0) {
            end(failure);
        }
    }

    private void end(Failure failure) {
        shut();
        if (!started.completeExceptionally(new FailureException(failure))) {
            ended.completeExceptionally(new FailureException(failure));
        }
    }

    private void checkClosed() {
        if (closing && pool.standing() == 0 && opening.isEmpty()) {
            closed.complete(null);
        }
    }

    /** As many messages are under way as there may be connections: more would only wait, and be refused at last. */
    private boolean sendScripted(M message) {
        held = !started.isDone() || closing || underWay >= pooling.max();
        if (held) {
            return false;
        }
        scripted++;
        begin(
                Target.all(),
                message,
                new PooledExchange.Want<>(null, null, core.options().replyTimeout(), false),
                () -> {
                    scripted--;
                    checkDone();
                });
        return true;
    }

    private void checkDone() {
        if (script.isOver() && scripted == 0) {
            done.complete(null);
        }
    }

    private void begin(Target to, M message, PooledExchange.Want<M> want, Runnable over) {
        underWay++;
        PooledExchange<M> exchange = new PooledExchange<>(core, pool, message, want, () -> {
            underWay--;
            over.run();
            if (held) {
                resume();
            }
        });
        exchange.begin();
        switch (to) {
            case Target.All all -> pool.acquire(exchange);
            case Target.Some some ->
                pool.acquireOf(connection -> some.connections().contains(connection.id()), exchange);
        }
    }

    /** From a task of its own, since a connection is not to be taken while the loop reads. */
    private void resume() {
        held = false;
        loop.execute(() -> {
            if (!closing) {
                script.resume();
            }
        });
    }

    @Override
    public SocketAddress localAddress() {
        SocketAddress address = found;
        Aim aim = core.config().aim();
        return address == null ? InetSocketAddress.createUnresolved(aim.host(), aim.port()) : address;
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, M message) {
        CompletableFuture<SendReceipt> receipt = new CompletableFuture<>();
        loop.execute(() -> begin(
                to,
                message,
                new PooledExchange.Want<>(receipt, null, core.options().replyTimeout(), to instanceof Target.Some),
                () -> {}));
        return receipt;
    }

    /** Unlike on one connection, a reply is that to this very message, however many others are under way. */
    @Override
    public CompletionStage<Reply<M>> request(Target to, M message, Duration limit) {
        CompletableFuture<Reply<M>> reply = new CompletableFuture<>();
        loop.execute(() ->
                begin(to, message, new PooledExchange.Want<>(null, reply, limit, to instanceof Target.Some), () -> {}));
        return reply;
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
                () -> pool.part(connection -> switch (what) {
                    case Target.All all -> true;
                    case Target.Some some -> some.connections().contains(connection.id());
                }),
                loop);
    }

    @Override
    public CompletionStage<Void> close() {
        loop.execute(this::shut);
        return closed;
    }

    private void shut() {
        closing = true;
        script.pause();
        pool.close();
        for (PooledConnection connection : List.copyOf(opening)) {
            if (connection.cancel()) {
                opening.remove(connection);
            }
        }
        checkClosed();
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
