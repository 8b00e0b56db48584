package org.netsonde.engine.protocol.http;

import java.util.List;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.login.GuardedService;
import org.netsonde.engine.http.login.Login;
import org.netsonde.engine.http.login.LoginGate;
import org.netsonde.engine.http.server.HttpServerConfig;
import org.netsonde.engine.http.server.HttpServerOptions;
import org.netsonde.engine.http.server.HttpService;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.tls.ServerTls;
import org.netsonde.engine.tls.TlsMode;

/**
 * Settings of a server of HTTP. The other components are those of {@link HttpServerConfig}.
 *
 * @param rules replies of its own, tried in their order before the routes
 * @param routes whether it has the routes of a test server, such as {@code /get} and {@code /status/404}
 * @param login whether somebody must log in
 */
public record HttpServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(max = 200, live = true) List<HttpRule> rules,
        @Option(live = true) boolean routes,
        @Option(group = "login") Login login,
        @Inline HttpServerOptions http,
        @Option(group = "tls") ServerTls tls,
        @Inline StreamServerOptions options)
        implements Settings {

    public HttpServerSettings {
        rules = List.copyOf(rules);
    }

    /** A test server of port 8080 of the loopback interface. */
    public HttpServerSettings() {
        this(
                "127.0.0.1",
                8080,
                List.of(),
                true,
                new Login.None(),
                new HttpServerOptions(),
                new ServerTls(TlsMode.OFF),
                new StreamServerOptions());
    }

    /** What the server needs to know, behind a gate that was opened with these settings or those before them. */
    HttpServerConfig server(LoginGate gate) {
        HttpService service = new GuardedService(gate, new TestService(rules, routes, login.isRequired()));
        return new HttpServerConfig(host, port, service, tls, http, SentHeaders.NONE, options);
    }
}
