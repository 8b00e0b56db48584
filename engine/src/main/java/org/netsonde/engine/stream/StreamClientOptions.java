package org.netsonde.engine.stream;

import java.time.Duration;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;

/**
 * What the settings of all stream clients have in common.
 *
 * @param connectTimeout how long connecting may take
 * @param reconnect what happens when there is no connection
 * @param replyTimeout how long answers are waited for after the last message
 * @param idleTimeout after how much silence the connection is ended; 0 for never
 * @param writeLimit how much is buffered
 * @param tcp socket options
 */
public record StreamClientOptions(
        @Option(group = "limits", min = 1_000_000, max = 3_600_000_000_000L)
        Duration connectTimeout,

        @Option(group = "limits") Reconnect reconnect,

        @Option(group = "limits", min = 0, max = 3_600_000_000_000L)
        Duration replyTimeout,

        @Option(group = "limits", min = 0, max = 86_400_000_000_000L)
        Duration idleTimeout,

        @Option(group = "advanced", min = 1024, max = 1 << 30)
        DataSize writeLimit,

        @Option(group = "advanced") TcpOptions tcp) {

    /** Five seconds to connect and to reply, no reconnecting. */
    public StreamClientOptions() {
        this(
                Duration.ofSeconds(5),
                new Reconnect.Off(),
                Duration.ofSeconds(5),
                Duration.ZERO,
                new DataSize(1 << 20),
                new TcpOptions());
    }
}
