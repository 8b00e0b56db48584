package org.netsonde.engine.protocol.select;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.EventLoops;

/** A running endpoint with event loops of its own, which end with it. */
final class SelectBinding<S extends Record & Settings, M extends Record> implements Binding<S, M> {

    private final Binding<S, M> endpoint;
    private final EventLoops loops;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    SelectBinding(Binding<S, M> endpoint, EventLoops loops) {
        this.endpoint = endpoint;
        this.loops = loops;
        endpoint.ended().whenComplete((ok, error) -> close());
    }

    @Override
    public SocketAddress localAddress() {
        return endpoint.localAddress();
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, M message) {
        return whileRunning(() -> endpoint.send(to, message));
    }

    @Override
    public CompletionStage<Reply<M>> request(Target to, M message, Duration limit) {
        return whileRunning(() -> endpoint.request(to, message, limit));
    }

    @Override
    public Subscription listen(Target to, MessageListener<M> listener) {
        return endpoint.listen(to, listener);
    }

    @Override
    public CompletionStage<Void> update(S settings) {
        return whileRunning(() -> endpoint.update(settings));
    }

    @Override
    public CompletionStage<Void> disconnect(Target what) {
        return whileRunning(() -> endpoint.disconnect(what));
    }

    /** Completes when the thread has ended too. */
    @Override
    public CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            endpoint.close().whenComplete((ok, error) -> loops.shutdown().thenRun(() -> closed.complete(null)));
        }
        return closed;
    }

    @Override
    public CompletionStage<Void> done() {
        return endpoint.done();
    }

    @Override
    public CompletionStage<Void> ended() {
        return endpoint.ended();
    }

    /** Loops that have ended take no more tasks, whereas those that all endpoints share outlive every endpoint. */
    private static <T> CompletionStage<T> whileRunning(Supplier<CompletionStage<T>> task) {
        try {
            return task.get();
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection"), e));
        }
    }
}
