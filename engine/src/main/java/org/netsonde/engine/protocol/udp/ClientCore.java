package org.netsonde.engine.protocol.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.datagram.DatagramFailures;
import org.netsonde.engine.datagram.DatagramMetrics;
import org.netsonde.engine.datagram.DatagramPort;
import org.netsonde.engine.datagram.DatagramSink;
import org.netsonde.engine.datagram.Refusals;
import org.netsonde.engine.datagram.RemoteTable;
import org.netsonde.engine.datagram.ReplyMatcher;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.exchange.OpenedText;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * What a UDP client does on its event loop: sends, matches replies with what was sent, and gives up what nobody answered in
 * time.
 */
final class ClientCore implements DatagramSink {

    /** How many peers may reply to a broadcast or multicast. */
    private static final int MOST_REMOTES = 1024;

    private static final long SHORTEST_WAIT_NANOS = 1_000_000;

    /** What the client is told by its core. */
    interface Owner {
        /** More can be sent. */
        void writable();

        /** A reply came, or replies were given up. */
        void settled();

        /** The socket is closed. */
        void closed();
    }

    /**
     * A peer.
     *
     * @param connectionId the id of its connection
     * @param remote its address
     * @param answers what it has answered
     */
    record Remote(long connectionId, InetSocketAddress remote, ReplyMatcher.Answers answers)
            implements RemoteTable.Entry {}

    private final UdpClientSettings settings;
    private final EndpointContext context;
    private final EventLoop loop;
    private final MeterWriter meter;
    private final TrafficTap tap;
    private final MessageListeners<StreamMessage> listeners;
    private final Owner owner;
    private final DatagramPort port;
    private final RemoteTable<Remote> remotes = new RemoteTable<>();
    private final Refusals refusals = new Refusals();
    private ReplyMatcher matcher;
    private @Nullable Remote aim;
    private boolean onePeer;
    private @Nullable Failure trouble;
    private @Nullable ScheduledFuture<?> expiry;

    ClientCore(
            UdpClientSettings settings,
            EndpointContext context,
            EventLoop loop,
            MessageListeners<StreamMessage> listeners,
            Owner owner) {
        this.settings = settings;
        this.context = context;
        this.loop = loop;
        this.listeners = listeners;
        this.owner = owner;
        this.meter = context.meter().writer(loop);
        this.tap = context.traffic().tap(loop);
        this.port = new DatagramPort(context.loops(), loop, meter, this);
        this.matcher = ReplyMatcher.inOrder(meter);
    }

    DatagramPort port() {
        return port;
    }

    MeterWriter meter() {
        return meter;
    }

    /** Where messages go, once the port is open and until it is closed. */
    @Nullable
    Remote aim() {
        return aim;
    }

    RemoteTable<Remote> remotes() {
        return remotes;
    }

    /** The latest failure; null if there was none. */
    @Nullable
    Failure trouble() {
        return trouble;
    }

    /** The port is open. */
    void begin(ClientAim at) {
        onePeer = at.isOnePeer();
        if (settings.numbering()) {
            matcher = ReplyMatcher.byNumber(meter, port.local().getPort());
        }
        aim = open(at.address());
    }

    private Remote open(InetSocketAddress address) {
        Remote remote = new Remote(
                context.connections().opened(address, port::queued).id(), address, new ReplyMatcher.Answers());
        remotes.add(remote);
        meter.opened();
        tap.event(
                remote.connectionId(), Direction.OPENED, OpenedText.of(address, port.shownLocal()), System.nanoTime());
        return remote;
    }

