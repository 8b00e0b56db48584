package org.netsonde.engine.protocol;

import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.netsonde.engine.transport.SocketWatch;

/** The open connections of one endpoint. Safe for threads; bounded by the protocol's own maximum. */
public final class Connections {

    private final ConcurrentSkipListMap<Long, Connection> open = new ConcurrentSkipListMap<>();
    /** The map would have to count each time. */
    private final AtomicInteger count = new AtomicInteger();

    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong version = new AtomicLong();
    private final InstantSource clock;

    public Connections(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Registers what has no socket of its own, such as a remote that sends datagrams.
     *
     * @param queue tells how many bytes wait to be written to it; from any thread
     */
    public Connection opened(SocketAddress remote, LongSupplier queue) {
        return opened(remote, queue, SocketWatch.NONE);
    }

    /**
     * Registers a connection.
     *
     * @param queue tells how many bytes wait to be written to it; from any thread
     * @param socket looks at its socket
     */
    public Connection opened(SocketAddress remote, LongSupplier queue, SocketWatch socket) {
        Connection connection =
                new Connection(ids.incrementAndGet(), remote, clock.instant(), queue, socket, new ConnectionFacts());
        open.put(connection.id(), connection);
        count.incrementAndGet();
        version.incrementAndGet();
        return connection;
    }

    /** Removes a connection. */
    public void closed(long id) {
        if (open.remove(id) != null) {
            count.decrementAndGet();
            version.incrementAndGet();
        }
    }

    /** How many are open. */
    public int count() {
        return count.get();
    }

    /** Changes with every opened or closed connection, so that a reader can tell cheaply whether to look again. */
    public long version() {
        return version.get();
    }

    /** Up to {@code max} open connections, the oldest first. */
    public List<Connection> list(int max) {
        return after(0, max);
    }

    /** Up to {@code max} open connections that were opened after the one of that id, the oldest first. */
    public List<Connection> after(long id, int max) {
        return open.tailMap(id, false).values().stream().limit(max).toList();
    }
}
