package org.netsonde.engine.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.ssl.SslHandler;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.exchange.OpenedText;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.ConnectionFacts;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;
import org.netsonde.engine.transport.SocketWatch;

/**
 * One open stream: its channel, the thread it lives on, and its lines in the traffic log. Except for {@link #execute} its
 * methods belong to the connection's thread.
 */
public final class StreamConnection {

    private static final int GENTLE_MILLIS = 250;
    private static final int PATIENCE_MILLIS = 2000;

    private final Connection connection;
    private final Channel channel;
    private final Executor thread;
    private final MeterWriter meter;
    private final TrafficTap tap;
    private final Supplier<@Nullable SocketAddress> local;
    private @Nullable Phrase closing;
    private volatile boolean opened;
    private boolean failed;
    private boolean leaving;
    private boolean parting;
    private boolean resting;
    private boolean flushPlanned;
    private Farewell farewell = new Farewell.Tcp();
    private final StringBuilder summary = new StringBuilder();
    private final List<Runnable> introduction = new ArrayList<>();

    StreamConnection(
            Connection connection,
            Channel channel,
            Executor thread,
            MeterWriter meter,
            TrafficTap tap,
            Supplier<@Nullable SocketAddress> local) {
        this.connection = connection;
        this.channel = channel;
        this.thread = thread;
        this.meter = meter;
        this.tap = tap;
        this.local = local;
    }

    /** A new connection that a client has made, listed among the endpoint's; its thread is that of the channel's event loop. */
    public static StreamConnection ofClient(EndpointContext context, Channel channel, SocketAddress peer) {
        EventLoop loop = channel.eventLoop();
        return open(
                context.connections(),
                peer,
                channel::localAddress,
                () -> queued(channel),
                SocketWatch.of(channel),
                channel,
                EventLoopAcceptor.onLoop(loop),
                context.meter().writer(loop),
                context.traffic().tap(loop));
    }

    /**
     * A new connection, listed among the endpoint's.
     *
     * @param local tells this side's address once the connection stands
     * @param queue tells how many bytes wait to be taken by the system; from any thread
     * @param socket looks at its socket
     */
    static StreamConnection open(
            Connections connections,
            SocketAddress remote,
            Supplier<@Nullable SocketAddress> local,
            LongSupplier queue,
            SocketWatch socket,
            Channel channel,
            Executor thread,
            MeterWriter meter,
            TrafficTap tap) {
        return new StreamConnection(connections.opened(remote, queue, socket), channel, thread, meter, tap, local);
    }

