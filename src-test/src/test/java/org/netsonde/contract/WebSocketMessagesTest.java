package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.BINARY;
import static org.netsonde.fixtures.WebSocketPeer.PING;
import static org.netsonde.fixtures.WebSocketPeer.PONG;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;
import static org.netsonde.fixtures.WebSocketPeer.masked;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketListener;
import org.netsonde.fixtures.WebSocketPeer;
import org.netsonde.fixtures.WebSocketPeer.Frame;

/** Messages of WebSocket servers and clients, and the frames they are sent in. */
class WebSocketMessagesTest extends WebSocketBehaviour {

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
        await().until(() -> bench.sample(client).messagesIn() == 1);
        assertThat(Records.messages(client, Direction.IN)).hasSize(1);
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
}
