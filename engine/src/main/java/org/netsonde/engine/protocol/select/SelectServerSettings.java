package org.netsonde.engine.protocol.select;

import java.time.Duration;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.SlowReader;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.TcpOptions;
import org.netsonde.engine.stream.Threading;

/**
 * Settings of a server with a selector thread of its own. The components are those of {@link StreamServerConfig}.
 */
public record SelectServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(live = true) Responder responder,
        Framing framing,

        @Option(group = "limits", min = 1, max = 1_000_000, live = true)
        int maxConnections,

        @Option(group = "limits", min = 0, max = 86_400_000_000_000L)
        Duration idleTimeout,

        @Option(group = "limits", live = true) SlowReader slowReader,
        @Option(group = "limits", min = 1024, max = 1 << 30) DataSize writeLimit,
        @Option(group = "advanced", min = 1, max = 65535) int backlog,
        @Option(group = "advanced") TcpOptions tcp)
        implements Settings {

    /** An echo server on port 8890 of the loopback interface. */
    public SelectServerSettings() {
        this(
                "127.0.0.1",
                8890,
                new Responder.Echo(),
                new Framing.Raw(),
                10_000,
                Duration.ZERO,
                SlowReader.WAIT,
                new DataSize(1 << 20),
                1024,
                new TcpOptions());
    }

    StreamServerConfig stream() {
        return new StreamServerConfig(
                host,
                port,
                responder,
                framing,
                maxConnections,
                idleTimeout,
                slowReader,
                writeLimit,
                Threading.EVENT_LOOP,
                backlog,
                tcp);
    }
}
