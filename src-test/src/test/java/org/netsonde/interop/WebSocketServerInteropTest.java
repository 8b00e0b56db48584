package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Our WebSocket server; theirs are the clients. */
class WebSocketServerInteropTest extends WebSocketsOfOthers {

    private Endpoint start(String... settings) {
        String tls = isSecure() ? "{'tls': {'mode': 'on'}}" : "{}";
        List<String> all = new ArrayList<>(List.of(tls));
        all.addAll(List.of(settings));
        return bench.start(
                "server",
                "websocket-server",
                Bench.json("{'port': 0, 'responder': 'echo'}", all.toArray(new String[0])));
    }

    private PeerProcess connect(Endpoint server, Object... options) {
        return connectTo(server, "/chat?room=1", options);
    }

    private PeerProcess connectTo(Endpoint server, String path, Object... options) {
        List<Object> all = new ArrayList<>(List.of(
                "--url", scheme + "://127.0.0.1:" + Bench.address(server).getPort() + path));
        if (isSecure()) {
            all.addAll(List.of("--cafile", authority.certificate()));
        }
        all.addAll(Arrays.asList(options));
        return Peers.webSocket("ws_client." + language, all.toArray());
    }

    /** Node's says no code unless it is told to. */
    private void leave(PeerProcess client) {
        client.finish(language.equals("py") ? "closed 1000 -" : "closed 1005 -");
    }

