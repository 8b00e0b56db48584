package org.netsonde.engine.protocol.tcp;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.load.Pooling;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.PoolRules;
import org.netsonde.engine.stream.StreamClientConfig;
import org.netsonde.engine.stream.StreamClientOptions;

/** Settings of a TCP client. The components are those of {@link StreamClientConfig}. */
public record TcpClientSettings(
        @Inline Aim aim,
        Framing framing,
        @Option(group = "messages", max = 10_000) List<StreamMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Inline StreamClientOptions options,
        @Option(group = "pool") Pooling pool)
        implements Settings {

    public TcpClientSettings {
        PoolRules.check(pool, options);
    }

    /** A client of port 8888 of the loopback interface that sends nothing by itself. */
    public TcpClientSettings() {
        this(
                new Aim(8888),
                new Framing.Raw(),
                List.of(),
                Duration.ofSeconds(1),
                1,
                new StreamClientOptions(),
                new Pooling.Off());
    }

    StreamClientConfig<StreamMessage> stream() {
        return new StreamClientConfig<>(aim, framing, messages, interval, repeat, options, pool);
    }
}
