package org.netsonde.engine.protocol.frame;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.load.Pooling;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.PoolRules;
import org.netsonde.engine.stream.StreamClientConfig;
import org.netsonde.engine.stream.StreamClientOptions;

/** Settings of a frame client. The components are those of {@link StreamClientConfig}. */
public record FrameClientSettings(
        @Inline Aim aim,
        Framing framing,
        @Option(group = "messages", max = 10_000) List<FrameMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Inline StreamClientOptions options,
        @Option(group = "pool") Pooling pool)
        implements Settings {

    public FrameClientSettings {
        FrameFraming.check(framing);
        PoolRules.check(pool, options);
    }

    /** A client of port 9000 of the loopback interface that sends nothing by itself. */
    public FrameClientSettings() {
        this(
                new Aim(9000),
                new Framing.Lines(),
                List.of(),
                Duration.ofSeconds(1),
                1,
                new StreamClientOptions(),
                new Pooling.Off());
    }

    StreamClientConfig<FrameMessage> stream() {
        return new StreamClientConfig<>(aim, framing, messages, interval, repeat, options, pool);
    }
}
