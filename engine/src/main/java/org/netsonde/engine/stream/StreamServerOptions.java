package org.netsonde.engine.stream;

import java.time.Duration;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;

/**
 * What the settings of all stream servers have in common.
 *
 * @param maxConnections how many connections are accepted at once
 * @param idleTimeout after how much silence a connection is ended; 0 for never
 * @param slowReader what happens to a peer that does not read
 * @param writeLimit how much is buffered for a peer
 * @param backlog how many connections the system may hold before they are accepted
 * @param tcp socket options
 */
public record StreamServerOptions(
        @Option(group = "limits", min = 1, max = 1_000_000, live = true)
        int maxConnections,

        @Option(group = "limits", min = 0, max = 86_400_000_000_000L)
        Duration idleTimeout,

        @Option(group = "limits", live = true) SlowReader slowReader,
        @Option(group = "limits", min = 1024, max = 1 << 30) DataSize writeLimit,
        @Option(group = "advanced", min = 1, max = 65535) int backlog,
        @Option(group = "advanced") TcpOptions tcp) {

    /** Ten thousand connections that may be silent as long as they like, and whose slowness is waited for. */
    public StreamServerOptions() {
        this(10_000, Duration.ZERO, SlowReader.WAIT, new DataSize(1 << 20), 1024, new TcpOptions());
    }

    /** These, with the options that a running server takes from others. */
    StreamServerOptions takeLive(StreamServerOptions wanted) {
        return new StreamServerOptions(wanted.maxConnections, idleTimeout, wanted.slowReader, writeLimit, backlog, tcp);
    }
}