    @Test
    void everyKindOfMessageComesBack() {
        Endpoint server = start();
        try (PeerProcess client = connect(server)) {
            opened(client, "-", "permessage-deflate");
            assertThat(client.ask("text " + TEXT)).isEqualTo("text " + PRINTED);
            assertThat(client.ask("binary 00ff10")).isEqualTo("binary 00ff10");
            assertThat(client.ask("fragments one|two|three")).isEqualTo("text onetwothree");
            assertThat(client.ask("ping here")).isEqualTo("pong here");
            leave(client);
        }
        await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 0);
        String close = language.equals("py") ? "close 1000" : "close";
        assertThat(Crossed.of(server, Direction.IN).subList(1, 6))
                .containsExactly("text " + TEXT, "binary 00ff10", "text onetwothree", "ping here", close);
        assertThat(Crossed.of(server, Direction.OUT).subList(1, 6))
                .containsExactly("text " + TEXT, "binary 00ff10", "text onetwothree", "pong here", close);
        closed(server, language.equals("py") ? "close 1000 (normal)" : "close 1005 (no code)");
        assertThat(bench.sample(server).requests()).isEqualTo(3);
        assertThat(bench.figure(server, "tls_handshakes")).isEqualTo(isSecure() ? 1 : 0);
        noErrors(server);
    }

    @Test
    void everyKindOfMessageIsSent() {
        // Longer ones go in several frames.
        Endpoint server = start("{'fragmentSize': '4B'}");
        try (PeerProcess client = connect(server)) {
            client.until("extensions");
            await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 1);
            send(server, "{'data': 'a longer one'}");
            assertThat(client.line("text")).isEqualTo("a longer one");
            send(server, "{'kind': 'binary', 'format': 'hex', 'data': '0001020304050607'}");
            assertThat(client.line("binary")).isEqualTo("0001020304050607");
            send(server, "{'kind': 'ping', 'data': 'are you there'}");
            assertThat(client.line("ping")).isEqualTo("are you there");
            await().atMost(Bench.LIMIT)
                    .untilAsserted(
                            () -> assertThat(Crossed.of(server, Direction.IN)).contains("pong are you there"));
            assertThat(bench.figure(server, "pings")).isEqualTo(1);
            await().atMost(Bench.LIMIT).untilAsserted(() -> {
                assertThat(bench.figure(server, "pongs")).isEqualTo(1);
                assertThat(Shown.of(server).fact("websocket", "roundTrip")).endsWith(" ms");
            });
            send(server, "{'kind': 'pong', 'data': 'nobody asked'}");
            send(server, "{'data': ''}");
            client.until("text");
            leave(client);
        }
        noErrors(server);
    }

    @ParameterizedTest
    @CsvSource({"4001, all is said, 'close 4001 (of its own): all is said'", "1001, '', close 1001 (going away)"})
    void clientTakesItsLeave(int code, String reason, String shown) {
        Endpoint server = start();
        try (PeerProcess client = connect(server)) {
            client.until("extensions");
            client.say("close " + code + " " + reason);
            assertThat(client.line("closed")).startsWith(Integer.toString(code));
            closed(server, shown);
            noErrors(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"4002, all is said, 'close 4002 (of its own): all is said'", "1013, '', close 1013 (try again later)"})
    void serverTakesItsLeave(int code, String reason, String shown) {
        Endpoint server = start();
        try (PeerProcess client = connect(server)) {
            client.until("extensions");
            await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 1);
            send(server, "{'kind': 'close', 'code': " + code + ", 'data': '" + reason + "'}");
            assertThat(client.line("closed")).isEqualTo(code + " " + (reason.isEmpty() ? "-" : reason));
            closed(server, "closed here");
            assertThat(Crossed.of(server, Direction.IN)).last().asString().startsWith("close " + code);
            noErrors(server);
        }
    }

    @Test
    void serverThatStopsIsGoingAway() {
        Endpoint server = start();
        try (PeerProcess client = connect(server)) {
            assertThat(client.until("extensions")).isNotEmpty();
            assertThat(client.ask("text x")).isEqualTo("text x");
            Bench.await(server.stop());
            assertThat(client.line("closed")).isEqualTo("1001 -");
            noErrors(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"'a,c', c", "'c,b', c", "'b,c', b", "x, -", "'', -"})
    void subprotocolIsTheClientsFirstThatTheServerKnows(String offered, String agreed) {
        Endpoint server = start("{'subprotocols': ['b', 'c']}");
        try (PeerProcess client = offered.isEmpty() ? connect(server) : connect(server, "--protocols", offered)) {
            if (language.equals("js") && agreed.equals("-") && !offered.isEmpty()) {
                // It takes that for a refusal.
                assertThat(client.line("failed")).containsIgnoringCase("subprotocol");
                return;
            }
            assertThat(client.line("open")).isEqualTo(agreed);
            client.until("extensions");
            assertThat(client.ask("text x")).isEqualTo("text x");
            assertThat(Shown.of(server).fact("websocket", "subprotocol"))
                    .isEqualTo(agreed.equals("-") ? "none" : agreed);
        }
    }

    @Test
    void headerFieldsGoBothWays() {
        Endpoint server = start("{'headers': [{'name': 'X-Server', 'value': 'sonde 1'}]}");
        try (PeerProcess client = connect(server, "--headers", "--header", "X-Client:node 2")) {
            assertThat(client.line("headers"))
                    .contains("[\"X-Server\",\"sonde 1\"]")
                    .containsIgnoringCase("[\"Upgrade\",\"websocket\"]");
            opened(client, "-", "permessage-deflate");
            assertThat(client.ask("text x")).isEqualTo("text x");
            assertThat(Shown.of(server).fact("websocket", "path")).isEqualTo("/chat?room=1");
            assertThat(Crossed.of(server, Direction.IN).getFirst())
                    .startsWith("handshake GET /chat?room=1 HTTP/1.1")
                    .contains("X-Client: node 2");
            assertThat(Crossed.of(server, Direction.OUT).getFirst())
                    .startsWith("handshake HTTP/1.1 101 Switching Protocols")
                    .contains("X-Server: sonde 1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "off | none",
                "{'type': 'deflate'} | permessage-deflate",
                "{'type': 'deflate', 'level': 9, 'contextTakeover': false} | client_no_context_takeover",
                "{'type': 'deflate', 'window': 10} | client_max_window_bits=10"
            })
    void compressionIsAsTheSettingsSay(String compression, String agreed) {
        String json = compression.startsWith("{") ? compression : "'" + compression + "'";
        Endpoint server = start("{'compression': " + json + "}");
        try (PeerProcess client = connect(server)) {
            opened(client, "-", agreed.equals("none") ? "-" : "permessage-deflate");
            String text = "the same again ".repeat(2_000);
            for (int i = 0; i < 3; i++) {
                assertThat(client.ask("text " + text)).isEqualTo("text " + text);
            }
            String extensions = Shown.of(server).fact("websocket", "extensions");
            assertThat(extensions).contains(agreed);
            leave(client);
            await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 0);
            if (agreed.equals("none")) {
                assertThat(bench.sample(server).bytesOut()).isGreaterThan(3L * text.length());
            } else {
                assertThat(bench.sample(server).bytesOut()).isLessThan(10_000);
                assertThat(bench.sample(server).bytesIn()).isLessThan(10_000);
            }
        }
        noErrors(server);
    }

    @Test
    void clientThatDoesNotCompressIsNotCompressedFor() {
        Endpoint server = start();
        try (PeerProcess client = connect(server, "--no-compression")) {
            opened(client, "-", "-");
            assertThat(client.ask("text x")).isEqualTo("text x");
            assertThat(Shown.of(server).fact("websocket", "extensions")).isEqualTo("none");
        }
    }

    @Test
    void bigMessagesComeBack() {
        Endpoint server = start();
        try (PeerProcess client = connect(server)) {
            client.until("extensions");
            String big = "0123456789abcdef".repeat(65_536);
            assertThat(client.ask("text " + big)).isEqualTo("text " + big);
            assertThat(client.ask("binary " + big)).isEqualTo("binary " + big);
            leave(client);
        }
        noErrors(server);
    }

    @Test
    void messageThatIsTooLongIsRefusedAndOthersGoOn() {
        Endpoint server = start("{'maxMessage': '1KiB'}");
        try (PeerProcess other = connect(server);
                PeerProcess client = connect(server)) {
            other.until("extensions");
            client.until("extensions");
            client.say("text " + "x".repeat(1_025));
            assertThat(client.line("closed")).startsWith("1009 ");
            assertThat(other.ask("text " + "y".repeat(1_024))).isEqualTo("text " + "y".repeat(1_024));
        }
        await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 0);
        assertThat(server.metrics().errorsByKind()).containsExactly(Map.entry(Failure.Kind.FRAME_TOO_LARGE, 1L));
    }

    @Test
    void anotherPathIsNotFound() {
        Endpoint server = start("{'path': '/chat'}");
        try (PeerProcess client = connectTo(server, "/other")) {
            assertThat(client.line("refused")).isEqualTo("404");
        }
        await().atMost(Bench.LIMIT).until(() -> server.lastFailure().isPresent());
        assertThat(sentence(server.lastFailure().orElseThrow()))
                .isEqualTo("PEER was answered 404 Not Found: there is nothing at /other; the path is /chat.");
        assertThat(server.metrics().errorsByKind()).containsExactly(Map.entry(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
    }

    @Test
    void everyoneHearsABroadcast() {
        Endpoint server = start("{'responder': 'broadcast'}");
        try (PeerProcess one = connect(server);
                PeerProcess two = connect(server)) {
            one.until("extensions");
            two.until("extensions");
            await().atMost(Bench.LIMIT).until(() -> bench.sample(server).open() == 2);
            one.say("text to all");
            assertThat(one.line("text")).endsWith("to all");
            assertThat(two.line("text")).endsWith("to all");
        }
    }

    /** One side with TLS and the other without: which is wrong is for the user to see. */
    @Test
    void clientOfTheOtherSchemeIsUnderstood() {
        Endpoint server = start();
        String other = (isSecure() ? "ws" : "wss") + "://127.0.0.1:"
                + Bench.address(server).getPort();
        try (PeerProcess client = Peers.webSocket("ws_client." + language, "--url", other)) {
            assertThat(client.line("failed")).isNotEmpty();
        }
        await().atMost(Bench.LIMIT).until(() -> server.lastFailure().isPresent());
        String sentence = sentence(server.lastFailure().orElseThrow());
        assertThat(sentence)
                .startsWith(
                        isSecure()
                                ? "PEER does not speak TLS; it sent: GET / HTTP/1.1\\r\\n"
                                : "PEER was answered 400 Bad Request: this is not HTTP: ");
    }
}
