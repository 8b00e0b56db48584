package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.BINARY;
import static org.netsonde.fixtures.WebSocketPeer.CLOSE;
import static org.netsonde.fixtures.WebSocketPeer.COMPRESSED;
import static org.netsonde.fixtures.WebSocketPeer.PING;
import static org.netsonde.fixtures.WebSocketPeer.PONG;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;
import static org.netsonde.fixtures.WebSocketPeer.bytes;
import static org.netsonde.fixtures.WebSocketPeer.closing;
import static org.netsonde.fixtures.WebSocketPeer.deflated;
import static org.netsonde.fixtures.WebSocketPeer.masked;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketListener;
import org.netsonde.fixtures.WebSocketPeer;
import org.netsonde.fixtures.WebSocketPeer.Frame;

/** What WebSocket servers and clients do where nobody does anything wrong. */
@ParameterizedClass(name = "on {0}")
@MethodSource("org.netsonde.engine.transport.TransportKind#usable")
class WebSocketBehaviourTest {

    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";

    private final TransportKind transport;
    private Bench bench;

    WebSocketBehaviourTest(TransportKind transport) {
        this.transport = transport;
    }

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.on(transport));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Endpoint server(String more) {
        return bench.start("server", "websocket-server", Bench.json("{'port': 0, 'responder': 'echo'}", more));
    }

    private Endpoint client(String more) {
        return bench.start("client", "websocket-client", Bench.json("{'target': 'server'}", more));
    }

    private static SendReceipt send(Endpoint from, Target to, String json) {
        return Bench.await(from.send(to, Bench.json(json)));
    }

    /** The value of a fact of the first connection, such as "path"; empty while it is not known. */
    private static String fact(Endpoint endpoint, String name) {
        return endpoint.connections().list(1).stream()
                .flatMap(connection -> connection.facts().groups().stream())
                .filter(group -> group.id().equals("websocket"))
                .flatMap(group -> group.facts().stream())
                .filter(fact -> fact.name().key().equals("fact." + name))
                .map(Fact::value)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    // Messages and their frames

    @Test
    void replyIsOfTheKindOfTheMessage() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello, 世界")).isEqualTo("Hello, 世界");
            assertThat(peer.exchange("")).isEmpty();
            peer.frame(BINARY, "may be read as text");
            assertThat(peer.next().first()).isEqualTo(BINARY);
            peer.frame(BINARY, new byte[] {0, (byte) 0xFF});
            assertThat(peer.next().payload()).containsExactly(0, 0xFF);
        }
    }

    /** One, two, four and ten bytes of length. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000})
    void messagesOfEveryLengthPass(int length) throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            String text = "x".repeat(length);
            assertThat(peer.exchange(text)).isEqualTo(text);
        }
        Endpoint client = client("{}");
        send(client, Target.all(), "{'data': '" + "y".repeat(length) + "'}");
        await().until(() -> Records.messages(client, Direction.IN).size() == 1);
        assertThat(bench.sample(client).messagesIn()).isEqualTo(1);
        assertThat(client.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void longMessagesLeaveAServerInFragments() throws IOException {
        Endpoint server = server("{'fragmentSize': 10}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("x".repeat(10))).isEqualTo("x".repeat(10));
            peer.frame(TEXT, "a".repeat(10) + "b".repeat(10) + "c");
            assertThat(frames(peer)).containsExactly("1 " + "a".repeat(10), "0 " + "b".repeat(10), "128 c");
            peer.frame(BINARY, "a".repeat(10) + "b".repeat(10));
            assertThat(frames(peer)).containsExactly("2 " + "a".repeat(10), "128 " + "b".repeat(10));
        }
        assertThat(bench.sample(server).messagesOut()).isEqualTo(3);
    }

    /** Frames up to the next that ends a message. */
    private static List<String> frames(WebSocketPeer peer) throws IOException {
        List<String> frames = new ArrayList<>();
        Frame frame;
        do {
            frame = peer.next();
            frames.add(frame.first() + " " + frame.text());
        } while (frame.first() < 0x80);
        return frames;
    }

    @Test
    void longMessagesLeaveAClientInFragments() throws IOException {
        CompletableFuture<List<String>> heard = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            heard.complete(frames(peer));
            peer.untilClose();
        })) {
            Endpoint client = bench.start(
                    "client",
                    "websocket-client",
                    "{'port': " + server.port() + ", 'fragmentSize': 4, 'messages': ['123456789']}");
            assertThat(Bench.await(heard)).containsExactly("1 1234", "0 5678", "128 9");
            Bench.await(client.stop());
        }
    }

    @Test
    void messageMayComeInAsManyFramesAsItsPeerLikes() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            String text = "世界".repeat(100);
            byte[] utf8 = text.getBytes(UTF_8);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < utf8.length; i++) {
                all.writeBytes(masked(i == 0 ? 1 : 0, new byte[] {utf8[i]}));
                all.writeBytes(masked(0, ""));
                all.writeBytes(masked(PING, Integer.toString(i)));
            }
            all.writeBytes(masked(0x80, ""));
            peer.send(all.toByteArray());
            for (int i = 0; i < utf8.length; i++) {
                Frame pong = peer.next();
                assertThat(pong.first()).isEqualTo(PONG);
                assertThat(pong.text()).isEqualTo(Integer.toString(i));
            }
            assertThat(peer.text()).isEqualTo(text);
        }
    }

    @Test
    void thousandsOfSmallMessagesInAFewSegmentsAreAnsweredInOrder() throws IOException {
        int messages = 20_000;
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < messages; i += 1000) {
                        peer.send(IntStream.range(i, i + 1000)
                                .mapToObj(n -> masked(TEXT, "message " + n))
                                .toArray(byte[][]::new));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            for (int i = 0; i < messages; i++) {
                assertThat(peer.text()).isEqualTo("message " + i);
            }
            Bench.await(sent);
        }
        await().until(() -> server.connections().count() == 0);
        Sample sample = bench.sample(server);
        assertThat(sample.messagesIn()).isEqualTo(messages);
        assertThat(sample.messagesOut()).isEqualTo(messages);
        assertThat(server.metrics().lifeLatency().count()).isEqualTo(messages);
        assertThat(sample.errors()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'compression': 'off'}", "{}", "{'fragmentSize': 7}"})
    void bothSidesCountTheSame(String options) {
        Endpoint server = server(options);
        Endpoint client = bench.start(
                "client",
                "websocket-client",
                Bench.json(
                        "{'target': 'server', 'messages': ['a', 'bcd', 'Hello, world'], 'repeat': 2000, 'interval': '0'}",
                        options));
        Bench.await(client.done());

        Sample ours = bench.sample(client);
        assertThat(ours.requests()).isEqualTo(6000);
        assertThat(ours.messagesIn()).isEqualTo(6000);
        assertThat(client.metrics().lifeLatency().count()).isEqualTo(6000);
        assertThat(bench.figure(client, "unmatched")).isZero();
        assertThat(bench.figure(client, "unanswered")).isZero();
        await().untilAsserted(() -> {
            Sample theirs = bench.sample(server);
            assertThat(theirs.messagesIn()).isEqualTo(6000);
            assertThat(theirs.messagesOut()).isEqualTo(6000);
            assertThat(theirs.bytesIn()).isEqualTo(ours.bytesOut());
            assertThat(theirs.bytesOut()).isEqualTo(ours.bytesIn());
        });
        assertThat(server.metrics().errorsByKind()).isEmpty();
        assertThat(client.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void messageByHandGoesToWhomItIsFor() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer first = WebSocketPeer.upgraded(server);
                WebSocketPeer second = WebSocketPeer.upgraded(server)) {
            await().until(() -> bench.sample(server).open() == 2);
            long id = server.connections().list(1).getFirst().id();
            assertThat(send(server, Target.one(id), "{'data': 'né'}")).isEqualTo(new SendReceipt(1, 3, 0));
            assertThat(first.text()).isEqualTo("né");
            assertThat(send(server, Target.all(), "{'kind': 'binary', 'format': 'hex', 'data': '00 ff'}"))
                    .isEqualTo(new SendReceipt(2, 4, 0));
            for (WebSocketPeer peer : List.of(first, second)) {
                Frame frame = peer.next();
                assertThat(frame.first()).isEqualTo(BINARY);
                assertThat(HexFormat.of().formatHex(frame.payload())).isEqualTo("00ff");
            }
        }
    }

    @Test
    void broadcastReachesEverybodyInKind() throws IOException {
        int many = 200;
        Endpoint server = server("{'responder': 'broadcast'}");
        List<WebSocketPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                peers.add(WebSocketPeer.upgraded(server));
            }
            await().until(() -> bench.sample(server).open() == many);
            WebSocketPeer speaker = peers.get(17);
            String from = "127.0.0.1:" + speaker.socket().getLocalPort() + ": ";
            speaker.frame(TEXT, "Hello");
            speaker.frame(BINARY, "bytes");
            for (WebSocketPeer peer : peers) {
                assertThat(peer.text()).isEqualTo(from + "Hello");
                Frame binary = peer.next();
                assertThat(binary.first()).isEqualTo(BINARY);
                assertThat(binary.text()).isEqualTo(from + "bytes");
            }
            await().untilAsserted(
                            () -> assertThat(bench.sample(server).messagesOut()).isEqualTo(2 * many));
        } finally {
            for (WebSocketPeer peer : peers) {
                peer.close();
            }
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    // Compression

    private static byte[] inflated(Inflater inflater, Frame... frames) throws DataFormatException {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            in.writeBytes(frame.payload());
        }
        in.writeBytes(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF});
        inflater.setInput(in.toByteArray());
        byte[] buffer = new byte[1 << 20];
        int length = inflater.inflate(buffer);
        return java.util.Arrays.copyOf(buffer, length);
    }

    @Test
    void compressesWhereItWasAgreedOn() throws Exception {
        Endpoint server = server("{}");
        Inflater inflater = new Inflater(true);
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, DEFLATE)) {
            String text = "again and again ".repeat(1000);
            peer.frame(TEXT | COMPRESSED, deflated(text.getBytes(UTF_8)));
            Frame first = peer.next();
            assertThat(first.first()).isEqualTo(TEXT | COMPRESSED);
            assertThat(first.payload()).hasSizeLessThan(1000);
            assertThat(inflated(inflater, first)).asString(UTF_8).isEqualTo(text);

            peer.frame(TEXT, "not compressed, which is allowed at any time");
            assertThat(inflated(inflater, peer.next())).asString(UTF_8).startsWith("not compressed");
            peer.frame(TEXT | COMPRESSED, deflated(new byte[0]));
            assertThat(inflated(inflater, peer.next())).isEmpty();
            assertThat(fact(server, "extensions")).isEqualTo("permessage-deflate");
        } finally {
            inflater.end();
        }
    }

    /** The examples of RFC 7692, section 7.2.3, behind each other on one connection. */
    @Test
    void inflatesWhateverADeflaterMayWrite() throws IOException {
        Endpoint server = server("{'responder': {'type': 'echo', 'prefix': '> '}, 'compression': {'type': 'deflate'}}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, DEFLATE + "; server_no_context_takeover")) {
            List<byte[]> messages = Stream.of(
                            "f248cdc9c90700",
                            "f2001100 00",
                            "000500faff48656c6c6f00",
                            "f248050000 00ffffcac9c90700",
                            "f348cdc9c9070000",
                            "f348cdc9c9070000",
                            "f248cdc9c90700")
                    .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")))
                    .toList();
            for (byte[] message : messages) {
                peer.frame(TEXT | COMPRESSED, message);
            }
            peer.send(
                    masked(1 | COMPRESSED, HexFormat.of().parseHex("f248cd")),
                    masked(0x80, HexFormat.of().parseHex("c9c90700")));
            for (int i = 0; i <= messages.size(); i++) {
                Frame frame = peer.next();
                assertThat(frame.first())
                        .as("message " + i + " " + frame.reason())
                        .isEqualTo(TEXT | COMPRESSED);
            }
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(Records.messages(server, Direction.IN)).hasSize(8).containsOnly("Hello");
    }

    @Test
    void doesNotCompressWhereItWasNotAgreedOn() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            String text = "again and again ".repeat(1000);
            assertThat(peer.exchange(text)).isEqualTo(text);
            assertThat(fact(server, "extensions")).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @CsvSource({"permessage-deflate, true", "permessage-deflate; server_no_context_takeover, false"})
    void refersToEarlierMessagesOnlyWhereItMay(String offer, boolean refers) throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, "Sec-WebSocket-Extensions: " + offer)) {
            String text = "The quick brown fox jumps over the lazy dog";
            peer.frame(TEXT, text);
            byte[] first = peer.next().payload();
            peer.frame(TEXT, text);
            byte[] second = peer.next().payload();
            if (refers) {
                assertThat(second.length).isLessThan(first.length / 2);
            } else {
                assertThat(second).isEqualTo(first);
            }
        }
    }

    @Test
    void fragmentsOfACompressedMessageAreMarkedOnce() throws Exception {
        Endpoint server = server("{'fragmentSize': 1000}");
        Inflater inflater = new Inflater(true);
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server, DEFLATE)) {
            String text = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
            peer.frame(TEXT, text);
            List<Frame> frames = new ArrayList<>();
            do {
                frames.add(peer.next());
            } while (frames.getLast().first() < 0x80);
            assertThat(frames).hasSizeGreaterThan(2);
            assertThat(frames.getFirst().first()).isEqualTo(1 | COMPRESSED);
            assertThat(frames.subList(1, frames.size() - 1)).allMatch(frame -> frame.first() == 0);
            assertThat(frames.getLast().first()).isEqualTo(0x80);
            assertThat(inflated(inflater, frames.toArray(new Frame[0])))
                    .asString(UTF_8)
                    .isEqualTo(text);
        } finally {
            inflater.end();
        }
    }

    static Stream<String> compressions() {
        return Stream.of("'off'", "{'type': 'deflate'}")
                .flatMap(one -> Stream.concat(
                        Stream.of(one),
                        one.equals("'off'")
                                ? Stream.of()
                                : Stream.of(
                                        "{'type': 'deflate', 'level': 1}",
                                        "{'type': 'deflate', 'level': 9, 'window': 9}",
                                        "{'type': 'deflate', 'window': 12, 'contextTakeover': false}",
                                        "{'type': 'deflate', 'contextTakeover': false}")));
    }

    /** Whatever the one side wants, the other side has and both understand. */
    @ParameterizedTest
    @MethodSource("compressions")
    void everyWayOfCompressionIsUnderstood(String theirs) {
        Endpoint server = server("{'compression': " + theirs + ", 'responder': 'echo'}");
        List<String> ours = compressions().toList();
        for (int i = 0; i < ours.size(); i++) {
            Endpoint client = bench.start(
                    "client " + i,
                    "websocket-client",
                    Bench.json("{'target': 'server', 'repeat': 3, 'interval': '0', 'messages': ['"
                            + "Hello, world ".repeat(500)
                            + "', 'short', {'kind': 'binary', 'data': '" + "0123456789".repeat(10_000)
                            + "'}, ''], 'compression': " + ours.get(i) + "}"));
            Bench.await(client.done());
            assertThat(bench.sample(client).messagesIn()).as(ours.get(i)).isEqualTo(12);
            assertThat(client.metrics().errorsByKind()).as(ours.get(i)).isEmpty();
            boolean both = !ours.get(i).equals("'off'") && !theirs.equals("'off'");
            assertThat(fact(client, "extensions")).startsWith(both ? "permessage-deflate" : "none");
            if (both) {
                assertThat(bench.sample(client).bytesOut()).isLessThan(20_000);
                for (String side : List.of(theirs, ours.get(i))) {
                    if (side.contains("'window'")) {
                        assertThat(fact(client, "extensions")).contains("max_window_bits=");
                    }
                    if (side.contains("'contextTakeover'")) {
                        assertThat(fact(client, "extensions")).contains("no_context_takeover");
                    }
                }
            }
            assertThat(Records.messages(client, Direction.IN).subList(0, 2))
                    .isEqualTo(Records.messages(client, Direction.OUT).subList(0, 2));
            Bench.await(client.stop());
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    // The opening handshake

    @ParameterizedTest
    @CsvSource({"'chat, superchat', chat", "'superchat, chat', superchat", "'other, superchat', superchat", "other, ''"
    })
    void serverTakesTheFirstSubprotocolOfTheClientThatItKnows(String offered, String taken) throws IOException {
        Endpoint server = server("{'subprotocols': ['superchat', 'chat']}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(WebSocketPeer.request("Sec-WebSocket-Protocol: " + offered));
            String head = peer.head();
            if (taken.isEmpty()) {
                assertThat(head).doesNotContainIgnoringCase("sec-websocket-protocol");
            } else {
                assertThat(head).containsIgnoringCase("\r\nsec-websocket-protocol: " + taken + "\r\n");
            }
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            assertThat(fact(server, "subprotocol")).isEqualTo(taken.isEmpty() ? "none" : taken);
            assertThat(fact(server, "path")).isEqualTo("/talk");
        }
    }

    @Test
    void bothSidesKnowWhatWasAgreedOn() {
        Endpoint server = server("{'subprotocols': ['v2.bench', 'v1.bench']}");
        Endpoint client = client("{'path': '/talk?room=1', 'subprotocols': ['v1.bench', 'v2.bench']}");
        assertThat(fact(client, "subprotocol")).isEqualTo("v1.bench");
        assertThat(fact(client, "path")).isEqualTo("/talk?room=1");
        await().untilAsserted(() -> assertThat(fact(server, "subprotocol")).isEqualTo("v1.bench"));
        assertThat(Records.texts(client, Direction.OPENED))
                .singleElement()
                .satisfies(text -> assertThat(text).endsWith(" · /talk?room=1 v1.bench"));
    }

    @Test
    void fieldsOfTheSettingsAreSentInTheAnswer() throws IOException {
        Endpoint server = server("{'headers': [{'name': 'Server', 'value': 'Bench'}, {'name': 'X-Empty'}, {}]}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(WebSocketPeer.request());
            assertThat(peer.head()).contains("\r\nServer: Bench\r\n").containsPattern("\r\nX-Empty: ?\r\n");
        }
    }

    @Test
    void handshakeIsRecordedOnBothSides() {
        Endpoint server = server("{}");
        Endpoint client = client("{'headers': [{'name': 'X-Bench', 'value': '1'}]}");
        await().until(() -> Records.records(server, Direction.OUT, 0x20).size() == 1);
        for (Direction direction : List.of(Direction.IN, Direction.OUT)) {
            Direction other = direction == Direction.IN ? Direction.OUT : Direction.IN;
            assertThat(Records.records(server, direction, 0x20))
                    .hasSize(1)
                    .isEqualTo(Records.records(client, other, 0x20));
        }
        assertThat(Records.records(server, Direction.IN, 0x20).getFirst()).contains("\\r\\nX-Bench: 1\\r\\n");
    }

    // Pings

    @Test
    void roundTripOfPingsIsKnownAndMeasured() {
        Endpoint server = server("{'pingInterval': '10ms'}");
        Endpoint client = client("{'pingInterval': '10ms'}");
        for (Endpoint endpoint : List.of(server, client)) {
            await().untilAsserted(() -> {
                assertThat(fact(endpoint, "roundTrip")).matches("[0-9]+[.,][0-9]{3} ms");
                assertThat(bench.figure(endpoint, "pongs")).isGreaterThan(3);
            });
            Sample before = bench.sample(endpoint);
            assertThat(bench.figure(endpoint, "pings")).isGreaterThanOrEqualTo(bench.figure(endpoint, "pongs"));
            assertThat(bench.figure(endpoint, "ping_time_ns")).isPositive();
            assertThat(before.requests()).as("a ping is no request").isZero();
            assertThat(before.messagesOut()).isZero();
        }
        assertThat(client.metrics().lifeLatency().count()).isZero();
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void pingByHandIsAnsweredAndMeasured() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            assertThat(fact(server, "roundTrip")).isEmpty();
            send(server, Target.all(), "{'kind': 'ping', 'data': 'are you there?'}");
            Frame ping = peer.next();
            assertThat(ping.first()).isEqualTo(PING);
            assertThat(ping.text()).isEqualTo("are you there?");
            peer.frame(PONG, "no, somebody else");
            peer.frame(PONG, ping.payload());
            await().until(() -> !fact(server, "roundTrip").isEmpty());
            assertThat(bench.figure(server, "pings")).isEqualTo(1);
            assertThat(bench.figure(server, "pongs")).isEqualTo(1);
            send(server, Target.all(), "{'kind': 'pong', 'data': 'unasked'}");
            assertThat(peer.next().first()).isEqualTo(PONG);
        }
        assertThat(Records.records(server, Direction.OUT, 9)).containsExactly("are you there?");
        assertThat(Records.records(server, Direction.IN, 10)).containsExactly("no, somebody else", "are you there?");
    }

    // The closing handshake

    @Test
    void serverClosesByHandWithCodeAndReason() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer other = WebSocketPeer.upgraded(server);
                WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            long id = server.connections().list(2).getLast().id();
            send(server, Target.one(id), "{'kind': 'close', 'code': 3001, 'data': 'bye'}");
            Frame close = peer.next();
            assertThat(close.first()).isEqualTo(CLOSE);
            assertThat(close.code()).isEqualTo(3001);
            assertThat(close.reason()).isEqualTo("bye");
            peer.send(bytes(masked(TEXT, "one more"), masked(CLOSE, closing(3001, ""))));
            assertThat(peer.ended()).isTrue();
            await().until(() -> server.connections().count() == 1);
            assertThat(other.exchange("after")).isEqualTo("after");
        }
        assertThat(Records.texts(server, Direction.CLOSED)).first().isEqualTo("closed here");
        assertThat(Records.records(server, Direction.OUT, 8)).containsExactly("\\x0b\\xb9bye");
        assertThat(Records.messages(server, Direction.OUT))
                .as("nothing is said behind it")
                .doesNotContain("one more");
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void closeByHandThatIsNotAnsweredEndsTheConnectionAllTheSame() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            send(server, Target.all(), "{'kind': 'close'}");
            assertThat(peer.next().code()).isEqualTo(1000);
            peer.awaitEnd();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void clientClosesByHandAndIsDoneAlsoWithinItsMessages() {
        Endpoint server = server("{}");
        Endpoint client = client("{'messages': ['Hello'], 'repeat': 0, 'interval': '5ms'}");
        await().until(() -> bench.sample(client).messagesIn() > 0);
        send(client, Target.all(), "{'kind': 'close', 'code': 3001, 'data': 'bye'}");
        await().until(() -> !(client.state() instanceof EndpointState.Running));
        assertThat(client.state()).as("what the user wanted is no failure").isInstanceOf(EndpointState.Idle.class);
        assertThat(client.metrics().errorsByKind()).isEmpty();
        await().untilAsserted(() ->
                assertThat(Records.texts(server, Direction.CLOSED)).containsExactly("close 3001 (of its own): bye"));
        assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("closed here");
        assertThat(Records.records(client, Direction.IN, 8)).as("the answer").containsExactly("\\x0b\\xb9");
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void stoppedServerIsGoingAway() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            CompletableFuture<Void> stopped = server.stop().toCompletableFuture();
            Frame close = peer.next();
            assertThat(close.first()).isEqualTo(CLOSE);
            assertThat(close.code()).isEqualTo(1001);
            peer.frame(CLOSE, closing(1001, ""));
            assertThat(peer.ended()).isTrue();
            Bench.await(stopped);
        }
        assertThat(Records.texts(server, Direction.CLOSED)).containsExactly("closed here");
    }

    @Test
    void clientOfAStoppedServerKnowsThatItIsGoingAway() {
        Endpoint server = server("{}");
        Endpoint client = client("{}");
        await().until(() -> server.connections().count() == 1);
        Bench.await(server.stop());
        await().until(() -> client.state() instanceof EndpointState.Idle);
        assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("close 1001 (going away)");
        assertThat(client.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void stoppedClientSaysThatAllIsWell() throws IOException {
        CompletableFuture<Frame> said = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            said.complete(peer.untilClose());
            peer.frame(CLOSE, closing(1000, ""));
        })) {
            Endpoint client = bench.start("client", "websocket-client", "{'port': " + server.port() + "}");
            Bench.await(client.stop());
            assertThat(Bench.await(said).code()).isEqualTo(1000);
            assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("closed here");
            assertThat(Records.records(client, Direction.IN, 8)).hasSize(1);
        }
    }

    @Test
    void disconnectTakesLeaveInOrder() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            Bench.await(server.disconnect(Target.all()));
            assertThat(peer.next().code()).isEqualTo(1001);
            peer.frame(CLOSE, closing(1001, ""));
            assertThat(peer.ended()).isTrue();
        }
        assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void ruleThatClosesRepliesFirst() throws IOException {
        Endpoint server = server("""
                {'responder': {'type': 'rules', 'rules': [
                  {'match': {'type': 'text', 'value': 'quit'}, 'reply': 'bye', 'close': true}]}}""");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("quit")).isEqualTo("bye");
            assertThat(peer.next().code()).isEqualTo(1001);
            peer.frame(CLOSE, closing(1001, ""));
            assertThat(peer.ended()).isTrue();
        }
    }
}
