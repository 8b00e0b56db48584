package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestCertificate;

/** Our WebSocket server and client against Python's module websockets and Node's module ws, in the clear and over TLS. */
@ParameterizedClass
@CsvSource({"py, ws", "js, ws", "py, wss", "js, wss"})
class WebSocketInteropTest extends WithAuthority {

    private static final String TEXT = "héllo \"你好\" 😀";

    /** As the peers print it: escaped as in JSON. */
    private static final String PRINTED = "héllo \\\"你好\\\" 😀";

    @Parameter(0)
    String language;

    @Parameter(1)
    String scheme;

    @Override
    Map<String, String> secrets() {
        return Map.of("NETSONDE_SECRET_TOKEN", "opensesame");
    }

    private boolean isSecure() {
        return scheme.equals("wss");
    }

    private static void send(Endpoint endpoint, String message) {
        Bench.await(endpoint.send(Target.all(), Bench.json(message)));
    }

    /** What closed the connections of an endpoint that are gone. */
    private static List<String> closings(Endpoint endpoint) {
        return Crossed.of(endpoint, Direction.CLOSED);
    }

    private static void closed(Endpoint endpoint, String reason) {
        await().atMost(Bench.LIMIT)
                .untilAsserted(() -> assertThat(closings(endpoint)).containsExactly(reason));
    }

    private void noErrors(Endpoint endpoint) {
        assertThat(bench.sample(endpoint).errors()).isZero();
        assertThat(endpoint.lastFailure()).isEmpty();
    }

    private static void opened(PeerProcess peer, String subprotocol, String extensions) {
        assertThat(peer.line("open")).isEqualTo(subprotocol);
        assertThat(peer.line("extensions")).isEqualTo(extensions);
    }

