package org.netsonde.engine.protocol.select;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.StreamClientConfig;
import org.netsonde.engine.stream.StreamClientOptions;

/** Settings of a client with a selector thread of its own. The components are those of {@link StreamClientConfig}. */
public record SelectClientSettings(
        @Inline Aim aim,
        Framing framing,
        @Option(group = "messages", max = 10_000) List<StreamMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Inline StreamClientOptions options)
        implements Settings {

    /** A client of port 8890 of the loopback interface that sends nothing by itself. */
    public SelectClientSettings() {
        this(new Aim(8890), new Framing.Raw(), List.of(), Duration.ofSeconds(1), 1, new StreamClientOptions());
    }

    StreamClientConfig<StreamMessage> stream() {
        return new StreamClientConfig<>(aim, framing, messages, interval, repeat, options);
    }
}
