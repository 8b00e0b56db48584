package org.netsonde.engine.http.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.exchange.MessageScript;
import org.netsonde.engine.exchange.Requests;
import org.netsonde.engine.http.BodyBudget;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.EventLoops;

/**
 * A running client of HTTP, whatever its messages are about. Its state belongs to one event loop; its public methods may be
 * called from any thread.
 *
 * <p>It opens its first connection when it starts, so that mistakes show at once. A server that closes a connection does not
 * end it: it makes another one when it needs it.
 *
 * @param <S> the settings of its protocol
 * @param <M> its message
 */
public final class HttpClient<S extends Record & Settings, M extends Record> implements Binding<S, M> {

    private final Function<S, HttpClientConfig<M>> view;
    private final MessageCodec<M> codec;
    private final RequestMaker<M> maker;
    private final ReplyJudge judge;
    private final EndpointContext context;
    private final EventLoop loop;
    private final MessageScript<M> script;
    private final MessageListeners<M> listeners;
    private final Agent agent;
    private final CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private int making;
    private int scripted;

    private HttpClient(
            HttpClientConfig<M> config,
            Function<S, HttpClientConfig<M>> view,
            MessageCodec<M> codec,
            RequestMaker<M> maker,
            ReplyJudge judge,
            SentHeaders headers,
            EndpointContext context) {
        this.view = view;
        this.codec = codec;
        this.maker = maker;
        this.judge = judge;
        this.context = context;
        this.loop = context.loops().next();
        this.listeners = new MessageListeners<>(codec);
        this.script = new MessageScript<>(
                loop, config.messages(), config.interval(), config.repeat(), this::sendScripted, this::checkDone);
        this.agent = new Agent(context, loop, config, headers, new BodyBudget(), new Agent.Events() {
            @Override
            public void ready() {
                connected();
            }

            @Override
            public void notConnected(Failure failure) {
                HttpClient.this.notConnected(failure);
            }

            @Override
            public void moved() {
                script.resume();
            }
        });
    }

