package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.COMPRESSED;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;
import static org.netsonde.fixtures.WebSocketPeer.deflated;
import static org.netsonde.fixtures.WebSocketPeer.masked;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketPeer;
import org.netsonde.fixtures.WebSocketPeer.Frame;

/** Messages that WebSocket servers and clients compress. */
class WebSocketCompressionTest extends WebSocketBehaviour {

    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";

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
}
