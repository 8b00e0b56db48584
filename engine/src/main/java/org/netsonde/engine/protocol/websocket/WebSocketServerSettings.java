package org.netsonde.engine.protocol.websocket;

import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.login.Login;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.ConnectionSecurity;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.stream.Threading;
import org.netsonde.engine.stream.TlsSecurity;
import org.netsonde.engine.tls.ServerTls;
import org.netsonde.engine.tls.TlsMode;

/**
 * Settings of a WebSocket server. The other components are those of {@link StreamServerConfig}.
 *
 * @param path the path that it answers on; empty for any
 * @param login whether it requires a login; that is done by plain HTTP on the same port, below {@code /auth/}
 */
public record WebSocketServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(max = 1024) String path,
        @Option(live = true) Responder responder,
        @Option(group = "login") Login login,
        @Inline WebSocketOptions webSocket,
        @Option(group = "tls") ServerTls tls,
        @Inline StreamServerOptions options)
        implements Settings {

    public WebSocketServerSettings {
        if (!path.isEmpty() && (!path.startsWith("/") || !WebSocketPath.isPlain(path) || path.contains("?"))) {
            throw new SettingsException("path", Phrase.of("problem.path"));
        }
    }

    /** A server of port 8765 of the loopback interface that does what messages ask for. */
    public WebSocketServerSettings() {
        this(
                "127.0.0.1",
                8765,
                "",
                new Responder.Commands(),
                new Login.None(),
                new WebSocketOptions(),
                new ServerTls(TlsMode.OFF),
                new StreamServerOptions());
    }

    StreamServerConfig stream(SentHeaders headers, @Nullable Guests guests) {
        ConnectionSecurity.Source security = TlsSecurity.of(tls);
        return new StreamServerConfig(
                host,
                port,
                new TypedResponder(responder),
                new WebSocketLayer(true, path, webSocket, new Credentials.Fixed(headers), guests),
                guests == null ? security : guests.with(security),
                Threading.EVENT_LOOP,
                options);
    }
}
