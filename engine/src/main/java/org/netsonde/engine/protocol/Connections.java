package org.netsonde.engine.protocol;

import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The open connections of one endpoint. Safe for threads; bounded by the protocol's own maximum. */
public final class Connections {

    private final ConcurrentHashMap<Long, Connection> open = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong version = new AtomicLong();
    private final InstantSource clock;

    public Connections(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Registers a connection.
     *
     * @param queue tells how many bytes wait to be written to it; from any thread
     */
    public Connection opened(SocketAddress remote, LongSupplier queue) {
        Connection connection =
                new Connection(ids.incrementAndGet(), remote, clock.instant(), queue, new ConnectionFacts());
        open.put(connection.id(), connection);
        version.incrementAndGet();
        return connection;
    }

    /** Removes a connection. */
    public void closed(long id) {
        if (open.remove(id) != null) {
            version.incrementAndGet();
        }
    }

    /** How many are open. */
    public int count() {
        return open.size();
    }

    /** Changes with every opened or closed connection, so that a reader can tell cheaply whether to look again. */
    public long version() {
        return version.get();
    }

    /** Up to {@code max} open connections, the oldest first. */
    public List<Connection> list(int max) {
        return open.values().stream()
                .sorted(Comparator.comparingLong(Connection::id))
                .limit(max)
                .toList();
    }
}
