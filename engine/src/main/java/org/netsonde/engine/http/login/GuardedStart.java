package org.netsonde.engine.http.login;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Settings;

/** Starts a server when its gate is open, and closes the gate with it. Stateless. */
final class GuardedStart {

    private GuardedStart() {}

    static <S extends Record & Settings, M extends Record> CompletionStage<Binding<S, M>> of(
            CompletionStage<LoginGate> opening, Function<LoginGate, CompletionStage<Binding<S, M>>> start) {
        CompletableFuture<Binding<S, M>> started = new CompletableFuture<>();
        CompletableFuture<LoginGate> opened = opening.toCompletableFuture();
        opened.whenComplete((gate, error) -> {
            if (error != null) {
                started.completeExceptionally(error);
            } else {
                bind(gate, asked(gate, start), started);
            }
        });
        started.whenComplete((server, error) -> {
            if (started.isCancelled()) {
                opened.cancel(false);
            }
        });
        return started;
    }

    private static <S extends Record & Settings, M extends Record> CompletableFuture<Binding<S, M>> asked(
            LoginGate gate, Function<LoginGate, CompletionStage<Binding<S, M>>> start) {
        try {
            return start.apply(gate).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <S extends Record & Settings, M extends Record> void bind(
            LoginGate gate, CompletableFuture<Binding<S, M>> bound, CompletableFuture<Binding<S, M>> started) {
        bound.whenComplete((server, error) -> {
            if (error != null) {
                gate.close();
                started.completeExceptionally(error);
            } else {
                GuardedBinding<S, M> guarded = new GuardedBinding<>(server, gate);
                if (!started.complete(guarded)) {
                    // Cancelled while it was being bound.
                    guarded.close();
                }
            }
        });
        started.whenComplete((server, error) -> {
            if (started.isCancelled()) {
                bound.cancel(false);
            }
        });
    }
}
