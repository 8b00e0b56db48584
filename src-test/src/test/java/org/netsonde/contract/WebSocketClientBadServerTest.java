package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.BINARY;
import static org.netsonde.fixtures.WebSocketPeer.CLOSE;
import static org.netsonde.fixtures.WebSocketPeer.COMPRESSED;
import static org.netsonde.fixtures.WebSocketPeer.PING;
import static org.netsonde.fixtures.WebSocketPeer.PONG;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;
import static org.netsonde.fixtures.WebSocketPeer.answer;
import static org.netsonde.fixtures.WebSocketPeer.closing;
import static org.netsonde.fixtures.WebSocketPeer.deflated;
import static org.netsonde.fixtures.WebSocketPeer.head;
import static org.netsonde.fixtures.WebSocketPeer.masked;
import static org.netsonde.fixtures.WebSocketPeer.plain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketListener;
import org.netsonde.fixtures.WebSocketPeer;

/** A WebSocket client of servers that are written byte by byte, and do whatever servers may do wrong. */
class WebSocketClientBadServerTest extends OnEveryTransport {

    @Override
    Bench bench(EngineOptions options) {
        return new Bench(options, Map.of("door", "open-sesame"));
    }

    private Endpoint add(WebSocketListener server, String more) {
        return bench.engine()
                .add(null, "client", "websocket-client", Bench.json("{'port': " + server.port() + "}", more));
    }

    private Endpoint start(WebSocketListener server, String more) {
        Endpoint client = add(server, more);
        Bench.await(client.start());
        return client;
    }

    /**
     * An answer to the handshake that a client cannot take.
     *
     * @param name what is wrong with it
     * @param settings of the client
     * @param answer what the server answers to the request
     * @param says what the failure says among others
     */
    record Bad(String name, String settings, Answer answer, List<String> says) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Makes an answer to a request. */
    @FunctionalInterface
    interface Answer {
        String to(String request);
    }

    private static Bad status(String name, String head, String... says) {
        return new Bad(name, "{}", request -> head, List.of(says));
    }

    private static Bad agreed(String name, String settings, String field, String... says) {
        return new Bad(name, settings, request -> answer(request, field), List.of(says));
    }

    private static Bad but(String name, String from, String to) {
        return new Bad(
                name,
                "{}",
                request -> {
                    String good = answer(request);
                    assertThat(good).contains(from);
                    return good.replace(from, to);
                },
                List.of("switched protocols", "not to WebSocket"));
    }

