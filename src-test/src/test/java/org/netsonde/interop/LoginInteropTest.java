package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestCertificate;

/** Logins against Python: its {@code http.client} and {@code websockets} at our server, and our clients at servers of both. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class LoginInteropTest extends WithAuthority {

    private static final String PASSWORD = "geheim-7";

    @Parameter
    boolean secure;

    @Override
    Map<String, String> secrets() {
        return Map.of("NETSONDE_SECRET_DOOR", PASSWORD, "NETSONDE_SECRET_OTHER", "not-this-one");
    }

    private String tls() {
        return secure ? "{'tls': {'mode': 'on'}}" : "{}";
    }

    private static void nothingSecret(Endpoint endpoint) {
        for (TrafficEvent event : HttpTraffic.events(endpoint)) {
            String all = event.text() + new String(event.bytes(), StandardCharsets.UTF_8);
            assertThat(all).doesNotContain(PASSWORD).doesNotContainPattern("(?<![\\w-])[\\w-]{43}(?![\\w-])");
        }
    }

    @Test
    void pythonLogsInAtOurServerOfWebSocket() {
        Endpoint server = bench.start(
                "server",
                "websocket-server",
                Bench.json(
                        "{'port': 0, 'responder': 'echo', 'login': {'type': 'required',"
                                + " 'users': [{'name': 'alice', 'secret': 'door'}]}}",
                        tls()));
        List<Object> args = new ArrayList<>(
                List.of("--port", Bench.address(server).getPort(), "--user", "alice", "--password", PASSWORD));
        if (secure) {
            args.addAll(List.of("--cafile", authority.certificate()));
        }
        try (PeerProcess python = Peers.webSocket("login_client.py", args.toArray())) {
            String realm = "Bearer realm=\"Netsonde\"";
            for (String line : List.of(
                    "wrong 401 " + realm,
                    "login 200 43 " + (secure ? "True" : "False"),
                    "session 200 alice writer",
                    "nobody 401 " + realm,
                    "forged 401 " + realm + ", error=\"invalid_token\"",
                    "foreign 403 " + realm,
                    "heard by header",
                    "heard by address",
                    "heard by JWT",
                    "heard before",
                    "logout 204",
                    "closed 1008 session ended",
                    "after 401 " + realm + ", error=\"invalid_token\"",
                    "done")) {
                assertThat(python.line()).isEqualTo(line);
            }
        }
        nothingSecret(server);
    }

    private PeerProcess serve() {
        if (!secure) {
            return Peers.webSocket("login_server.py");
        }
        TestCertificate certificate = authority.server();
        return Peers.webSocket("login_server.py", "--cert", certificate.certificate(), "--key", certificate.key());
    }

    private String login(String secret, String url) {
        return "{'authorization': {'type': 'login', 'user': 'alice', 'secret': '" + secret + "', 'url': '" + url
                + "'}}";
    }

    @Test
    void ourClientOfHttpLogsInAtAServerOfPython() {
        try (PeerProcess python = serve()) {
            int port = Integer.parseInt(python.line());
            String settings = "{'port': " + port + "}";
            Endpoint client =
                    bench.start("client", "http-client", Bench.json(settings, tls(), login("door", "/api/login")));
            Bench.await(client.send(Target.all(), Bench.json("{'url': '/who'}")));
            assertThat(HttpTraffic.text(HttpTraffic.reply(client, 2))).isEqualTo("{\"user\": \"alice\"}");
            python.line();
            assertThat(python.ask("forget")).isEqualTo("forgotten");
            Bench.await(client.send(Target.all(), Bench.json("{'url': '/who'}")));
            // 401, the second login, and what was asked for.
            assertThat(HttpTraffic.text(HttpTraffic.reply(client, 5))).isEqualTo("{\"user\": \"alice\"}");
            nothingSecret(client);

            FailureException wrong = catchThrowableOfType(
                    FailureException.class,
                    () -> bench.start(
                            "other", "http-client", Bench.json(settings, tls(), login("other", "/api/login"))));
            assertThat(wrong.failure().what().key()).isEqualTo("failure.loginRefused.what");
            FailureException nowhere = catchThrowableOfType(
                    FailureException.class,
                    () -> bench.start(
                            "lost", "http-client", Bench.json(settings, tls(), login("door", "/auth/login"))));
            assertThat(nowhere.failure().what().key()).isEqualTo("failure.loginNoRoute.what");
        }
    }

    @Test
    void ourClientOfWebSocketLogsInElsewhereAndTalksWithAServerOfPython() {
        try (PeerProcess python = serve()) {
            String url = (secure ? "https" : "http") + "://127.0.0.1:" + python.line() + "/api/login";
            String settings =
                    "{'port': " + python.line() + ", 'reconnect': {'type': 'back-off', 'first': '1ms', 'max': '10ms'}}";
            Endpoint client =
                    bench.start("client", "websocket-client", Bench.json(settings, tls(), login("door", url)));
            await().atMost(Bench.LIMIT).until(() -> heard(client).contains("text hello alice"));
            assertThat(python.ask("forget")).isEqualTo("forgotten");
            // The token is good for nothing any more, so that it logs in once more.
            await().atMost(Bench.LIMIT)
                    .untilAsserted(() -> assertThat(heard(client))
                            .as(() -> shown(client))
                            .filteredOn("text hello alice"::equals)
                            .hasSize(2));
            assertThat(HttpTraffic.texts(client, Direction.CLOSED).getFirst()).contains("1008");
            nothingSecret(client);
        }
    }

    private static String shown(Endpoint client) {
        return HttpTraffic.events(client).stream()
                .map(event -> event.direction() + " " + event.text())
                .collect(Collectors.joining("\n"));
    }

    private static List<String> heard(Endpoint client) {
        return Crossed.of(client, Direction.IN);
    }
}