    /**
     * How many bytes wait in the write buffer of a channel on an event loop, with what Netty keeps for each write, just as
     * its write limit counts them; from any thread.
     */
    public static long queued(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Its id within the endpoint. */
    public long id() {
        return connection.id();
    }

    /** The peer. */
    public SocketAddress remote() {
        return connection.remote();
    }

    /** Where it counts. */
    public MeterWriter meter() {
        return meter;
    }

    /** Its channel. */
    public Channel channel() {
        return channel;
    }

    /** What is known of it, for showing. */
    public ConnectionFacts facts() {
        return connection.facts();
    }

    /** Whether it stands: a secure one, once it is secure. From any thread. */
    public boolean isOpened() {
        return opened;
    }

    /** Takes another way to say goodbye, which the protocol on it has. */
    public void farewell(Farewell other) {
        farewell = other;
    }

    /** Takes words on how the connection came to be, which stand behind its address where it is recorded as opened. */
    public void introduce(String words) {
        summary.append(" · ").append(words);
    }

    /** Takes what records more as soon as the connection has been recorded as opened. */
    public void whenOpened(Runnable records) {
        introduction.add(records);
    }

    /** Runs a task on the connection's thread; at once if this is it. From any thread. */
    public void execute(Runnable task) {
        thread.execute(task);
    }

    /**
     * The connection stands. A client learns it from its connect attempt, and a moment later from the channel, which may not
     * tell stages that were installed in between; whichever is first counts.
     *
     * @return whether it was not known yet
     */
    public boolean opened() {
        if (opened) {
            return false;
        }
        opened = true;
        meter.opened();
        tap.event(id(), Direction.OPENED, OpenedText.of(remote(), local.get()) + summary, System.nanoTime());
        introduction.forEach(Runnable::run);
        // A connection may stand for long; what it began with is not kept.
        introduction.clear();
        summary.setLength(0);
        summary.trimToSize();
        return true;
    }

    /** Counts and records that it is closed, if ever it was open. */
    public void closed() {
        if (!opened) {
            return;
        }
        meter.closed();
        Phrase reason = closing == null ? Phrase.of("event.closedByPeer") : closing;
        tap.event(id(), Direction.CLOSED, reason.toString(), System.nanoTime());
    }

    /** Whether the user has asked the peer to part. */
    boolean isParting() {
        return parting;
    }

    /** Whether it is about to be closed: what is written from now on would not arrive. */
    public boolean isClosing() {
        return closing != null;
    }

    /**
     * Counts a failure and writes it down; once for each connection, since what follows is its consequence, and never where
     * we left ourselves, or a connection that rests is lost, since the peer may take its leave as it likes.
     */
    public boolean fail(Failure failure) {
        if (failed || leaving) {
            return false;
        } else if (resting && isLoss(failure)) {
            closeReason(Phrase.of("event.closedByPeer"));
            return false;
        }
        failed = true;
        meter.failed(failure.kind());
        tap.event(id(), Direction.FAILED, failure.what().toString(), System.nanoTime());
        closing = Phrase.of("event.closedAfterFailure");
        return true;
    }

    private static boolean isLoss(Failure failure) {
        return switch (failure.kind()) {
            case CONNECTION_RESET, NOT_CONNECTED, IO -> true;
            default -> false;
        };
    }

    /** Whether nobody waits for anything that comes over it. */
    void rests(boolean rests) {
        resting = rests;
    }

    /** Counts a failure that the connection survives, and writes it down. */
    public void note(Failure failure) {
        meter.failed(failure.kind());
        tap.event(id(), Direction.FAILED, failure.what().toString(), System.nanoTime());
    }

    /** The first reason given is the true one. */
    public void closeReason(Phrase reason) {
        if (closing == null) {
            closing = reason;
        }
    }

    /**
     * Queues bytes. A write that fails while the connection stands, by a fault of a stage or of the system, ends it as a
     * failure: a peer that waits for what was never sent must not be left waiting in silence.
     */
    void write(ByteBuf bytes) {
        channel.write(bytes).addListener(future -> {
            Throwable cause = future.cause();
            if (cause == null || cause instanceof ClosedChannelException || !channel.isActive()) {
                return;
            }
            if (isTlsOver()) {
                meter.add(StreamMetrics.DROPPED, 1);
            } else {
                channel.pipeline().fireExceptionCaught(cause);
            }
        });
    }

    /** Whether nothing can be sent any more since TLS has ended: OpenSSL ends both directions when the peer ends one. */
    private boolean isTlsOver() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls != null && tls.engine().isOutboundDone();
    }

    /** Queues bytes and flushes them once what else is being done on this thread has been done. */
    void writeSoon(ByteBuf bytes) {
        write(bytes);
        if (!flushPlanned) {
            flushPlanned = true;
            channel.eventLoop().execute(() -> {
                flushPlanned = false;
                channel.flush();
            });
        }
    }

    /** Closes once everything that was written has left. */
    public void finish(Phrase reason) {
        closeReason(reason);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closes at once, and says so by a reset: the peer learns that it did not come to an end. */
    public void reset(Phrase reason) {
        closeReason(reason);
        if (channel.isActive() && channel.config() instanceof SocketChannelConfig config) {
            config.setSoLinger(0);
        }
        channel.close();
    }

    /** Closes at once. */
    public void close(Phrase reason) {
        closeReason(reason);
        channel.close();
    }

    /**
     * Closes as TCP means it: says that no more comes, takes in what the peer still sends, and closes when the peer has
     * closed or a quarter of a second has passed. A plain close with unread bytes would reset the connection, and the peer
     * would report a failure that was none.
     */
    public void closeGently(Phrase reason) {
        leave(reason);
        if (leaving) {
            closeSoon();
        }
    }

    /** Closes gently, but gives a slow peer all the time it needs to take what was written. */
    public void closeOnceSent(Phrase reason) {
        leave(reason);
    }

    /** Says goodbye behind what was written; the quarter of a second counts from when it has left. */
    private void leave(Phrase reason) {
        if (leaving) {
            return;
        }
        if (channel instanceof DuplexChannel && channel.isActive()) {
            closeReason(reason);
            leaving = true;
            channel.config().setAutoRead(true);
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> farewell.say(this));
        } else {
            finish(reason);
        }
    }

    /** Says that no more comes from here, in the words of TLS first where there is some. */
    public void endOutput() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (!(channel instanceof DuplexChannel duplex)) {
            channel.close();
        } else if (tls == null) {
            duplex.shutdownOutput();
        } else {
            // A peer that misses the words of TLS must take the end for an attack (RFC 8446, section 6.1).
            tls.closeOutbound().addListener(said -> duplex.shutdownOutput());
        }
    }

    /** Closes if the peer, who has been asked by the user to part, does not do so in time. */
    public void partSoon() {
        parting = true;
        channel.eventLoop().schedule(() -> channel.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Closes within a quarter of a second, which is for the peer to close first. */
    public void closeSoon() {
        channel.eventLoop().schedule(() -> channel.close(), GENTLE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
