package org.netsonde.engine.protocol.tls;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.load.Pooling;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.FramedLayer;
import org.netsonde.engine.stream.PoolRules;
import org.netsonde.engine.stream.StreamClientConfig;
import org.netsonde.engine.stream.StreamClientOptions;
import org.netsonde.engine.stream.TlsSecurity;
import org.netsonde.engine.tls.ClientTls;

/**
 * Settings of a TLS client. The other components are those of {@link StreamClientConfig}.
 *
 * @param tls always on
 */
public record TlsClientSettings(
        @Inline Aim aim,
        Framing framing,
        @Option(group = "messages", max = 10_000) List<StreamMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Option(group = "tls") ClientTls tls,
        @Inline StreamClientOptions options,
        @Option(group = "pool") Pooling pool)
        implements Settings {

    public TlsClientSettings {
        if (!tls.isOn()) {
            throw new SettingsException("tls.mode", Phrase.of("problem.tlsOff"));
        }
        PoolRules.check(pool, options);
    }

    /** A client of port 9443 of the loopback interface that sends nothing by itself. */
    public TlsClientSettings() {
        this(
                new Aim(9443),
                new Framing.Raw(),
                List.of(),
                Duration.ofSeconds(1),
                1,
                new ClientTls(),
                new StreamClientOptions(),
                new Pooling.Off());
    }

    StreamClientConfig<StreamMessage> stream() {
        return new StreamClientConfig<>(
                aim, new FramedLayer(framing), TlsSecurity.of(tls), messages, interval, repeat, options, pool);
    }
}
