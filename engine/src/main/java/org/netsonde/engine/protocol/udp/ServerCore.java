package org.netsonde.engine.protocol.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.datagram.DatagramFailures;
import org.netsonde.engine.datagram.DatagramPort;
import org.netsonde.engine.datagram.DatagramSink;
import org.netsonde.engine.datagram.Refusals;
import org.netsonde.engine.datagram.RemoteTable;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.exchange.MessageListeners;
import org.netsonde.engine.exchange.OpenedText;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * What a UDP server does on its event loop: every datagram is one record and one message, every remote address one
 * connection, as long as it is heard from.
 */
final class ServerCore implements DatagramSink {

    private final EndpointContext context;
    private final EventLoop loop;
    private final MeterWriter meter;
    private final TrafficTap tap;
    private final MessageListeners<StreamMessage> listeners;
    private final DatagramPort port;
    private final Outbox outbox;
    private final DelayedBudget delayed = new DelayedBudget();
    private final RemoteTable<ServerRemote> remotes = new RemoteTable<>();
    private final IdleSweep idle;
    private final Refusals refusals = new Refusals();
    private final Runnable whenClosed;

    private UdpServerSettings settings;
    private MessageHandler handler;
    private @Nullable Failure trouble;

    ServerCore(
            UdpServerSettings settings,
            EndpointContext context,
            EventLoop loop,
            MessageListeners<StreamMessage> listeners,
            Runnable whenClosed) {
        this.settings = settings;
        this.context = context;
        this.loop = loop;
        this.listeners = listeners;
        this.whenClosed = whenClosed;
        this.meter = context.meter().writer(loop);
        this.tap = context.traffic().tap(loop);
        this.handler = settings.responder().handler();
        this.port = new DatagramPort(context.loops(), loop, meter, this);
        this.outbox = new Outbox(port, meter, tap);
        this.idle = new IdleSweep(
                loop, settings.idleTimeout(), remotes, remote -> forget(remote, Phrase.of("event.closedIdle")));
    }

    DatagramPort port() {
        return port;
    }

    Outbox outbox() {
        return outbox;
    }

    DelayedBudget delayed() {
        return delayed;
    }

    EventLoop loop() {
        return loop;
    }

    MeterWriter meter() {
        return meter;
    }

    /** The latest failure; null if there was none. */
    @Nullable
    Failure trouble() {
        return trouble;
    }

    /** The port is open: remotes are forgotten from now on when they fall silent. */
    void begin() {
        idle.begin();
    }

    /** Takes new values of the options marked live. */
    void update(UdpServerSettings wanted) {
        boolean other = !wanted.responder().equals(settings.responder());
        settings = new UdpServerSettings(
                settings.host(),
                settings.port(),
                wanted.responder(),
                settings.multicast(),
                wanted.maxConnections(),
                settings.idleTimeout(),
                settings.reuseAddress(),
                settings.receiveBuffer());
        if (other) {
            handler = wanted.responder().handler();
            List.copyOf(remotes.all()).forEach(remote -> remote.handle(handler));
        }
    }

    @Override
    public void received(ByteBuf in, InetSocketAddress from) {
        long now = outbox.datagram();
        ServerRemote remote = remotes.heard(from);
        if (remote == null) {
            remote = admit(from, now);
        }
        if (remote == null) {
            tap.data(0, Direction.IN, in, now);
            return;
        }
        remote.heardAt(now);
        int index = in.readerIndex();
        int length = in.readableBytes();
        long id = remote.connectionId();
        tap.data(id, Direction.IN, in, now);
        MessageHandler answering = remote.handler();
        if (answering != null && answering.echoesUnchanged()) {
            outbox.echo(remote, in);
        } else if (answering != null) {
            answering.received(remote, in, index, length);
        }
        listeners.heard(id, in, index, length);
    }

    @Override
    public void readComplete() {
        outbox.readComplete();
    }

    /** A new remote; null if there are too many. */
    private @Nullable ServerRemote admit(InetSocketAddress sender, long now) {
        InetSocketAddress from = RemoteTable.plain(sender);
        if (remotes.size() >= settings.maxConnections()) {
            ServerRemote quietest = remotes.quietest();
            if (settings.idleTimeout().isPositive() || quietest == null) {
                refuse(from, now);
                return null;
            }
            // Nobody is ever forgotten for being silent, so that newcomers would be refused for ever.
            forget(quietest, Phrase.of("event.closedForNewer"));
        }
        Connection connection = context.connections().opened(from, port::queued);
        ServerRemote remote = new ServerRemote(this, connection, from);
        remotes.add(remote);
        meter.opened();
        tap.event(connection.id(), Direction.OPENED, OpenedText.of(from, port.shownLocal()), now);
        remote.handle(handler);
        return remote;
    }

    private void refuse(InetSocketAddress from, long now) {
        if (!refusals.isToBeWritten(now)) {
            meter.failed(Failure.Kind.TOO_MANY_CONNECTIONS);
            return;
        }
        note(
                0,
                Failure.of(
                        Failure.Kind.TOO_MANY_CONNECTIONS,
                        "tooManyConnections",
                        Addresses.text(from),
                        settings.maxConnections()));
    }

    /** Closes the connection of a remote; the next datagram from there opens another. */
    void forget(ServerRemote remote, Phrase reason) {
        if (remotes.remove(remote)) {
            remote.forgotten();
            meter.closed();
            tap.event(remote.connectionId(), Direction.CLOSED, reason.toString(), System.nanoTime());
            context.connections().closed(remote.connectionId());
        }
    }

    RemoteTable<ServerRemote> remotes() {
        return remotes;
    }

    /** Whether a datagram holds this message; counts and tells it if not. */
    boolean fits(ServerRemote remote, ByteBuf payload) {
        boolean fits = payload.readableBytes() <= DatagramPort.MAX_PAYLOAD;
        if (!fits) {
            note(remote.connectionId(), DatagramFailures.tooLong(payload.readableBytes()));
        }
        return fits;
    }

    /** Sends a message to everybody; in a turn of the outbox. */
    void broadcast(ByteBuf payload, @Nullable ServerRemote except) {
        ByteBuf shared = payload.copy();
        try {
            for (ServerRemote remote : remotes.all()) {
                if (remote != except) {
                    outbox.push(remote, shared);
                }
            }
        } finally {
            shared.release();
        }
    }

    @Override
    public void writable() {
        outbox.unasked(() -> List.copyOf(remotes.all()).forEach(ServerRemote::writable));
    }

    @Override
    public void unsent(InetSocketAddress to, Throwable cause) {
        note(0, DatagramFailures.of(cause, Addresses.text(RemoteTable.plain(to))));
    }

    @Override
    public void failed(Throwable cause) {
        note(0, DatagramFailures.of(cause, Addresses.text(settings.host(), settings.port())));
    }

    /** Counts a failure and writes it down. */
    void note(long connection, Failure failure) {
        trouble = failure;
        meter.failed(failure.kind());
        tap.event(connection, Direction.FAILED, failure.what().toString(), System.nanoTime());
        context.fail().accept(failure);
    }

    @Override
    public void closed() {
        idle.end();
        List.copyOf(remotes.all()).forEach(remote -> forget(remote, Phrase.of("event.closedHere")));
        whenClosed.run();
    }
}
