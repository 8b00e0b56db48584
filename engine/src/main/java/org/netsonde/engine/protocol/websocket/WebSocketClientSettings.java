package org.netsonde.engine.protocol.websocket;

import java.time.Duration;
import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.stream.StreamClientConfig;
import org.netsonde.engine.stream.StreamClientOptions;
import org.netsonde.engine.stream.TlsSecurity;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.TlsMode;

/**
 * Settings of a WebSocket client. The other components are those of {@link StreamClientConfig}.
 *
 * @param path the path that it asks for, with its query
 * @param authorization who asks, told in the opening handshake
 */
public record WebSocketClientSettings(
        @Inline Aim aim,
        @Option(min = 1, max = 4096) String path,
        @Option(group = "authorization") ClientAuthorization authorization,
        @Option(group = "messages", max = 10_000) List<WebSocketMessage> messages,

        @Option(group = "messages", min = 0, max = 86_400_000_000_000L, live = true)
        Duration interval,

        @Option(group = "messages", min = 0, max = 1_000_000_000)
        int repeat,

        @Inline WebSocketOptions webSocket,
        @Option(group = "tls") ClientTls tls,
        @Inline StreamClientOptions options)
        implements Settings {

    public WebSocketClientSettings {
        if (!path.startsWith("/") || !WebSocketPath.isPlain(path)) {
            throw new SettingsException("path", Phrase.of("problem.path"));
        }
        if (authorization instanceof ClientAuthorization.Login login
                && login.address().secure()) {
            tls.checkTrust("tls");
        }
    }

    /** A client of port 8765 of the loopback interface that sends nothing by itself. */
    public WebSocketClientSettings() {
        this(
                new Aim(8765),
                "/",
                new Authorization.None(),
                List.of(),
                Duration.ofSeconds(1),
                1,
                new WebSocketOptions(),
                new ClientTls(TlsMode.OFF),
                new StreamClientOptions());
    }

    StreamClientConfig<WebSocketMessage> stream(Credentials credentials) {
        return new StreamClientConfig<>(
                aim,
                new WebSocketLayer(false, path, webSocket, credentials, null),
                TlsSecurity.of(tls),
                messages,
                interval,
                repeat,
                options);
    }
}
