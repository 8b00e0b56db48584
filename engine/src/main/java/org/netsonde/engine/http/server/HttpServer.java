package org.netsonde.engine.http.server;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.http.BodyBudget;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.stream.StreamServer;

/**
 * A running server of HTTP/1.1 and HTTP/2. Its connections are those of a {@link StreamServer}; it answers, and sends nothing
 * by itself. Safe for threads.
 *
 * @param <S> the settings of its protocol
 * @param <M> its message
 */
public final class HttpServer<S extends Record & Settings, M extends Record> implements Binding<S, M> {

    private final Binding<S, M> stream;
    private final Function<S, HttpServerConfig> view;
    private final LiveConfig live;

    private HttpServer(Binding<S, M> stream, Function<S, HttpServerConfig> view, LiveConfig live) {
        this.stream = stream;
        this.view = view;
        this.live = live;
    }

    /**
     * Starts one; completes when it is bound, exceptionally with a {@link FailureException} that names the address. Cancelling
     * the stage gives up.
     *
     * @param view what the settings say; called again whenever they change
     * @param codec reads recorded requests for those who listen
     */
    public static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            S settings, Function<S, HttpServerConfig> view, MessageCodec<M> codec, EndpointContext context) {
        return start(settings, view, codec, context, new BodyBudget());
    }

    static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            S settings,
            Function<S, HttpServerConfig> view,
            MessageCodec<M> codec,
            EndpointContext context,
            BodyBudget budget) {
        LiveConfig live = new LiveConfig(view.apply(settings));
        HttpLayer layer = new HttpLayer(live, budget, context.fail());
        CompletableFuture<Binding<S, M>> bound = StreamServer.start(
                        settings, any -> view.apply(any).stream(layer), codec, context)
                .toCompletableFuture();
        CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
        bound.whenComplete((stream, error) -> {
            if (error != null) {
                started.completeExceptionally(error);
            } else if (!started.complete(new HttpServer<>(stream, view, live))) {
                // Cancelled while it was being bound.
                stream.close();
            }
        });
        started.whenComplete((server, error) -> {
            if (started.isCancelled()) {
                bound.cancel(false);
            }
        });
        return started;
    }

    @Override
    public SocketAddress localAddress() {
        return stream.localAddress();
    }

    private static FailureException answersOnly() {
        return new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "serverAnswersOnly"));
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, M message) {
        return CompletableFuture.failedFuture(answersOnly());
    }

    @Override
    public CompletionStage<Reply<M>> request(Target to, M message, Duration limit) {
        return CompletableFuture.failedFuture(answersOnly());
    }

    @Override
    public Subscription listen(Target to, MessageListener<M> listener) {
        return stream.listen(to, listener);
    }

    @Override
    public CompletionStage<Void> update(S settings) {
        live.take(view.apply(settings));
        return stream.update(settings);
    }

    @Override
    public CompletionStage<Void> disconnect(Target what) {
        return stream.disconnect(what);
    }

    @Override
    public CompletionStage<Void> close() {
        return stream.close();
    }

    @Override
    public CompletionStage<Void> done() {
        return stream.done();
    }

    @Override
    public CompletionStage<Void> ended() {
        return stream.ended();
    }
}
