package org.netsonde.engine.relay;

import java.time.Duration;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.stream.SlowReader;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.stream.TcpOptions;

/**
 * Bounds and socket options of a relay.
 *
 * @param maxConnections how many clients it takes at once
 * @param connectTimeout how long connecting to a back end may take
 * @param idleTimeout after how much silence of a client and its back end they are parted; 0 for never, though for datagrams
 *     it is a minute then
 * @param buffer how much may be under way in one direction of a connection before no more is read
 * @param record whether what passes is recorded in the traffic
 * @param backlog how many connections the system may hold before they are accepted
 * @param tcp socket options, on both sides
 */
public record RelayOptions(
        @Option(group = "limits", min = 1, max = 1_000_000, live = true)
        int maxConnections,

        @Option(group = "limits", min = 1_000_000, max = 3_600_000_000_000L)
        Duration connectTimeout,

        @Option(group = "limits", min = 0, max = 86_400_000_000_000L)
        Duration idleTimeout,

        @Option(group = "limits", min = 1024, max = 1 << 30) DataSize buffer,

        @Option(group = "advanced") boolean record,
        @Option(group = "advanced", min = 1, max = 65535) int backlog,
        @Option(group = "advanced") TcpOptions tcp) {

    /** Ten thousand clients that may be silent as long as they like, each with 4 MiB under way in either direction. */
    public RelayOptions() {
        this(10_000, Duration.ofSeconds(5), Duration.ZERO, new DataSize(4 << 20), true, 1024, new TcpOptions());
    }

    /** The same in the terms of what accepts the clients. */
    public StreamServerOptions server() {
        return new StreamServerOptions(maxConnections, idleTimeout, SlowReader.WAIT, writeLimit(), backlog, tcp);
    }

    /** How much waits in a socket's own buffer at most; what stages hold is kept to the rest. */
    public DataSize writeLimit() {
        return new DataSize(Math.min(buffer.bytes(), 1 << 20));
    }
}
