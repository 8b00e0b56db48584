package org.netsonde.engine.protocol.frame;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.Reconnect;
import org.netsonde.engine.stream.StreamClientConfig;
import org.netsonde.engine.stream.TcpOptions;

/**
 * Settings of a frame client. The components are those of {@link StreamClientConfig}.
 */
public record FrameClientSettings(
        @Option(max = 200, editor = "endpoint") String target,
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        Framing framing,
        @Option(group = "messages", max = 10_000) List<FrameMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Option(group = "limits", min = 1_000_000, max = 3_600_000_000_000L)
        Duration connectTimeout,

        @Option(group = "limits") Reconnect reconnect,

        @Option(group = "limits", min = 0, max = 3_600_000_000_000L)
        Duration replyTimeout,

        @Option(group = "limits", min = 0, max = 86_400_000_000_000L)
        Duration idleTimeout,

        @Option(group = "advanced", min = 1024, max = 1 << 30)
        DataSize writeLimit,

        @Option(group = "advanced") TcpOptions tcp)
        implements Settings {

    public FrameClientSettings {
        FrameFraming.check(framing);
        if (port == 0 && target.isEmpty()) {
            throw new SettingsException("port", Phrase.of("problem.portZero"));
        }
    }

    /** A client of port 9000 of the loopback interface that sends nothing by itself. */
    public FrameClientSettings() {
        this(
                "",
                "127.0.0.1",
                9000,
                new Framing.Lines(),
                List.of(),
                Duration.ofSeconds(1),
                1,
                Duration.ofSeconds(5),
                new Reconnect.Off(),
                Duration.ofSeconds(5),
                Duration.ZERO,
                new DataSize(1 << 20),
                new TcpOptions());
    }

    StreamClientConfig<FrameMessage> stream() {
        return new StreamClientConfig<>(
                target,
                host,
                port,
                framing,
                messages,
                interval,
                repeat,
                connectTimeout,
                reconnect,
                replyTimeout,
                idleTimeout,
                writeLimit,
                tcp);
    }
}