    /**
     * Starts one. Completes when it is connected; exceptionally with a {@link FailureException} when it cannot connect.
     * Cancelling the stage gives up.
     *
     * @param maker makes requests of messages
     * @param judge looks at replies
     */
    public static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            S settings,
            Function<S, HttpClientConfig<M>> view,
            MessageCodec<M> codec,
            RequestMaker<M> maker,
            ReplyJudge judge,
            EndpointContext context) {
        HttpClientConfig<M> config = view.apply(settings);
        CompletableFuture<Binding<S, M>> result = new CompletableFuture<>();
        Runnable start = () -> {
            try {
                SentHeaders headers = SentHeaders.of(config.options().headers(), context.keys())
                        .and(SentHeaders.of(config.options().authorization(), context.keys()));
                new HttpClient<S, M>(config, view, codec, maker, judge, headers, context).start(result);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        };
        if (SentHeaders.needSecrets(config.options().headers())
                || SentHeaders.needSecrets(config.options().authorization())) {
            Thread.ofVirtual().name("netsonde-secrets").start(start);
        } else {
            start.run();
        }
        return result;
    }

    private void start(CompletableFuture<Binding<S, M>> result) {
        result.whenComplete((binding, error) -> {
            if (result.isCancelled()) {
                close();
            }
        });
        started.whenComplete((binding, error) -> {
            if (binding == null) {
                result.completeExceptionally(error);
            } else if (!result.complete(binding)) {
                close();
            }
        });
        loop.execute(() -> {
            if (!result.isDone()) {
                agent.open();
            }
        });
    }

    private void connected() {
        if (started.complete(this)) {
            script.resume();
        }
    }

    private void notConnected(Failure failure) {
        if (!started.isDone()) {
            context.fail().accept(failure);
            agent.close().thenRun(() -> started.completeExceptionally(new FailureException(failure)));
        }
    }

    private boolean sendScripted(M message) {
        if (!started.isDone() || agent.isClosing() || making + agent.count() >= agent.capacity()) {
            return false;
        }
        scripted++;
        submit(message, null, new Telling(new CompletableFuture<>(), reply -> {}, () -> {
            scripted--;
            checkDone();
        }));
        return true;
    }

    private void checkDone() {
        if (script.isOver() && scripted == 0) {
            done.complete(null);
        }
    }

    /** Makes a request and begins an exchange; on the event loop. */
    private void submit(M message, @Nullable Set<Long> only, Telling telling) {
        if (!maker.blocks(message)) {
            try {
                begin(maker.make(message, context), only, telling);
            } catch (RuntimeException e) {
                unmade(e, telling);
            }
            return;
        }
        if (making >= Agent.MOST_EXCHANGES) {
            unmade(
                    new FailureException(Failure.of(Failure.Kind.SLOW_READER, "httpBusy", Agent.MOST_EXCHANGES)),
                    telling);
            return;
        }
        making++;
        CompletableFuture.supplyAsync(
                        () -> maker.make(message, context),
                        task -> Thread.ofVirtual().name("netsonde-request").start(task))
                .whenCompleteAsync(
                        (request, error) -> {
                            making--;
                            if (request == null) {
                                unmade(error, telling);
                            } else {
                                begin(request, only, telling);
                            }
                        },
                        loop);
    }

    private void unmade(@Nullable Throwable error, Telling telling) {
        Failure failure = Failures.of(error);
        agent.note(failure);
        agent.report(failure);
        telling.failed(failure);
    }

    private void begin(ClientRequest request, @Nullable Set<Long> only, Telling telling) {
        if (only == null) {
            beginOn(request, null, telling);
        } else {
            // What had arrived by now on the connections that are meant is seen before one of them is used.
            EventLoops.afterSelect(loop, () -> beginOn(request, only, telling));
        }
    }

    private void beginOn(ClientRequest request, @Nullable Set<Long> only, Telling telling) {
        if (request.saveTo().isPresent()) {
            if (!Download.start(agent, request, request.saveTo().get(), only, telling)) {
                telling.skipped();
            }
            return;
        }
        Exchange exchange = new Exchange(agent, request, null, telling);
        if (only == null) {
            agent.submit(exchange);
        } else if (!agent.submit(exchange, only)) {
            telling.skipped();
        }
    }

    /** Tells whoever is to know of an exchange. */
    private final class Telling implements Exchange.Listener {
        private final CompletableFuture<SendReceipt> receipt;
        private final Consumer<Reply<M>> replied;
        private final Runnable over;
        private @Nullable Consumer<Failure> failed;

        Telling(CompletableFuture<SendReceipt> receipt, Consumer<Reply<M>> replied, Runnable over) {
            this.receipt = receipt;
            this.replied = replied;
            this.over = over;
        }

        @Override
        public void sent(long connection, long bytes) {
            receipt.complete(new SendReceipt(1, bytes, 0));
        }

        @Override
        public void replied(long connection, byte[] reply, Duration latency) {
            // One that comes from the cache needed nothing to be sent.
            receipt.complete(new SendReceipt(1, 0, 0));
            judge.received(agent.meter(), HttpText.parse(reply)).ifPresent(agent::note);
            listeners.heard(connection, Unpooled.wrappedBuffer(reply), 0, reply.length);
            replied.accept(new Reply<>(connection, codec.decode(reply), latency));
            over.run();
        }

        @Override
        public void failed(Failure failure) {
            receipt.completeExceptionally(new FailureException(failure));
            if (failed != null) {
                failed.accept(failure);
            }
            over.run();
        }

        void skipped() {
            receipt.complete(new SendReceipt(0, 0, 1));
            over.run();
        }
    }

    @Override
    public SocketAddress localAddress() {
        return agent.address();
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, M message) {
        CompletableFuture<SendReceipt> receipt = new CompletableFuture<>();
        loop.execute(() -> submit(message, ids(to), new Telling(receipt, reply -> {}, () -> {})));
        return receipt;
    }

    private static @Nullable Set<Long> ids(Target to) {
        return switch (to) {
            case Target.All all -> null;
            case Target.Some some -> some.connections();
        };
    }

    /** Unlike on a stream, a reply is that to this very request, however many others are under way. */
    @Override
    public CompletionStage<Reply<M>> request(Target to, M message, Duration limit) {
        CompletableFuture<Reply<M>> reply = new CompletableFuture<>();
        CompletableFuture<SendReceipt> receipt = new CompletableFuture<>();
        loop.execute(() -> {
            Telling telling = new Telling(receipt, reply::complete, () -> {});
            telling.failed = failure -> reply.completeExceptionally(new FailureException(failure));
            submit(message, ids(to), telling);
        });
        return Requests.limited(reply, receipt, () -> {}, limit);
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
        Set<Long> ids = ids(what);
        return CompletableFuture.runAsync(() -> agent.part(ids == null ? Set.of() : ids, ids == null), loop);
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        loop.execute(() -> {
            script.pause();
            agent.close().whenComplete((ok, error) -> closed.complete(null));
            started.cancel(false);
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
