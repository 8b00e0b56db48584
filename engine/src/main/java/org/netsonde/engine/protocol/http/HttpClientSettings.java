package org.netsonde.engine.protocol.http;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.http.client.HttpClientConfig;
import org.netsonde.engine.http.client.HttpClientOptions;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.TlsMode;

/** Settings of a client of HTTP. The components are those of {@link HttpClientConfig}. */
public record HttpClientSettings(
        @Inline Aim aim,
        @Option(group = "messages", max = 10_000) List<HttpMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Inline HttpClientOptions options,
        @Option(group = "tls") ClientTls tls)
        implements Settings {

    public HttpClientSettings {
        tls.checkTrust("tls");
    }

    /** A client of port 8080 of the loopback interface that asks for nothing by itself. */
    public HttpClientSettings() {
        this(new Aim(8080), List.of(), Duration.ofSeconds(1), 1, new HttpClientOptions(), new ClientTls(TlsMode.OFF));
    }

    HttpClientConfig<HttpMessage> http() {
        return new HttpClientConfig<>(aim, tls, options, messages, interval, repeat);
    }
}
