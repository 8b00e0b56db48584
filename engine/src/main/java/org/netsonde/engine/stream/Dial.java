package org.netsonde.engine.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.transport.Descriptors;

/**
 * One attempt to make a connection: looks the peer up, takes a socket of the budget, connects, and tells how long each step
 * took. Confined to an event loop.
 */
public final class Dial {

    private final EndpointContext context;
    private final EventLoop loop;
    private final Terms terms;
    private final Outcome outcome;
    private long begun;
    private long lookedUp;
    private long done;
    private boolean cancelled;
    private @Nullable Channel connecting;

    /**
     * How connections are made.
     *
     * @param connectTimeout how long connecting may take
     * @param writeLimit how much is buffered
     * @param tcp socket options
     */
    public record Terms(Duration connectTimeout, DataSize writeLimit, TcpOptions tcp) {}

    /** Hears what came of an attempt, on its event loop; nothing any more once it was cancelled. */
    public interface Outcome {

        /** The peer has an address; connecting begins, unless the attempt is cancelled now. */
        default void found(InetSocketAddress peer) {}

        /** A connection stands, whose stages are still to be installed. */
        void connected(Channel channel, InetSocketAddress peer);

        /** It failed. */
        void failed(Failure failure);
    }

    /** An attempt that has not begun. */
    public Dial(EndpointContext context, EventLoop loop, Terms terms, Outcome outcome) {
        this.context = context;
        this.loop = loop;
        this.terms = terms;
        this.outcome = outcome;
    }

    /** Begins. */
    public void start(Aim aim) {
        begun = System.nanoTime();
        aim.resolve(context.endpoints())
                .whenCompleteAsync(
                        (peer, error) -> {
                            if (cancelled) {
                                return;
                            }
                            lookedUp = System.nanoTime();
                            if (peer == null) {
                                outcome.failed(Failures.of(error, Addresses.text(aim.host(), aim.port())));
                            } else {
                                connect(peer);
                            }
                        },
                        loop);
    }

    private void connect(InetSocketAddress address) {
        outcome.found(address);
        if (cancelled) {
            return;
        }
        Descriptors descriptors = context.loops().descriptors();
        if (!descriptors.tryTake()) {
            outcome.failed(Failure.of(
                    Failure.Kind.TOO_MANY_CONNECTIONS,
                    "tooManyConnections",
                    Addresses.text(address),
                    descriptors.limit()));
            return;
        }
        Bootstrap bootstrap = context.loops().client(loop);
        bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                terms.connectTimeout().toMillis());
        terms.tcp().applyTo(bootstrap::option, terms.writeLimit());
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
        done = System.nanoTime();
        Descriptors descriptors = context.loops().descriptors();
        if (attempt.isSuccess()) {
            attempt.channel().closeFuture().addListener(ignored -> descriptors.give());
        } else {
            descriptors.give();
        }
        if (cancelled) {
            attempt.channel().close();
        } else if (attempt.isSuccess()) {
            outcome.connected(attempt.channel(), address);
        } else {
            outcome.failed(Failures.of(attempt.cause(), Addresses.text(address)));
        }
    }

    /** How long it took to look the peer up, in nanoseconds; once it is connected. */
    public long lookupNanos() {
        return lookedUp - begun;
    }

    /** How long it took to connect once the peer had an address, in nanoseconds; once it is connected. */
    public long connectNanos() {
        return done - lookedUp;
    }

    /** Gives up: neither a name that is being looked up nor a peer that does not answer is waited for, and nothing is told. */
    public void cancel() {
        cancelled = true;
        if (connecting != null) {
            connecting.close();
        }
    }
}
