package org.netsonde.engine.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Failures;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.transport.Descriptors;

/**
 * Makes a client's connections: looks the peer up, connects, and waits before it tries again. Confined to the client's
 * event loop, except for {@link #address}.
 */
final class Connector {

    private final EndpointContext context;
    private final EventLoop loop;
    private final Aim aim;
    private final StreamClientOptions options;
    private final BiConsumer<Channel, InetSocketAddress> connected;
    private final Consumer<Failure> failed;
    private volatile @Nullable SocketAddress found;
    private int failures;
    private boolean cancelled;
    private @Nullable Channel connecting;
    private @Nullable ScheduledFuture<?> retry;

    /**
     * A connector that has not begun.
     *
     * @param connected takes a channel that stands, and whose stages are still to be installed
     * @param failed told why an attempt failed
     */
    Connector(
            EndpointContext context,
            EventLoop loop,
            Aim aim,
            StreamClientOptions options,
            BiConsumer<Channel, InetSocketAddress> connected,
            Consumer<Failure> failed) {
        this.context = context;
        this.loop = loop;
        this.aim = aim;
        this.options = options;
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
        CompletableFuture<InetSocketAddress> address;
        try {
            address = aim.target().isEmpty()
                    ? Addresses.resolve(aim.host(), aim.port())
                    : CompletableFuture.completedFuture(context.endpoints().resolve(aim.target()));
        } catch (FailureException e) {
            address = CompletableFuture.failedFuture(e);
        }
        address.whenCompleteAsync(
                (peer, error) -> {
                    if (cancelled) {
                        return;
                    }
                    if (peer == null) {
                        failed.accept(Failures.of(error, Addresses.text(aim.host(), aim.port())));
                    } else {
                        connect(peer);
                    }
                },
                loop);
    }

    private void connect(InetSocketAddress address) {
        found = address;
        Descriptors descriptors = context.loops().descriptors();
        if (!descriptors.tryTake()) {
            failed.accept(Failure.of(
                    Failure.Kind.TOO_MANY_CONNECTIONS,
                    "tooManyConnections",
                    Addresses.text(address),
                    descriptors.limit()));
            return;
        }
        Bootstrap bootstrap = context.loops().client(loop);
        bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                options.connectTimeout().toMillis());
        options.tcp().applyTo(bootstrap::option, options.writeLimit());
        bootstrap.handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                // The session is made once the connection stands; a refused one never was one.
            }
        });
        ChannelFuture attempt = bootstrap.connect(address);
        connecting = attempt.channel();
        // What could not even become a channel is told on another executor.
        attempt.addListener(future -> EventLoopAcceptor.onLoop(loop).execute(() -> attempted(attempt, address)));
    }

    private void attempted(ChannelFuture attempt, InetSocketAddress address) {
        connecting = null;
        Descriptors descriptors = context.loops().descriptors();
        if (attempt.isSuccess()) {
            attempt.channel().closeFuture().addListener(ignored -> descriptors.give());
        } else {
            descriptors.give();
        }
        if (cancelled) {
            attempt.channel().close();
        } else if (attempt.isSuccess()) {
            connected.accept(attempt.channel(), address);
        } else {
            failed.accept(Failures.of(attempt.cause(), Addresses.text(address)));
        }
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
        if (retry != null) {
            retry.cancel(false);
        }
        if (connecting != null) {
            connecting.close();
        }
    }
}
