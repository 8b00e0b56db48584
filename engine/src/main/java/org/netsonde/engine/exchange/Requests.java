package org.netsonde.engine.exchange;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;

/** Requests made of a send and the next message heard. */
public final class Requests {

    private Requests() {}

    /** Sends a message and waits for the next one on the same connections. */
    public static <S extends Record & Settings, M extends Record> CompletionStage<Reply<M>> send(
            Binding<S, M> binding, Target to, M message, Duration limit) {
        CompletableFuture<Reply<M>> reply = new CompletableFuture<>();
        long sent = System.nanoTime();
        Subscription subscription = binding.listen(
                to,
                (id, answer) -> reply.complete(new Reply<>(id, answer, Duration.ofNanos(System.nanoTime() - sent))));
        return limited(reply, binding.send(to, message), subscription, limit);
    }

    /**
     * The reply, or a failure when nothing was sent or nothing came in time.
     *
     * @param reply completed by whoever hears it
     * @param subscription is closed either way
     */
    public static <M> CompletionStage<Reply<M>> limited(
            CompletableFuture<Reply<M>> reply,
            CompletionStage<SendReceipt> sent,
            Subscription subscription,
            Duration limit) {
        sent.whenComplete((receipt, error) -> {
            if (error != null) {
                reply.completeExceptionally(error);
            } else if (receipt.connections() == 0) {
                reply.completeExceptionally(
                        new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "noConnection")));
            }
        });
        return reply.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((answer, error) -> subscription.close())
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(
                        isTimeout(error)
                                ? new FailureException(
                                        Failure.of(Failure.Kind.REPLY_TIMEOUT, "replyTimeout", Durations.format(limit)))
                                : error));
    }

    /** Stages wrap what the stages before them threw. */
    private static boolean isTimeout(Throwable error) {
        return error instanceof TimeoutException
                || (error instanceof CompletionException && error.getCause() instanceof TimeoutException);
    }
}
