package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.FailureException;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** The opening handshake of WebSocket with programs that speak HTTP. */
class WebSocketHandshakeInteropTest extends WithAuthority {

    private PeerProcess curl(String scheme, Endpoint server, Object... options) {
        List<Object> all = new ArrayList<>(List.of("--include", "--http1.1", "--cacert", authority.certificate()));
        all.addAll(Arrays.asList(options));
        all.add(scheme + "://localhost:" + Bench.address(server).getPort() + "/");
        return Curl.start(all.toArray());
    }

    private Endpoint serve(String scheme, String more) {
        String mode = scheme.equals("https") ? "on" : "off";
        return bench.start(
                "server", "websocket-server", Bench.json("{'port': 0, 'tls': {'mode': '" + mode + "'}}", more));
    }

    /** The example of RFC 6455, section 1.3. The first message is what makes curl print what it has. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void curlSeesTheHandshakeAndWhatComesBehindIt(String scheme) {
        Endpoint server = serve(scheme, """
                {'headers': [{'name': 'X-Server', 'value': 'sonde'}],
                 'responder': {'type': 'generate', 'template': 'hello\\\\n', 'format': 'escaped', 'interval': '1ms', 'count': 1}}""");
        try (PeerProcess curl = curl(
                scheme,
                server,
                "-H",
                "Connection: Upgrade",
                "-H",
                "Upgrade: websocket",
                "-H",
                "Sec-WebSocket-Version: 13",
                "-H",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")) {
            String head = curl.until("hello").replace("\r", "");
            assertThat(head)
                    .startsWith("HTTP/1.1 101 Switching Protocols\n")
                    .containsIgnoringCase("\nupgrade: websocket\n")
                    .containsIgnoringCase("\nconnection: upgrade\n")
                    .containsIgnoringCase("\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n")
                    .contains("\nX-Server: sonde\n")
                    .doesNotContainIgnoringCase("sec-websocket-extensions")
                    .doesNotContainIgnoringCase("sec-websocket-protocol")
                    .endsWith("hello\n");
            assertThat(Shown.of(server).fact("websocket", "path")).isEqualTo("/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void curlThatAsksForAPageIsToldWhatThisIs(String scheme) {
        Endpoint server = serve(scheme, "{}");
        try (PeerProcess curl = curl(scheme, server)) {
            assertThat(curl.output().replace("\r", ""))
                    .startsWith("HTTP/1.1 426 Upgrade Required\n")
                    .containsIgnoringCase("\nupgrade: websocket\n")
                    .containsIgnoringCase("\nsec-websocket-version: 13\n")
                    .endsWith("\n\nthis server speaks WebSocket, and was asked for plain HTTP\n");
        }
        await().atMost(Bench.LIMIT).until(() -> server.lastFailure().isPresent());
        assertThat(server.lastFailure().orElseThrow().what().text(Locale.ENGLISH))
                .endsWith(
                        " was answered 426 Upgrade Required: this server speaks WebSocket, and was asked for plain HTTP.");
    }

    @ParameterizedTest
    @CsvSource({
        "403, 403 Forbidden, ': it does not let this user in'",
        "404, 404 Not Found, ''",
        "500, 500 Internal Server Error, ''"
    })
    void serverOfPagesDoesNotSwitch(int status, String shown, String why) {
        try (PeerProcess server = Peers.python("http_status.py", status)) {
            int port = server.port();
            Endpoint client = bench.add("client", "websocket-client", "{'port': " + port + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().what().text(Locale.ENGLISH))
                    .isEqualTo("127.0.0.1:" + port + " answered " + shown + " instead of switching to WebSocket" + why
                            + ".");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http, answered 400 Bad Request instead of switching to WebSocket.",
        "banner, does not answer in HTTP.",
        "hangup, closed the connection instead of answering the WebSocket handshake."
    })
    void serverOfAnotherKindIsNamedAsSuch(String mode, String sentence) {
        try (PeerProcess server = Peers.python("plain_server.py", mode)) {
            int port = server.port();
            Endpoint client = bench.add("client", "websocket-client", "{'port': " + port + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().what().text(Locale.ENGLISH)).isEqualTo("127.0.0.1:" + port + " " + sentence);
        }
    }

    @Test
    void silentServerIsNotWaitedForForEver() {
        try (PeerProcess server = Peers.python("plain_server.py", "silent")) {
            int port = server.port();
            Endpoint client =
                    bench.add("client", "websocket-client", "{'port': " + port + ", 'handshakeTimeout': '200ms'}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().what().text(Locale.ENGLISH))
                    .isEqualTo("127.0.0.1:" + port + " did not finish the WebSocket handshake within 200ms.");
            assertThat(server.line("closed")).isEqualTo("in order");
        }
    }
}
