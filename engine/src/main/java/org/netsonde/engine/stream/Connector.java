package org.netsonde.engine.stream;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.EndpointContext;

/**
 * Makes a client's connections: looks the peer up, connects, and waits before it tries again. Confined to the client's
 * event loop, except for {@link #address}.
 */
final class Connector {

    private final EndpointContext context;
    private final EventLoop loop;
    private final Aim aim;
    private final StreamClientOptions options;
    private final Supplier<CompletableFuture<?>> ready;
    private final BiConsumer<Channel, InetSocketAddress> connected;
    private final Consumer<Failure> failed;
    private volatile @Nullable SocketAddress found;
    private int failures;
    private boolean cancelled;
    private @Nullable CompletableFuture<?> preparing;
    private @Nullable Dial dial;
    private @Nullable ScheduledFuture<?> retry;

    /**
     * A connector that has not begun.
     *
     * @param ready what must be had before each attempt
     * @param connected takes a channel that stands, and whose stages are still to be installed
     * @param failed told why an attempt failed
     */
    Connector(
            EndpointContext context,
            EventLoop loop,
            Aim aim,
            StreamClientOptions options,
            Supplier<CompletableFuture<?>> ready,
            BiConsumer<Channel, InetSocketAddress> connected,
            Consumer<Failure> failed) {
        this.context = context;
        this.loop = loop;
        this.aim = aim;
        this.options = options;
        this.ready = ready;
        this.connected = connected;
        this.failed = failed;
    }

    /** Where it is aimed at: as found, or as it was written while nothing was found. From any thread. */
    SocketAddress address() {
        SocketAddress address = found;
        return address == null ? InetSocketAddress.createUnresolved(aim.host(), aim.port()) : address;
    }

    /** Tries to connect. */
    void attempt() {
        retry = null;
        CompletableFuture<?> first = ready.get();
        if (first.isDone() && !first.isCompletedExceptionally()) {
            dial();
            return;
        }
        preparing = first;
        first.whenCompleteAsync(
                (made, error) -> {
                    preparing = null;
                    if (cancelled) {
                        return;
                    } else if (error == null) {
                        dial();
                    } else {
                        failed.accept(Failures.of(error, Addresses.text(address())));
                    }
                },
                loop);
    }

    private void dial() {
        Dial next = new Dial(
                context,
                loop,
                new Dial.Terms(options.connectTimeout(), options.writeLimit(), options.tcp()),
                new Dial.Outcome() {
                    @Override
                    public void found(InetSocketAddress peer) {
                        found = peer;
                    }

                    @Override
                    public void connected(Channel channel, InetSocketAddress peer) {
                        connected.accept(channel, peer);
                    }

                    @Override
                    public void failed(Failure failure) {
                        failed.accept(failure);
                    }
                });
        dial = next;
        next.start(aim);
    }

    /** The latest connection is as it should be: if it is lost, trying again begins with the shortest pause. */
    void succeeded() {
        failures = 0;
    }

    /** Tries again after a pause that grows with every attempt that failed since the last connection. */
    void attemptLater(Reconnect.BackOff backOff) {
        retry = loop.schedule(this::attempt, delay(backOff, failures++), TimeUnit.NANOSECONDS);
    }

    /** Doubles with every failed attempt up to the maximum, plus up to a quarter at random. */
    static long delay(Reconnect.BackOff backOff, int attempts) {
        long max = backOff.max().toNanos();
        long delay = backOff.first().toNanos();
        for (int i = 0; i < attempts && delay < max; i++) {
            delay *= 2;
        }
        delay = Math.min(delay, max);
        return delay + ThreadLocalRandom.current().nextLong(delay / 4 + 1);
    }

    /** Gives up: neither a name that is being looked up nor a peer that does not answer is waited for, and nothing is told. */
    void cancel() {
        cancelled = true;
        if (preparing != null) {
            preparing.cancel(false);
        }
        if (retry != null) {
            retry.cancel(false);
        }
        if (dial != null) {
            dial.cancel();
        }
    }
}
