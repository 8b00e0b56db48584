package org.netsonde.engine.protocol.select;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.transport.EventLoops;

/** Starts an endpoint on a selector thread of its own, which ends with it. */
final class SelectorThread {

    private SelectorThread() {}

    /**
     * Starts an endpoint. The thread ends when the endpoint is closed or has ended by itself, and when the start fails or
     * is cancelled.
     *
     * @param starter starts it on the loops of the context that it is given
     * @param giveUp what is done with a start under way when it is cancelled; what is started nevertheless is closed
     */
    static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            EndpointContext context,
            Function<EndpointContext, CompletionStage<Binding<S, M>>> starter,
            Consumer<CompletableFuture<?>> giveUp) {
        EventLoops loops = context.loops().selector(MeteredSelector.factory(context.meter()));
        CompletableFuture<Binding<S, M>> starting;
        try {
            starting = starter.apply(context.with(loops)).toCompletableFuture();
        } catch (RuntimeException e) {
            starting = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<?> attempt = starting;
        CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
        started.whenComplete((binding, error) -> {
            if (started.isCancelled()) {
                giveUp.accept(attempt);
                if (attempt.isCancelled()) {
                    // Not before the attempt has handed its last task to the loop.
                    loops.shutdown();
                }
            }
        });
        starting.whenComplete((binding, error) -> {
            if (binding != null) {
                SelectBinding<S, M> own = new SelectBinding<>(binding, loops);
                if (!started.complete(own)) {
                    own.close();
                }
            } else if (!attempt.isCancelled()) {
                loops.shutdown().thenRun(() -> started.completeExceptionally(error));
            }
        });
        return started;
    }
}
