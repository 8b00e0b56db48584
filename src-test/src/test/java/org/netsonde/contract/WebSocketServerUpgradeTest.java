package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.CLOSE;
import static org.netsonde.fixtures.WebSocketPeer.PING;
import static org.netsonde.fixtures.WebSocketPeer.PONG;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;
import static org.netsonde.fixtures.WebSocketPeer.closing;
import static org.netsonde.fixtures.WebSocketPeer.head;
import static org.netsonde.fixtures.WebSocketPeer.masked;
import static org.netsonde.fixtures.WebSocketPeer.request;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketPeer;

/** The opening handshake of a WebSocket server, with requests that are written byte by byte: good, bad and none. */
class WebSocketServerUpgradeTest extends OnEveryTransport {

    /** What a record of a handshake begins with. */
    private static final int HANDSHAKE = 0x20;

    private static final String SHORT = "{'handshakeTimeout': '150ms'}";

    @Override
    Bench bench(EngineOptions options) {
        return new Bench(options, Map.of("door", "open-sesame"));
    }

    private Endpoint start(String more) {
        return bench.start(
                "server", "websocket-server", Bench.json("{'port': 0, 'path': '/talk', 'responder': 'echo'}", more));
    }

    /**
     * A request that is not followed.
     *
     * @param name what is wrong with it
     * @param request what is sent
     * @param status what the answer begins with
     * @param says what the answer, and the failure, say among others
     * @param fields what the answer's head says among others
     */
    record Bad(String name, String request, String status, String says, List<String> fields) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad bad(String name, String request, String status, String says, String... fields) {
        return new Bad(name, request, status, says, List.of(fields));
    }

    private static String but(String from, String to) {
        String all = request();
        assertThat(all).contains(from);
        return all.replace(from, to);
    }

