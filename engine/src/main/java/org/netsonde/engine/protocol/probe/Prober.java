package org.netsonde.engine.protocol.probe;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.probe.phase.Conversation;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.MessageListener;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Subscription;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.tls.TlsContext;

/**
 * Probes a server on time: what is due begins then, whatever became of those before. Its state belongs to one event loop; its
 * public methods may be called from any thread.
 */
final class Prober implements Binding<ProbeSettings, StreamMessage> {

    /** More at once are not begun; they are lost. */
    private static final int MOST_AT_ONCE = 1000;

    private final ProbeSettings settings;
    private final EndpointContext context;
    private final EventLoop loop;
    private final @Nullable TlsContext tls;
    private final ProbeBook book;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Duration interval;
    private @Nullable Future<?> timer;
    private long due;
    private int begun;
    private int underWay;

    private Prober(ProbeSettings settings, EndpointContext context, @Nullable TlsContext tls) {
        this.settings = settings;
        this.context = context;
        this.tls = tls;
        loop = context.loops().next();
        interval = settings.interval();
        book = new ProbeBook(context, loop);
    }

    /**
     * Starts it; completes when it is set up, whether the server is there or not. Exceptionally with a {@link FailureException}
     * where a file of authorities cannot be used.
     */
    static CompletionStage<Binding<ProbeSettings, StreamMessage>> start(
            ProbeSettings settings, EndpointContext context) {
        CompletableFuture<Binding<ProbeSettings, StreamMessage>> started = new CompletableFuture<>();
        // Files are read on a thread of their own.
        Thread.ofVirtual().name("netsonde-tls").start(() -> {
            try {
                TlsContext tls = settings.probe().secure()
                        ? Conversation.tls(settings.trust(), settings.probe().asks(), context.keys())
                        : null;
                Prober prober = new Prober(settings, context, tls);
                if (started.complete(prober)) {
                    prober.loop.execute(prober::begin);
                } else if (tls != null) {
                    tls.close();
                }
            } catch (RuntimeException e) {
                started.completeExceptionally(new FailureException(Failures.of(e), e));
            }
        });
        return started;
    }

    private void begin() {
        due = loop.ticker().nanoTime();
        probe();
    }

    private void probe() {
        if (stop.isDone()) {
            return;
        }
        begun++;
        boolean last = settings.probes() > 0 && begun >= settings.probes();
        if (underWay < MOST_AT_ONCE) {
            underWay++;
            new Probe(settings, context, loop, tls, book, stop).start().whenCompleteAsync((ok, error) -> over(), loop);
        } else {
            book.lost(Failure.of(
                    Failure.Kind.TOO_MANY_CONNECTIONS,
                    "probesAtOnce",
                    settings.aim().host(),
                    MOST_AT_ONCE));
        }
        if (!last) {
            // Reckoned from when this one was due, so that delays do not add up.
            due += interval.toNanos();
            timer = loop.schedule(this::probe, due - loop.ticker().nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void over() {
        underWay--;
        if (underWay == 0 && settings.probes() > 0 && begun >= settings.probes()) {
            done.complete(null);
        }
        if (underWay == 0 && stop.isDone()) {
            finish();
        }
    }

    private void finish() {
        if (tls != null && !closed.isDone()) {
            tls.close();
        }
        done.complete(null);
        closed.complete(null);
    }

    @Override
    public SocketAddress localAddress() {
        InetSocketAddress known = book.address();
        return known != null
                ? known
                : InetSocketAddress.createUnresolved(
                        settings.aim().host(), settings.aim().port());
    }

    @Override
    public CompletionStage<SendReceipt> send(Target to, StreamMessage message) {
        return CompletableFuture.failedFuture(nothingToSend());
    }

    @Override
    public CompletionStage<Reply<StreamMessage>> request(Target to, StreamMessage message, Duration limit) {
        return CompletableFuture.failedFuture(nothingToSend());
    }

    private static FailureException nothingToSend() {
        return new FailureException(Failure.of(Failure.Kind.NOT_CONNECTED, "probeSendsNothing"));
    }

    @Override
    public Subscription listen(Target to, MessageListener<StreamMessage> listener) {
        return () -> {};
    }

    @Override
    public CompletionStage<Void> update(ProbeSettings changed) {
        interval = changed.interval();
        return CompletableFuture.completedFuture(null);
    }

    /** Connections last as long as their probe, and are not listed. */
    @Override
    public CompletionStage<Void> disconnect(Target what) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> close() {
        loop.execute(() -> {
            if (timer != null) {
                timer.cancel(false);
            }
            stop.complete(null);
            if (underWay == 0) {
                finish();
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