    /** Theirs are the clients. */
    @Nested
    class OfServers {

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
            assertThat(closings(server))
                    .containsExactly(language.equals("py") ? "close 1000 (normal)" : "close 1005 (no code)");
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
                await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 1);
                send(server, "{'data': 'a longer one'}");
                assertThat(client.line("text")).isEqualTo("a longer one");
                send(server, "{'kind': 'binary', 'format': 'hex', 'data': '0001020304050607'}");
                assertThat(client.line("binary")).isEqualTo("0001020304050607");
                send(server, "{'kind': 'ping', 'data': 'are you there'}");
                assertThat(client.line("ping")).isEqualTo("are you there");
                await().atMost(Bench.LIMIT)
                        .untilAsserted(() ->
                                assertThat(Crossed.of(server, Direction.IN)).contains("pong are you there"));
                assertThat(bench.figure(server, "pings")).isEqualTo(1);
                assertThat(bench.figure(server, "pongs")).isEqualTo(1);
                assertThat(Shown.of(server).fact("websocket", "roundTrip")).endsWith(" ms");
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
        @CsvSource({
            "4002, all is said, 'close 4002 (of its own): all is said'",
            "1013, '', close 1013 (try again later)"
        })
        void serverTakesItsLeave(int code, String reason, String shown) {
            Endpoint server = start();
            try (PeerProcess client = connect(server)) {
                client.until("extensions");
                await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 1);
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
            assertThat(server.metrics().errorsByKind())
                    .containsExactly(Map.entry(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
        }

        @Test
        void everyoneHearsABroadcast() {
            Endpoint server = start("{'responder': 'broadcast'}");
            try (PeerProcess one = connect(server);
                    PeerProcess two = connect(server)) {
                one.until("extensions");
                two.until("extensions");
                await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 2);
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

    private static String sentence(Failure failure) {
        return failure.what().text(Locale.ENGLISH).replaceAll("127\\.0\\.0\\.1:\\d+", "PEER");
    }

    /** Theirs are the servers. */
    @Nested
    class OfClients {

        private PeerProcess serve(Object... options) {
            List<Object> all = new ArrayList<>();
            if (isSecure()) {
                TestCertificate certificate = authority.server();
                all.addAll(List.of("--cert", certificate.certificate(), "--key", certificate.key()));
            }
            all.addAll(Arrays.asList(options));
            return Peers.webSocket("ws_server." + language, all.toArray());
        }

        private Endpoint add(int port, String... settings) {
            String tls = isSecure() ? "{'tls': {'mode': 'on'}}" : "{}";
            List<String> all = new ArrayList<>(List.of("{'port': " + port + "}", tls));
            all.addAll(List.of(settings));
            return bench.engine()
                    .add(
                            null,
                            "client",
                            "websocket-client",
                            Bench.json("{'path': '/chat?room=1'}", all.toArray(new String[0])));
        }

        private Endpoint start(int port, String... settings) {
            Endpoint client = add(port, settings);
            Bench.await(client.start());
            return client;
        }

        private void hears(Endpoint client, String... messages) {
            await().atMost(Bench.LIMIT).untilAsserted(() -> {
                List<String> heard = Crossed.of(client, Direction.IN);
                assertThat(heard.subList(1, heard.size())).containsExactly(messages);
            });
        }

        @Test
        void everyKindOfMessageGoesBothWays() {
            try (PeerProcess server = serve()) {
                Endpoint client = start(server.port(), "{'fragmentSize': '4B'}");
                assertThat(server.line("path")).isEqualTo("/chat?room=1");
                opened(server, "-", "permessage-deflate");
                send(client, "{'data': 'a longer one 你好'}");
                assertThat(server.line("text")).isEqualTo("a longer one 你好");
                send(client, "{'kind': 'binary', 'format': 'hex', 'data': '0001020304050607'}");
                assertThat(server.line("binary")).isEqualTo("0001020304050607");
                send(client, "{'kind': 'ping', 'data': 'there?'}");
                assertThat(server.line("ping")).isEqualTo("there?");
                hears(client, "pong there?");
                assertThat(bench.figure(client, "pongs")).isEqualTo(1);
                server.say("text " + TEXT);
                server.say("binary 00ff10");
                server.say("fragments one|two|three");
                server.say("ping here");
                assertThat(server.line("pong")).isEqualTo("here");
                hears(client, "pong there?", "text " + TEXT, "binary 00ff10", "text onetwothree", "ping here");
                assertThat(Crossed.of(client, Direction.OUT)).last().isEqualTo("pong here");
                Bench.await(client.stop());
                assertThat(server.line("closed")).isEqualTo("1000 -");
                assertThat(closings(client)).containsExactly("closed here");
                assertThat(bench.figure(client, "tls_handshakes")).isEqualTo(isSecure() ? 1 : 0);
                noErrors(client);
            }
        }

        @Test
        void scriptIsAnswered() {
            try (PeerProcess server = serve("--echo", "--quiet")) {
                Endpoint client = start(
                        server.port(),
                        "{'messages': ['one', {'kind': 'binary', 'format': 'hex', 'data': '00ff'}, 'three'], 'interval': '1ms',"
                                + " 'repeat': 10}");
                Bench.await(client.done());
                await().atMost(Bench.LIMIT).until(() -> bench.sample(client).messagesIn() == 30);
                assertThat(client.metrics().lifeLatency().count()).isEqualTo(30);
                noErrors(client);
            }
        }

        @ParameterizedTest
        @CsvSource({"4001, all is said, 'close 4001 (of its own): all is said'", "1011, '', close 1011 (internal error)"
        })
        void serverTakesItsLeave(int code, String reason, String shown) {
            try (PeerProcess server = serve()) {
                Endpoint client = start(server.port());
                server.until("extensions");
                server.say("close " + code + " " + reason);
                assertThat(server.line("closed")).startsWith(Integer.toString(code));
                closed(client, shown);
                await().atMost(Bench.LIMIT).until(() -> client.state() instanceof EndpointState.Idle);
                noErrors(client);
            }
        }

        @ParameterizedTest
        @CsvSource({"4002, all is said", "1001, ''"})
        void clientTakesItsLeave(int code, String reason) {
            try (PeerProcess server = serve()) {
                Endpoint client = start(server.port());
                server.until("extensions");
                send(client, "{'kind': 'close', 'code': " + code + ", 'data': '" + reason + "'}");
                assertThat(server.line("closed")).isEqualTo(code + " " + (reason.isEmpty() ? "-" : reason));
                closed(client, "closed here");
                noErrors(client);
            }
        }

        @Test
        void serverThatIsKilledEndsWithoutAClose() {
            PeerProcess server = serve();
            Endpoint client = start(server.port(), "{'reconnect': {'type': 'back-off', 'first': '1h', 'max': '1h'}}");
            server.until("extensions");
            server.close();
            await().atMost(Bench.LIMIT).until(() -> !closings(client).isEmpty());
            assertThat(closings(client)).containsExactly("close 1006 (ended without a close)");
        }

        @ParameterizedTest
        @CsvSource({"'a,c', c", "'x', -", "'', -"})
        void subprotocolIsTheServersChoice(String offered, String agreed) {
            try (PeerProcess server = serve("--protocols", "b,c")) {
                String list = offered.isEmpty() ? "" : "'" + offered.replace(",", "','") + "'";
                Endpoint client = start(server.port(), "{'subprotocols': [" + list + "]}");
                server.line("path");
                assertThat(server.line("open")).isEqualTo(agreed);
                assertThat(Shown.of(client).fact("websocket", "subprotocol"))
                        .isEqualTo(agreed.equals("-") ? "none" : agreed);
            }
        }

        @Test
        void headerFieldsGoBothWays() {
            try (PeerProcess server = serve("--headers", "--header", "X-Server:node 2")) {
                int port = server.port();
                Endpoint client = start(
                        port,
                        "{'headers': [{'name': 'X-Client', 'value': 'sonde 1'}, {'name': 'Authorization', 'value': 'Bearer ', 'secret': 'token'}]}");
                server.line("path");
                assertThat(server.line("headers"))
                        .contains("[\"X-Client\",\"sonde 1\"]")
                        .contains("[\"Authorization\",\"Bearer opensesame\"]")
                        .containsIgnoringCase("[\"Host\",\"127.0.0.1:" + port + "\"]");
                opened(server, "-", "permessage-deflate");
                assertThat(Crossed.of(client, Direction.IN).getFirst()).contains("X-Server: node 2");
                assertThat(Crossed.of(client, Direction.OUT).getFirst())
                        .contains("X-Client: sonde 1", "Authorization: ")
                        .doesNotContain("opensesame");
                assertThat(Shown.of(client).fact("websocket", "path")).isEqualTo("/chat?room=1");
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "off | none",
                    "{'type': 'deflate'} | permessage-deflate",
                    "{'type': 'deflate', 'level': 9, 'contextTakeover': false} | server_no_context_takeover",
                    "{'type': 'deflate', 'window': 10} | server_max_window_bits=10"
                })
        void compressionIsAsTheSettingsSay(String compression, String agreed) {
            String json = compression.startsWith("{") ? compression : "'" + compression + "'";
            try (PeerProcess server = serve("--echo", "--quiet")) {
                Endpoint client = start(server.port(), "{'compression': " + json + "}");
                server.line("path");
                opened(server, "-", agreed.equals("none") ? "-" : "permessage-deflate");
                assertThat(Shown.of(client).fact("websocket", "extensions")).contains(agreed);
                String text = "the same again ".repeat(2_000);
                for (int i = 0; i < 3; i++) {
                    send(client, "{'data': '" + text + "'}");
                }
                hears(client, "text " + text, "text " + text, "text " + text);
                if (agreed.equals("none")) {
                    assertThat(bench.sample(client).bytesIn()).isGreaterThan(3L * text.length());
                } else {
                    assertThat(bench.sample(client).bytesIn()).isLessThan(10_000);
                    assertThat(bench.sample(client).bytesOut()).isLessThan(10_000);
                }
                noErrors(client);
            }
        }

        @Test
        void serverThatDoesNotCompressIsNotCompressedFor() {
            try (PeerProcess server = serve("--no-compression")) {
                Endpoint client = start(server.port());
                server.line("path");
                opened(server, "-", "-");
                assertThat(Shown.of(client).fact("websocket", "extensions")).isEqualTo("none");
            }
        }

        @Test
        void messageThatIsTooLongIsRefused() {
            try (PeerProcess server = serve()) {
                Endpoint client = start(server.port(), "{'maxMessage': '1KiB'}");
                server.until("extensions");
                server.say("text " + "x".repeat(1_025));
                assertThat(server.line("closed")).startsWith("1009 ");
                await().atMost(Bench.LIMIT).until(() -> client.state() instanceof EndpointState.Failed);
                assertThat(client.metrics().errorsByKind())
                        .containsExactly(Map.entry(Failure.Kind.FRAME_TOO_LARGE, 1L));
            }
        }

        private String cannotStart(Endpoint client) {
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(client.state()).isInstanceOf(EndpointState.Failed.class);
            assertThat(client.metrics().errorsByKind())
                    .containsExactly(Map.entry(thrown.failure().kind(), 1L));
            return sentence(thrown.failure());
        }

        @Test
        void serverWithTheOtherScheme() {
            TestCertificate certificate = authority.server();
            Object[] options = isSecure()
                    ? new Object[0]
                    : new Object[] {"--cert", certificate.certificate(), "--key", certificate.key()};
            try (PeerProcess server = Peers.webSocket("ws_server." + language, options)) {
                String sentence = cannotStart(add(server.port()));
                assertThat(sentence)
                        .matches(
                                isSecure()
                                        ? "PEER does not speak TLS; it sent: HTTP/1.1 400 Bad Request.*"
                                        : "PEER closed the connection instead of answering the WebSocket handshake.");
            }
        }
    }
}
