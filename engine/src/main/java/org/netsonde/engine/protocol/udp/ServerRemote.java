package org.netsonde.engine.protocol.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.datagram.RemoteTable;
import org.netsonde.engine.exchange.DelayedTasks;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.Connection;

/** One remote address that a server has heard from. Confined to the server's event loop. */
final class ServerRemote implements Peer, RemoteTable.Entry {

    /** How many bytes of what is to be done later are kept for one remote. */
    private static final int LATER_BYTES = 1 << 20;

    private final ServerCore server;
    private final Connection connection;
    private final InetSocketAddress remote;
    private @Nullable DelayedTasks delayed;
    private @Nullable MessageHandler handler;
    private long heardAt;

    ServerRemote(ServerCore server, Connection connection, InetSocketAddress remote) {
        this.server = server;
        this.connection = connection;
        this.remote = remote;
    }

    /** When it was last heard. */
    long heardAt() {
        return heardAt;
    }

    void heardAt(long now) {
        heardAt = now;
    }

    @Nullable
    MessageHandler handler() {
        return handler;
    }

    /** From now on this handler is told of what comes; null for none. */
    void handle(@Nullable MessageHandler next) {
        if (handler != null) {
            handler.left(this);
        }
        handler = next;
        if (next != null) {
            server.outbox().unasked(() -> next.joined(this));
        }
    }

    /** The server takes more again. */
    void writable() {
        if (handler != null) {
            handler.writable(this);
        }
    }

    /** The server has forgotten it. */
    void forgotten() {
        if (delayed != null) {
            server.delayed().give(delayed.size(), delayed.weight());
            delayed.cancel();
        }
        handle(null);
    }

    @Override
    public long connectionId() {
        return connection.id();
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public ByteBufAllocator alloc() {
        return server.port().alloc();
    }

    @Override
    public void reply(ByteBuf payload) {
        if (server.fits(this, payload)) {
            server.outbox().reply(this, payload);
        }
    }

    @Override
    public void broadcast(ByteBuf payload, boolean includeSelf) {
        if (server.fits(this, payload)) {
            server.broadcast(payload, includeSelf ? null : this);
        }
    }

    @Override
    public boolean later(long delayNanos, int weight, Runnable task) {
        if (delayed == null) {
            delayed = new DelayedTasks(server.loop(), server.loop());
        }
        boolean room = server.delayed().take(weight);
        if (room && !delayed.add(delayNanos, weight, LATER_BYTES, () -> run(task, weight))) {
            server.delayed().give(1, weight);
            room = false;
        }
        if (!room) {
            server.outbox().dropped();
        }
        return room;
    }

    private void run(Runnable task, int weight) {
        server.delayed().give(1, weight);
        server.outbox().unasked(task);
    }

    @Override
    public boolean isWritable() {
        return server.port().accepts();
    }

    @Override
    public boolean hasBackPressure() {
        return false;
    }

    @Override
    public void close() {
        server.forget(this, Phrase.of("event.closedHere"));
    }

    @Override
    public void note(Failure failure) {
        server.note(connectionId(), failure);
    }

    @Override
    public MeterWriter meter() {
        return server.meter();
    }
}
