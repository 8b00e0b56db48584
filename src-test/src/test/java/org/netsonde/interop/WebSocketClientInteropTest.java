package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestCertificate;

/** Our WebSocket client; theirs are the servers. */
class WebSocketClientInteropTest extends WebSocketsOfOthers {

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
            await().atMost(Bench.LIMIT).until(() -> bench.figure(client, "pongs") == 1);
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
    @CsvSource({"4001, all is said, 'close 4001 (of its own): all is said'", "1011, '', close 1011 (internal error)"})
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
            assertThat(client.metrics().errorsByKind()).containsExactly(Map.entry(Failure.Kind.FRAME_TOO_LARGE, 1L));
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