    static Stream<Bad> refusals() {
        return Stream.of(
                status("404", head("HTTP/1.1 404 Not Found\nContent-Length: 0"), "answered 404 Not Found"),
                status("401", head("HTTP/1.1 401 Unauthorized\nContent-Length: 0"), "answered 401 Unauthorized"),
                status("503 with a body", head("HTTP/1.1 503 Busy\nContent-Length: 4") + "busy", "answered 503 Busy"),
                status("200", head("HTTP/1.1 200 OK\nContent-Length: 0"), "answered 200 OK"),
                status("200 without an end", head("HTTP/1.1 200 OK") + "x".repeat(1000), "answered 200 OK"),
                status(
                        "200 with a long page",
                        head("HTTP/1.1 200 OK\nContent-Length: 300000") + "x".repeat(300_000),
                        "answered 200 OK"),
                status(
                        "200 in pieces that never end",
                        head("HTTP/1.1 200 OK\nTransfer-Encoding: chunked") + "5\r\nHello\r\n",
                        "answered 200 OK"),
                status(
                        "302",
                        head("HTTP/1.1 302 Found\nLocation: wss://elsewhere.example/chat\nContent-Length: 0"),
                        "answered 302 Found",
                        "points to wss://elsewhere.example/chat"),
                status("304", head("HTTP/1.1 304 Not Modified"), "answered 304 Not Modified"),
                status(
                        "426",
                        head("HTTP/1.1 426 Upgrade Required\nSec-WebSocket-Version: 8\nContent-Length: 0"),
                        "answered 426 Upgrade Required"),
                status(
                        "words that act on a screen",
                        head("HTTP/1.1 400 \u001b[31mred\nContent-Length: 0"),
                        "answered 400 \\x1b[31mred"),
                status("many words", head("HTTP/1.1 400 " + "x".repeat(5000) + "\nContent-Length: 0"), "xxx… instead"),
                status("old HTTP", head("HTTP/1.0 200 OK\nContent-Length: 0"), "answered 200 OK"),
                status("garbage", "Hello, who are you?\r\n\r\n", "does not answer in HTTP"),
                status("a banner", "SSH-2.0-OpenSSH_9.9\r\n", "does not answer in HTTP"),
                status("zeros", "\0".repeat(100) + "\n\n", "does not answer in HTTP"),
                status("a long line", "HTTP/1.1 200 " + "x".repeat(10_000) + "\r\n\r\n", "does not answer in HTTP"),
                status("a long head", head("HTTP/1.1 200 OK", "X: " + "x".repeat(70_000)), "does not answer in HTTP"),
                but("another key", "Accept: ", "Accept: A"),
                but("no key", "Sec-WebSocket-Accept", "X-Accept"),
                but("another protocol", "Upgrade: websocket", "Upgrade: h2c"),
                but("no upgrade", "Upgrade: websocket\r\n", ""),
                but("no connection", "Connection: Upgrade", "Connection: keep-alive"),
                agreed("a sub-protocol without an offer", "{}", "Sec-WebSocket-Protocol: chat", "sub-protocol chat"),
                agreed(
                        "another sub-protocol than was offered",
                        "{'subprotocols': ['chat', 'superchat']}",
                        "Sec-WebSocket-Protocol: Chat",
                        "sub-protocol Chat"),
                agreed(
                        "two sub-protocols",
                        "{'subprotocols': ['chat', 'superchat']}",
                        "Sec-WebSocket-Protocol: chat, superchat",
                        "sub-protocol chat, superchat"),
                agreed(
                        "an extension without an offer",
                        "{'compression': 'off'}",
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "extensions",
                        "permessage-deflate"),
                agreed("an unknown extension", "{}", "Sec-WebSocket-Extensions: bzip2; x=1", "bzip2; x=1"),
                agreed(
                        "more than one extension",
                        "{}",
                        "Sec-WebSocket-Extensions: permessage-deflate, bzip2",
                        "permessage-deflate, bzip2"),
                agreed(
                        "an unknown parameter",
                        "{}",
                        "Sec-WebSocket-Extensions: permessage-deflate; fast",
                        "permessage-deflate; fast"),
                agreed(
                        "a window that is too large",
                        "{}",
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=16",
                        "client_max_window_bits=16"),
                agreed(
                        "a window that is no number",
                        "{}",
                        "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=large",
                        "server_max_window_bits=large"),
                agreed(
                        "a larger window than was asked for",
                        "{'compression': {'type': 'deflate', 'window': 10}}",
                        "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=11",
                        "server_max_window_bits=11"),
                agreed(
                        "more memory than was asked for",
                        "{'compression': {'type': 'deflate', 'contextTakeover': false}}",
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "permessage-deflate"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void answerThatIsNoUpgradeIsAFailureThatSaysWhy(Bad bad) throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.send(bad.answer().to(peer.head()));
            // It leaves it to the client to go.
            peer.awaitEnd();
        })) {
            Endpoint client = add(server, bad.settings());

            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));

            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.WEBSOCKET_HANDSHAKE);
            String said = thrown.failure().what().toString();
            assertThat(said).startsWith("127.0.0.1:" + server.port() + " ").contains(bad.says());
            assertThat(said).matches(".*[^.]\\.").hasSizeLessThan(300);
            assertThat(client.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
            assertThat(client.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
            assertThat(Records.texts(client, Direction.FAILED)).containsExactly(said);
            assertThat(bench.sample(client).total()).isZero();
            assertThat(client.connections().count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n", "HTTP/1.1 102 Wait\r\n\r\n"})
    void serverThatDoesNotAnswerInTimeIsAFailure(String beginning) throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.head();
            peer.send(beginning);
            peer.awaitEnd();
        })) {
            Endpoint client = add(server, "{'handshakeTimeout': '150ms'}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.WEBSOCKET_HANDSHAKE);
            assertThat(thrown.failure().what().toString()).contains("did not finish", "150ms");
            assertThat(client.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
        }
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of("", "instead of answering"),
                Arguments.of("HTTP/1.1 101 Swi", "instead of answering"),
                Arguments.of("HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso", "in the middle of its answer"));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void serverThatClosesWithinTheHandshakeIsAFailure(String beginning, String says) throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.head();
            peer.send(beginning);
        })) {
            Endpoint client = add(server, "{}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.WEBSOCKET_HANDSHAKE);
            assertThat(thrown.failure().what().toString()).contains("127.0.0.1:" + server.port(), says);
            assertThat(client.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.WEBSOCKET_HANDSHAKE, 1L));
        }
    }

    @Test
    void startIsGivenUpWhileTheHandshakeIsAwaited() throws IOException {
        CompletableFuture<String> asked = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            asked.complete(peer.head());
            peer.awaitEnd();
        })) {
            Endpoint client = add(server, "{'handshakeTimeout': '1h'}");
            CompletableFuture<?> started = client.start().toCompletableFuture();
            Bench.await(asked);
            Bench.await(client.stop());
            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
            assertThat(started).isCompletedExceptionally();
            assertThat(client.metrics().errorsByKind()).isEmpty();
        }
    }

    @Test
    void informationThatComesBeforeTheAnswerIsPassedOver() throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            String request = peer.head();
            peer.send(head("HTTP/1.1 102 Processing") + head("HTTP/1.1 103 Early Hints\nLink: <x>") + answer(request));
            peer.frame(TEXT, "Hello");
            peer.untilClose();
        })) {
            Endpoint client = start(server, "{}");
            await().untilAsserted(() ->
                    assertThat(Records.messages(client, Direction.IN)).containsExactly("Hello"));
            Bench.await(client.stop());
        }
    }

    @Test
    void requestSaysWhatTheSettingsSay() throws IOException {
        CompletableFuture<String> asked = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            asked.complete(peer.upgrade("Sec-WebSocket-Protocol: superchat"));
            peer.untilClose();
        })) {
            Endpoint client = start(server, """
                    {'path': '/talk?room=1', 'subprotocols': ['chat', 'superchat'], 'compression': 'off',
                     'headers': [{'name': 'Origin', 'value': 'http://bench.example'},
                                 {'name': 'Authorization', 'value': 'Bearer ', 'secret': 'door'}]}""");
            assertThat(Bench.await(asked))
                    .startsWith("GET /talk?room=1 HTTP/1.1\r\n")
                    .contains("\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("\r\nSec-WebSocket-Protocol: chat, superchat\r\n")
                    .contains("\r\nSec-WebSocket-Version: 13\r\n")
                    .contains("\r\nOrigin: http://bench.example\r\n", "\r\nAuthorization: Bearer open-sesame\r\n")
                    .doesNotContain("Extensions");
            assertThat(Records.records(client, Direction.OUT, 0x20))
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .contains("Authorization: Bearer •••")
                            .doesNotContain("sesame"));
            Bench.await(client.stop());
        }
    }

    @Test
    void frameBehindTheAnswerIsHandled() throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            String request = peer.head();
            peer.send(
                    answer(request).getBytes(US_ASCII),
                    plain(TEXT, "eager"),
                    plain(PING, "?"),
                    plain(0x01, "two "),
                    plain(0x80, "parts"));
            WebSocketPeer.Frame pong = peer.next();
            assertThat(pong.first()).isEqualTo(PONG);
            assertThat(pong.text()).isEqualTo("?");
            assertThat(peer.exchange("later")).isEqualTo("first");
            peer.untilClose();
        })) {
            Endpoint client = start(server, "{'messages': []}");
            await().untilAsserted(() ->
                    assertThat(Records.messages(client, Direction.IN)).containsExactly("eager", "two parts", "later"));
            Bench.await(client.send(Target.all(), Bench.json("{'data': 'first'}")));
            Bench.await(client.stop());
        }
    }

    @Test
    void closeBehindTheAnswerIsHandled() throws IOException {
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            String request = peer.head();
            peer.send(answer(request).getBytes(US_ASCII), plain(CLOSE, closing(1013, "later")));
            answered.complete(peer.next().code());
        })) {
            Endpoint client = start(server, "{}");
            await().until(() -> client.state() instanceof EndpointState.Idle);
            assertThat(Bench.await(answered)).isEqualTo(1013);
            assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("close 1013 (try again later): later");
            assertThat(bench.sample(client).total()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1000, '',                  close 1000 (normal)",
        "1001, restart,             close 1001 (going away): restart",
        "1002, '',                  close 1002 (protocol error)",
        "1003, '',                  close 1003 (kind of data not accepted)",
        "1007, '',                  close 1007 (data that is not what it says)",
        "1008, no entry,            close 1008 (against the policy): no entry",
        "1009, '',                  close 1009 (message too long)",
        "1010, permessage-deflate,  close 1010 (extension missing): permessage-deflate",
        "1011, 内部错误,             close 1011 (internal error): 内部错误",
        "1012, '',                  close 1012 (restarting)",
        "1013, '',                  close 1013 (try again later)",
        "1014, '',                  close 1014 (bad gateway)",
        "3001, {0} bye,             close 3001 (of its own): {0} bye",
        "4999, '',                  close 4999 (of its own)",
        "4000, '\u001b[31m\u202e',  close 4000 (of its own): \\x1b[31m\\u202e",
    })
    void everyCloseIsShownWithItsCodeAndReason(int code, String reason, String shown) throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            peer.frame(CLOSE, closing(code, reason));
            assertThat(peer.next().code()).isEqualTo(code);
        })) {
            Endpoint client = start(server, "{}");
            await().until(() -> client.state() instanceof EndpointState.Idle);
            assertThat(Records.texts(client, Direction.CLOSED)).containsExactly(shown);
            assertThat(client.metrics().errorsByKind()).isEmpty();
        }
    }

    @Test
    void closeWithoutACodeIsShownAsSuch() throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            peer.frame(CLOSE, "");
            assertThat(peer.next().payload()).isEmpty();
        })) {
            Endpoint client = start(server, "{}");
            await().until(() -> client.state() instanceof EndpointState.Idle);
            assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("close 1005 (no code)");
        }
    }

    @Test
    void endWithoutACloseIsShownAsSuch() throws IOException {
        try (WebSocketListener server = new WebSocketListener(WebSocketPeer::upgrade)) {
            Endpoint client = start(server, "{}");
            await().until(() -> client.state() instanceof EndpointState.Idle);
            assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("close 1006 (ended without a close)");
        }
    }

    @Test
    void resetIsAFailure() throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            peer.next();
            peer.reset();
        })) {
            Endpoint client = start(server, "{'messages': ['Hello']}");
            await().until(() -> client.state() instanceof EndpointState.Failed);
            assertThat(client.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.CONNECTION_RESET, 1L));
        }
    }

    /**
     * Something that a server may not send.
     *
     * @param name what it is
     * @param bytes the bytes
     * @param code the close code that answers it
     * @param says what the failure says among others
     */
    record BadFrame(String name, byte[] bytes, int code, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<BadFrame> badFrames() {
        return Stream.of(
                new BadFrame("masked text", masked(TEXT, "Hello"), 1002, "not masked as expected"),
                new BadFrame("masked close", masked(CLOSE, closing(1000, "")), 1002, "not masked as expected"),
                new BadFrame("unknown opcode", plain(0x83, "Hello"), 1002, "opcode 3"),
                new BadFrame("reserved bits", plain(TEXT | 0x30, "Hello"), 1002, "reserved bits"),
                new BadFrame("continuation of nothing", plain(0x80, "Hello"), 1002, "outside fragmented message"),
                new BadFrame("long ping", plain(PING, "x".repeat(126)), 1002, "125"),
                new BadFrame("close code 1005", plain(CLOSE, closing(1005, "")), 1002, "code: 1005"),
                new BadFrame("close of one byte", plain(CLOSE, "x"), 1002, "close"),
                new BadFrame(
                        "text that is not UTF-8", plain(TEXT, HexFormat.of().parseHex("c328")), 1007, "utf-8"),
                new BadFrame("long message", plain(BINARY, "x".repeat(1001)), 1009, "1000"),
                new BadFrame("bomb", plain(TEXT | COMPRESSED, deflated(new byte[800_000])), 1009, "inflated"),
                new BadFrame(
                        "broken deflate",
                        plain(TEXT | COMPRESSED, HexFormat.of().parseHex("ffffffff")),
                        1007,
                        "inflated"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFrames")
    void frameThatBreaksTheRulesIsAnsweredWithItsCloseCode(BadFrame bad) throws IOException {
        CompletableFuture<WebSocketPeer.Frame> answered = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade("Sec-WebSocket-Extensions: permessage-deflate");
            peer.send(bad.bytes());
            answered.complete(peer.next());
            peer.frame(CLOSE, closing(bad.code(), ""));
        })) {
            Endpoint client = start(server, "{'maxMessage': 1000}");
            await().until(() -> client.state() instanceof EndpointState.Failed);
            WebSocketPeer.Frame close = Bench.await(answered);
            assertThat(close.first()).isEqualTo(CLOSE);
            assertThat(close.code()).isEqualTo(bad.code());
            Failure failure = client.lastFailure().orElseThrow();
            assertThat(failure.what().toString())
                    .startsWith("127.0.0.1:" + server.port() + " broke the rules of WebSocket")
                    .contains(" " + bad.code() + ": ")
                    .containsIgnoringCase(bad.says());
            assertThat(client.metrics().errorsByKind()).isEqualTo(Map.of(failure.kind(), 1L));
            assertThat(failure.kind())
                    .isEqualTo(bad.code() == 1009 ? Failure.Kind.FRAME_TOO_LARGE : Failure.Kind.MALFORMED_MESSAGE);
            assertThat(bench.sample(client).messagesIn()).isZero();
        }
    }

    @Test
    void serverThatNeverAnswersACloseIsNotWaitedForLong() throws IOException {
        CompletableFuture<Integer> said = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            said.complete(peer.untilClose().code());
            peer.awaitEnd();
        })) {
            Endpoint client = start(server, "{}");
            long before = System.nanoTime();
            Bench.await(client.stop());
            assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(10));
            assertThat(Bench.await(said)).isEqualTo(1000);
            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
            assertThat(client.metrics().errorsByKind()).isEmpty();
            assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("closed here");
        }
    }

    @Test
    void serverThatNeverEndsTheConnectionBehindItsCloseIsNotWaitedForLong() throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            peer.frame(CLOSE, closing(1000, ""));
            peer.awaitEnd();
        })) {
            Endpoint client = start(server, "{}");
            await().until(() -> client.state() instanceof EndpointState.Idle);
            assertThat(client.metrics().errorsByKind()).isEmpty();
        }
    }

    @Test
    void serverThatDoesNotReadIsLeftAllTheSame() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            over.orTimeout(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        })) {
            Endpoint client = start(server, "{'writeLimit': '64KiB', 'compression': 'off'}");
            var big = Bench.json("{'data': '" + "x".repeat(1 << 20) + "'}");
            await().until(() -> Bench.await(client.send(Target.all(), big)).connections() == 0);
            Bench.await(client.stop());
            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
            over.complete(null);
        }
    }

    @Test
    void silentServerIsLeftWhenItDoesNotAnswerAPing() throws IOException {
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            peer.untilClose(PING);
        })) {
            Endpoint client = start(server, "{'pingInterval': '20ms', 'pongTimeout': '200ms'}");
            await().until(() -> client.state() instanceof EndpointState.Failed);
            assertThat(client.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.REPLY_TIMEOUT, 1L));
            assertThat(client.lastFailure().orElseThrow().what().toString()).contains("200ms");
        }
    }

    @Test
    void refusedUpgradesAreTriedAgainAfterPausesThatGrow() throws IOException {
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        try (WebSocketListener server = new WebSocketListener(peer -> {
            times.add(System.nanoTime());
            peer.head();
            peer.send(head("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\nConnection: close"));
        })) {
            Endpoint client = add(server, "{'reconnect': {'type': 'back-off', 'first': '20ms', 'max': '10s'}}");
            CompletableFuture<?> started = client.start().toCompletableFuture();
            await().until(() -> times.size() == 6);
            assertThat(started).isNotDone();
            assertThat(client.state()).isInstanceOf(EndpointState.Starting.class);
            for (int i = 1; i < 6; i++) {
                assertThat(times.get(i) - times.get(i - 1))
                        .as("pause before attempt " + (i + 1))
                        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(20L << i - 1));
            }
            assertThat(client.lastFailure().orElseThrow().what().toString()).contains("503");
            Bench.await(client.stop());
            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
            // Each but the last, which may have been under way.
            assertThat(client.metrics().errorsByKind())
                    .containsOnlyKeys(Failure.Kind.WEBSOCKET_HANDSHAKE)
                    .hasEntrySatisfying(
                            Failure.Kind.WEBSOCKET_HANDSHAKE,
                            count -> assertThat(count).isBetween(times.size() - 1L, (long) times.size()));
        }
    }

    @Test
    void connectionThatIsLostIsMadeAgainAndTheMessagesGoOn() throws IOException {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            String text = peer.text();
            heard.add(text);
            peer.frame(TEXT, text);
            peer.frame(CLOSE, closing(1012, ""));
            peer.untilClose();
        })) {
            Endpoint client = start(server, """
                    {'messages': ['one', 'two', 'three'], 'interval': '1h',
                     'reconnect': {'type': 'back-off', 'first': '1ms', 'max': '1ms'}}""");
            Bench.await(client.done());
            assertThat(heard).containsExactly("one", "two", "three");
            assertThat(bench.figure(client, "reconnects")).isGreaterThanOrEqualTo(2);
            Bench.await(client.stop());
        }
    }
}
