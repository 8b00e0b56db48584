package org.netsonde.engine.protocol;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.netsonde.engine.transport.SocketWatch;

/**
 * One open connection, as the panel shows it.
 *
 * @param id counted up from 1 within the endpoint; never used again
 * @param remote the peer
 * @param since when it was opened
 * @param queue tells how many bytes wait to be written to it; from any thread
 * @param socket looks at its socket
 * @param facts what is known of it
 */
public record Connection(
        long id, SocketAddress remote, Instant since, LongSupplier queue, SocketWatch socket, ConnectionFacts facts) {

    /** How many bytes wait to be written to it, as of now; from any thread. */
    public long queued() {
        return queue.getAsLong();
    }
}