    /**
     * Queues a message; it leaves once what else is being done on the loop has been done.
     *
     * @return how many bytes it has; -1 if the port takes no more now
     * @throws FailureException if no datagram holds it
     */
    int send(Remote to, byte[] payload) {
        int bytes = matcher.overhead() + payload.length;
        if (bytes > DatagramPort.MAX_PAYLOAD) {
            throw new FailureException(DatagramFailures.tooLong(bytes));
        }
        if (!port.accepts()) {
            return -1;
        }
        long now = System.nanoTime();
        ByteBuf message = port.alloc().directBuffer(Math.max(1, bytes));
        matcher.begin(message);
        message.writeBytes(payload);
        matcher.sent(now);
        meter.written(0, 1, now);
        tap.data(to.connectionId(), Direction.OUT, message, now);
        port.send(message, to.remote());
        port.flushSoon();
        planExpiry(now);
        return bytes;
    }

    private void planExpiry(long now) {
        if (expiry == null && matcher.isOpen()) {
            long left = matcher.oldest() + settings.replyTimeout().toNanos() - now;
            expiry = loop.schedule(this::expire, Math.max(SHORTEST_WAIT_NANOS, left), TimeUnit.NANOSECONDS);
        }
    }

    private void expire() {
        expiry = null;
        long now = System.nanoTime();
        matcher.expire(now - settings.replyTimeout().toNanos());
        owner.settled();
        planExpiry(now);
    }

    /** Whether no reply is waited for any more; where several may reply, not before the time for it is over. */
    boolean isSettled() {
        return onePeer ? matcher.waiting() == 0 : !matcher.isOpen();
    }

    @Override
    public void received(ByteBuf in, InetSocketAddress from) {
        long now = System.nanoTime();
        Remote remote = onePeer ? aim : heard(from, now);
        if (remote == null) {
            tap.data(0, Direction.IN, in, now);
            meter.add(DatagramMetrics.UNMATCHED, 1);
            return;
        }
        tap.data(remote.connectionId(), Direction.IN, in, now);
        matcher.heard(remote.answers(), in, in.readerIndex(), in.readableBytes(), now);
        listeners.heard(remote.connectionId(), in, in.readerIndex(), in.readableBytes());
        owner.settled();
    }

    private @Nullable Remote heard(InetSocketAddress from, long now) {
        Remote known = remotes.heard(from);
        if (known != null || aim == null) {
            return known;
        }
        if (remotes.size() >= MOST_REMOTES) {
            refuse(from, now);
            return null;
        }
        return open(RemoteTable.plain(from));
    }

    private void refuse(InetSocketAddress from, long now) {
        if (!refusals.isToBeWritten(now)) {
            meter.failed(Failure.Kind.TOO_MANY_CONNECTIONS);
            return;
        }
        note(Failure.of(Failure.Kind.TOO_MANY_CONNECTIONS, "tooManyConnections", Addresses.text(from), MOST_REMOTES));
    }

    @Override
    public void readComplete() {}

    @Override
    public void writable() {
        owner.writable();
    }

    @Override
    public void unsent(InetSocketAddress to, Throwable cause) {
        note(DatagramFailures.of(cause, Addresses.text(to)));
    }

    @Override
    public void failed(Throwable cause) {
        Remote at = aim;
        note(DatagramFailures.of(cause, at == null ? settings.host() : Addresses.text(at.remote())));
    }

    /** Counts a failure that the client survives, and writes it down. */
    void note(Failure failure) {
        trouble = failure;
        meter.failed(failure.kind());
        Remote at = aim;
        tap.event(
                at == null ? 0 : at.connectionId(),
                Direction.FAILED,
                failure.what().toString(),
                System.nanoTime());
        context.fail().accept(failure);
    }

    /** Closes the connection of a peer that replied. */
    void forget(Remote remote) {
        if (remotes.remove(remote)) {
            meter.closed();
            tap.event(
                    remote.connectionId(),
                    Direction.CLOSED,
                    Phrase.of("event.closedHere").toString(),
                    System.nanoTime());
            context.connections().closed(remote.connectionId());
        }
    }

    @Override
    public void closed() {
        if (expiry != null) {
            expiry.cancel(false);
        }
        matcher.end();
        List.copyOf(remotes.all()).forEach(this::forget);
        aim = null;
        owner.closed();
    }
}
