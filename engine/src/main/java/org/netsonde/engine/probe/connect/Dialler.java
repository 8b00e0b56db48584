package org.netsonde.engine.probe.connect;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Failures;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.transport.Descriptors;
import org.netsonde.engine.transport.EventLoops;

/** Connects over TCP, with sockets of the budget that all share. Confined to an event loop. */
public final class Dialler implements Dialling {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final EventLoops loops;
    private final EventLoop loop;

    /** One whose attempts belong to that loop. */
    public Dialler(EventLoops loops, EventLoop loop) {
        this.loops = loops;
        this.loop = loop;
    }

    @Override
    public Runnable dial(InetSocketAddress address, Duration limit, Consumer<Dialed> outcome) {
        Descriptors descriptors = loops.descriptors();
        if (!descriptors.tryTake()) {
            Failure full = Failure.of(
                    Failure.Kind.TOO_MANY_CONNECTIONS, "tooManyConnections", text(address), descriptors.limit());
            loop.execute(() -> outcome.accept(Dialed.failed(full, 0)));
            return () -> {};
        }
        Bootstrap bootstrap = loops.client(loop)
                // Netty counts in milliseconds, and takes none as no limit.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, limit.toNanos() / NANOS_PER_MILLI))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        // Whoever hears of the connection sees to what it carries.
                    }
                });
        Attempt attempt = new Attempt(address, outcome);
        ChannelFuture connecting = bootstrap.connect(address);
        attempt.channel = connecting.channel();
        connecting.addListener(future -> {
            long now = System.nanoTime();
            // What could not even become a channel is told on another executor.
            Runnable tell = () -> attempt.over(connecting, now);
            if (loop.inEventLoop()) {
                tell.run();
            } else {
                loop.execute(tell);
            }
        });
        return attempt::cancel;
    }

    private static String text(InetSocketAddress address) {
        return Addresses.text(address.getAddress().getHostAddress(), address.getPort());
    }

    private final class Attempt {

        private final InetSocketAddress address;
        private final Consumer<Dialed> outcome;
        private final long begun = System.nanoTime();
        private @Nullable Channel channel;
        private boolean cancelled;

        Attempt(InetSocketAddress address, Consumer<Dialed> outcome) {
            this.address = address;
            this.outcome = outcome;
        }

        void over(ChannelFuture connecting, long now) {
            Channel made = connecting.channel();
            if (connecting.isSuccess()) {
                made.closeFuture().addListener(closed -> loops.descriptors().give());
            } else {
                loops.descriptors().give();
            }
            if (cancelled) {
                made.close();
            } else if (!connecting.isSuccess()) {
                outcome.accept(Dialed.failed(Failures.of(connecting.cause(), text(address)), now - begun));
            } else if (address.equals(made.localAddress())) {
                // A port of this machine where nobody listens may be the one that the system gave to the attempt
                // itself: it
                // meets itself (RFC 9293, section 3.5, simultaneous open).
                made.close();
                outcome.accept(Dialed.failed(
                        Failure.of(Failure.Kind.CONNECTION_REFUSED, "connectionRefused", text(address)), now - begun));
            } else {
                outcome.accept(new Dialed(ConnectAttempt.Outcome.CONNECTED, Duration.ofNanos(now - begun), made, null));
            }
        }

        void cancel() {
            cancelled = true;
            if (channel != null) {
                channel.close();
            }
        }
    }
}