    static Stream<Bad> refused() {
        String plain = "GET / HTTP/1.1\nHost: localhost";
        return Stream.of(
                bad("plain HTTP", head(plain.replace(" / ", " /talk ")), "426 ", "plain HTTP", "upgrade: websocket"),
                bad("another path", but("GET /talk ", "GET /other?x=1 "), "404 ", "/other"),
                bad("a path below", but("GET /talk ", "GET /talk/more "), "404 ", "/talk/more"),
                bad("plain HTTP for another path", head(plain), "404 ", "nothing at /"),
                bad("POST", but("GET ", "POST "), "405 ", "POST", "allow: GET"),
                bad("HEAD", but("GET ", "HEAD "), "405 ", "HEAD", "allow: GET"),
                bad(
                        "POST of a form",
                        head("POST /talk HTTP/1.1\nHost: localhost\nContent-Length: 3") + "a=b",
                        "405 ",
                        "POST"),
                bad(
                        "POST of more than anybody waits for",
                        head("POST /talk HTTP/1.1\nHost: localhost\nContent-Length: 9999999999"),
                        "405 ",
                        "POST"),
                bad(
                        "POST without an end",
                        head("POST /talk HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked"),
                        "405 ",
                        "POST"),
                bad("HTTP/1.0", but("HTTP/1.1", "HTTP/1.0"), "400 ", "HTTP/1.1"),
                bad("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "405 ", "PRI"),
                bad("no host", but("Host: localhost\r\n", ""), "400 ", "Host"),
                bad("an older version", but("Version: 13", "Version: 8"), "426 ", "not 8", "sec-websocket-version: 13"),
                bad("no version", but("Sec-WebSocket-Version: 13\r\n", ""), "426 ", "13", "sec-websocket-version: 13"),
                bad("no key", but("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""), "400 ", "Sec-WebSocket-Key"),
                bad("a short key", but("dGhlIHNhbXBsZSBub25jZQ==", "dGhl"), "400 ", "Sec-WebSocket-Key"),
                bad("a key that is not Base64", but("dGhlIHNhbXBsZSBub25jZQ==", "{}"), "400 ", "Sec-WebSocket-Key"),
                bad("no connection", but("Connection: Upgrade", "Connection: close"), "426 ", "plain HTTP"),
                bad("another protocol", but("Upgrade: websocket", "Upgrade: h2c"), "426 ", "plain HTTP"),
                bad("a long path", but("/talk", "/" + "x".repeat(9000)), "414 ", "8192"),
                bad("a long field", request("X-Long: " + "x".repeat(70_000)), "431 ", "65536"),
                bad(
                        "many fields",
                        request(Stream.generate(() -> "X-Many: " + "x".repeat(1000))
                                .limit(70)
                                .toArray(String[]::new)),
                        "431 ",
                        "65536"),
                bad("no HTTP", "Hello\r\nWorld\r\n\r\n", "400 ", "not HTTP"),
                bad("no HTTP at all", "\u0001\u0002\u0003\n\n", "400 ", "not HTTP"),
                bad("a control character", but("localhost", "local\u0001host"), "400 ", "not HTTP"),
                bad("a field without a name", request(": x"), "400 ", "not HTTP"),
                bad("a space before the colon", but("Host:", "Host :"), "400 ", "not HTTP"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedWithTheRightStatusAndHurtsNobodyElse(Bad bad) throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer other = WebSocketPeer.upgraded(server);
                WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(bad.request());
            String head = peer.head();
            assertThat(head).startsWith("HTTP/1.1 " + bad.status());
            assertThat(head).containsIgnoringCase("\r\nconnection: close\r\n");
            assertThat(bad.fields()).allSatisfy(field -> assertThat(head).containsIgnoringCase("\r\n" + field));
            if (!bad.name().equals("HEAD")) {
                assertThat(peer.body(head)).contains(bad.says()).endsWith("\n").doesNotContain("..");
            }
            peer.awaitEnd();
            assertThat(other.exchange("after")).isEqualTo("after");
        }
        assertThat(server.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
        String said = server.lastFailure().orElseThrow().what().toString();
        assertThat(said).startsWith("127.0.0.1:").contains(" " + bad.status(), bad.says());
        assertThat(said).matches("(?s).*[^.]\\.");
        assertThat(Records.texts(server, Direction.FAILED)).containsExactly(said);
        await().untilAsserted(() -> assertThat(bench.sample(server).total())
                .as("one that was never upgraded is no connection")
                .isEqualTo(1));
    }

    @Test
    void isRefusedOnceHoweverManyRequestsFollow() throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            String wrong = but("GET /talk ", "GET /other ");
            peer.send(wrong + request() + wrong);
            String head = peer.head();
            assertThat(head).startsWith("HTTP/1.1 404 ");
            peer.body(head);
            assertThat(peer.ended()).as("nothing more was said").isTrue();
        }
        assertThat(server.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
    }

    @Test
    void framesBehindTheRequestAreHandled() throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(
                    request().getBytes(US_ASCII),
                    masked(TEXT, "eager"),
                    masked(PING, "?"),
                    masked(0x01, "two "),
                    masked(0x80, "parts"));
            assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
            assertThat(peer.text()).isEqualTo("eager");
            WebSocketPeer.Frame pong = peer.next();
            assertThat(pong.first()).isEqualTo(PONG);
            assertThat(pong.text()).isEqualTo("?");
            assertThat(peer.text()).isEqualTo("two parts");
            assertThat(peer.exchange("later")).isEqualTo("later");
        }
    }

    @Test
    void frameOfWhichAPartCameWithTheRequestIsHandled() throws IOException {
        Endpoint server = start("{}");
        byte[] all = WebSocketPeer.bytes(request().getBytes(US_ASCII), masked(TEXT, "Hello"));
        for (int length = all.length - 11; length < all.length; length++) {
            try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
                peer.send(java.util.Arrays.copyOf(all, length));
                assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
                peer.send(java.util.Arrays.copyOfRange(all, length, all.length));
                assertThat(peer.text()).isEqualTo("Hello");
            }
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void requestMayComeByteByByte() throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.socket().setTcpNoDelay(true);
            for (byte b : request().getBytes(US_ASCII)) {
                peer.send(new byte[] {b});
            }
            assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET /talk HTTP/1.1\r\nHost: localhost\r\n", "\r\n\r\n", "Hello"})
    void silenceIsNotWaitedForLongerThanAllowed(String beginning) throws IOException {
        Endpoint server = start(SHORT);
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(beginning);
            assertThat(peer.ended()).isTrue();
        }
        assertLate(server, "150ms");
    }

    @Test
    void trickleDoesNotMakeItWaitLonger() throws IOException {
        Endpoint server = start("{'handshakeTimeout': '1s'}");
        byte[] request = request("X-Long: " + "x".repeat(10_000)).getBytes(US_ASCII);
        int sent = 0;
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            // Each time out is the pause between two bytes.
            peer.socket().setSoTimeout(5);
            boolean open = true;
            while (open) {
                peer.send(new byte[] {request[sent++]});
                try {
                    open = !peer.ended();
                } catch (SocketTimeoutException e) {
                    // Nothing has come, and the connection stands.
                }
            }
        }
        assertThat(sent).isBetween(2, request.length - 1);
        assertLate(server, "1s");
    }

    private void assertLate(Endpoint server, String limit) {
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
        assertThat(server.lastFailure().orElseThrow().what().toString())
                .startsWith("127.0.0.1:")
                .contains("did not finish", limit);
    }

    @Test
    void deadlineIsForTheHandshakeOnly() throws IOException {
        Endpoint server = start("{'handshakeTimeout': '1s'}");
        try (WebSocketPeer early = WebSocketPeer.upgraded(server);
                WebSocketPeer late = WebSocketPeer.connect(server)) {
            assertThat(late.ended()).isTrue();
            assertThat(early.exchange("still there")).isEqualTo("still there");
        }
    }

    @Test
    void peerThatLeavesDuringTheHandshakeIsNoConnection() throws IOException {
        Endpoint server = start("{}");
        WebSocketPeer.connect(server).close();
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send("GET /talk HTTP/1.1\r\nHost: lo");
        }
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send("GET /talk HTTP/1.1\r\nHost: lo");
            peer.socket().shutdownOutput();
            peer.awaitEnd();
        }
        await().untilAsserted(() -> assertThat(server.metrics().errorsByKind())
                .as("the two that had begun to ask")
                .isEqualTo(Map.of(Failure.Kind.WEBSOCKET_HANDSHAKE, 2L)));
        await().until(() -> server.connections().count() == 0);
        assertThat(bench.sample(server).total()).isZero();
        assertThat(Records.texts(server, Direction.FAILED))
                .hasSize(2)
                .allSatisfy(
                        text -> assertThat(text).endsWith("400 Bad Request: the connection ended within the request."));
    }

    @Test
    void everyPathWillDoWhereNoneIsSet() throws IOException {
        Endpoint server = start("{'path': ''}");
        for (String path : List.of("/", "/a/b?c=d", "*", "http://localhost/talk", "/%E4%BD%A0")) {
            try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
                peer.send(but("/talk", path));
                assertThat(peer.head()).as(path).startsWith("HTTP/1.1 101 ");
                assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            }
        }
    }

    @Test
    void queryDoesNotBelongToThePath() throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(but("/talk", "/talk?room=1"));
            assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            assertThat(Records.records(server, Direction.IN, 0x20))
                    .singleElement()
                    .satisfies(text ->
                            assertThat(text).startsWith("GET /talk?room=1 HTTP/1.1\\r\\nHost: localhost\\r\\n"));
            assertThat(Records.texts(server, Direction.OPENED))
                    .singleElement()
                    .satisfies(text -> assertThat(text).endsWith(" · /talk?room=1"));
        }
    }

    @Test
    void secretsOfTheRequestAreNotRecorded() throws IOException {
        Endpoint server = start("{'headers': [{'name': 'Set-Cookie', 'value': 'id=', 'secret': 'door'}]}");
        try (WebSocketPeer peer =
                WebSocketPeer.upgraded(server, "Authorization: Bearer open-sesame", "Cookie: id=open-sesame")) {
            peer.frame(CLOSE, closing(1000, ""));
            peer.awaitEnd();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(Records.records(server, Direction.IN, 0x20))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("Authorization: Bearer •••", "Cookie: •••")
                        .doesNotContain("sesame"));
        assertThat(Records.records(server, Direction.OUT, 0x20))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .containsIgnoringCase("Set-Cookie: id=•••")
                        .doesNotContain("sesame"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; what=is this",
                ";;;,,=\"",
                "x-webkit-deflate-frame"
            })
    void extensionsThatItDoesNotKnowAreNotAgreedOn(String extensions) throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(request("Sec-WebSocket-Extensions: " + extensions));
            assertThat(peer.head()).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("sec-websocket-extensions");
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
        }
    }

    @Test
    void wholeAddressIsUnderstoodAsATarget() throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(but("GET /talk ", "GET http://localhost/talk?token=hunter2 "));
            assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
            assertThat(peer.exchange("hello")).isEqualTo("hello");
        }
        assertThat(Records.texts(server, Direction.OPENED))
                .singleElement()
                .asString()
                .contains("token=•••")
                .doesNotContain("hunter2");
        assertThat(Records.records(server, Direction.IN, HANDSHAKE))
                .singleElement()
                .asString()
                .contains("token=•••")
                .doesNotContain("hunter2");
    }

    @Test
    void controlFramesAreNotMeasuredByTheLongestMessage() throws IOException {
        Endpoint server = start("{'maxMessage': 1, 'compression': 'off'}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(request());
            assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
            peer.frame(WebSocketPeer.PING, "p".repeat(125));
            assertThat(peer.next().text()).isEqualTo("p".repeat(125));
            peer.send(WebSocketPeer.masked(WebSocketPeer.CLOSE, WebSocketPeer.closing(1000, "bye")));
            assertThat(peer.next().code()).isEqualTo(1000);
            peer.awaitEnd();
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }
}
