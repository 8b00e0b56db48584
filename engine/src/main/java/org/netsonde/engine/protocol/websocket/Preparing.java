package org.netsonde.engine.protocol.websocket;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Settings;

/** Starts an endpoint when the secrets of its header fields have been found, which may take the disk. */
final class Preparing {

    private Preparing() {}

    /** Starts it; cancelling the stage gives up whichever step is under way. */
    static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> start(
            List<Header> headers,
            ClientAuthorization authorization,
            EndpointContext context,
            Function<SentHeaders, CompletionStage<Binding<S, M>>> starter) {
        if (!SentHeaders.needSecrets(headers) && !SentHeaders.needSecrets(authorization)) {
            return starter.apply(SentHeaders.of(headers, context.keys()));
        }
        CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
        Thread.ofVirtual().name("netsonde-secrets").start(() -> {
            try {
                CompletableFuture<Binding<S, M>> attempt = starter.apply(SentHeaders.of(headers, context.keys())
                                .and(SentHeaders.of(authorization, context.keys())))
                        .toCompletableFuture();
                started.whenComplete((binding, error) -> {
                    if (started.isCancelled()) {
                        attempt.cancel(false);
                    }
                });
                attempt.whenComplete((binding, error) -> {
                    if (binding == null) {
                        started.completeExceptionally(error);
                    } else if (!started.complete(binding)) {
                        binding.close();
                    }
                });
            } catch (RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }
}
