package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.load.Pool;
import org.netsonde.engine.load.Pooled;
import org.netsonde.engine.load.Taker;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.protocol.Durations;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;

/**
 * A message of a pooled client, from waiting for a connection to its answer. Confined to the client's event loop.
 *
 * @param <M> the message
 */
final class PooledExchange<M extends Record> implements Taker<PooledConnection>, Errand {

    private final ClientCore<M> core;
    private final Pool<PooledConnection> pool;
    private final M message;
    private final Want<M> want;
    private final Runnable ended;
    private @Nullable Pooled<PooledConnection> slot;
    private @Nullable Reply<M> answer;
    private @Nullable ScheduledFuture<?> timer;
    private long sentAt;
    private boolean finished;

    /**
     * What becomes of a message.
     *
     * @param receipt completed once it was handed to a connection; null where nobody wants to know
     * @param reply completed with the answer; null where nobody wants to know
     * @param limit how long the answer is waited for: where it is wanted from the beginning, else from when it was sent
     * @param named whether it is for connections that were named: where none of them is free it is skipped
     */
    record Want<M>(
            @Nullable CompletableFuture<SendReceipt> receipt,
            @Nullable CompletableFuture<Reply<M>> reply,
            Duration limit,
            boolean named) {}

    /**
     * One that has not begun.
     *
     * @param ended told when it is over, whatever came of it
     */
    PooledExchange(ClientCore<M> core, Pool<PooledConnection> pool, M message, Want<M> want, Runnable ended) {
        this.core = core;
        this.pool = pool;
        this.message = message;
        this.want = want;
        this.ended = ended;
    }

    /** Begins: where an answer is wanted, the time counts from here. */
    void begin() {
        if (want.reply() != null) {
            watch();
        }
    }

    private void watch() {
        timer = core.loop().schedule(this::late, want.limit().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void unwatch() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void taken(Pooled<PooledConnection> connection) {
        slot = connection;
        sentAt = System.nanoTime();
        int bytes;
        try {
            bytes = connection.connection().begin(this, core.codec().encode(message));
        } catch (EscapeException e) {
            pool.release(connection);
            failed(core.unsendable(e));
            return;
        }
        if (finished) {
            return;
        }
        if (want.receipt() != null) {
            want.receipt().complete(new SendReceipt(1, bytes, 0));
        }
        if (timer == null) {
            watch();
        }
    }

    @Override
    public void refused(Failure failure) {
        if (want.named() && want.receipt() != null) {
            want.receipt().complete(new SendReceipt(0, 0, 1));
        }
        failed(failure);
    }

    @Override
    public void answered(ClientSession on, ByteBuf in, int index, int length) {
        if (want.reply() != null) {
            answer = new Reply<>(
                    on.connection().id(),
                    core.codec().decode(ByteBufUtil.getBytes(in, index, length)),
                    Duration.ofNanos(on.clock().at() - sentAt));
        }
    }

    @Override
    public void over() {
        finished = true;
        unwatch();
        if (slot != null) {
            pool.release(slot);
        }
        ended.run();
        if (want.reply() != null && answer != null) {
            want.reply().complete(answer);
        }
    }

    @Override
    public void lost(Failure failure) {
        failed(failure);
    }

    private void late() {
        Failure failure = Failure.of(Failure.Kind.REPLY_TIMEOUT, "replyTimeout", Durations.format(want.limit()));
        timer = null;
        Pooled<PooledConnection> on = slot;
        if (on == null) {
            pool.leave(this);
            core.note(failure);
            core.context().fail().accept(failure);
        } else {
            on.connection().abandon(failure);
            pool.discard(on, Phrase.of("event.closedUnanswered"));
        }
        failed(failure);
    }

    private void failed(Failure failure) {
        finished = true;
        unwatch();
        ended.run();
        if (want.receipt() != null) {
            want.receipt().completeExceptionally(new FailureException(failure));
        }
        if (want.reply() != null) {
            want.reply().completeExceptionally(new FailureException(failure));
        }
    }
}
