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
import static org.netsonde.fixtures.WebSocketPeer.plain;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.WebSocketPeer;
import org.netsonde.fixtures.WebSocketPeer.Frame;

/**
 * What breaks the rules of WebSocket, byte by byte, and the right answer of a server: the close code, what is counted and
 * said, and that nobody else notices.
 */
class WebSocketServerBadFramesTest extends OnEveryTransport {

    private static final int LIMIT = 1000;
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";

    /** The first bytes of frames that are not whole messages. */
    private static final int FIRST_TEXT = 0x01;

    private static final int FIRST_BINARY = 0x02;
    private static final int CONTINUED = 0x00;
    private static final int LAST = 0x80;

    private Endpoint server;

    /**
     * Something that a client may not send.
     *
     * @param name what it is
     * @param deflate whether permessage-deflate is agreed on
     * @param bytes what is sent in one write
     * @param code the close code that answers it
     * @param kind what is counted
     * @param says what the failure says among others
     */
    record Bad(String name, boolean deflate, byte[] bytes, int code, Failure.Kind kind, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Bad protocol(String name, String says, byte[]... parts) {
        return new Bad(name, false, bytes(parts), 1002, Failure.Kind.MALFORMED_MESSAGE, says);
    }

    private static Bad deflate(String name, int code, String says, byte[]... parts) {
        Failure.Kind kind = code == 1009 ? Failure.Kind.FRAME_TOO_LARGE : Failure.Kind.MALFORMED_MESSAGE;
        return new Bad(name, true, bytes(parts), code, kind, says);
    }

    private static Bad utf8(String name, byte[]... parts) {
        return new Bad(name, false, bytes(parts), 1007, Failure.Kind.MALFORMED_MESSAGE, "not utf-8");
    }

    private static Bad tooLong(String name, byte[]... parts) {
        return new Bad(name, false, bytes(parts), 1009, Failure.Kind.FRAME_TOO_LARGE, "1000");
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] blank(int length) {
        return " ".repeat(length).getBytes(UTF_8);
    }

    static Stream<Bad> bad() {
        byte[] text = "Hello".getBytes(UTF_8);
        List<Bad> all = new ArrayList<>(List.of(
                protocol("frame that is not masked", "not masked", plain(TEXT, text)),
                protocol("ping that is not masked", "not masked", plain(PING, text)),
                protocol("close that is not masked", "not masked", plain(CLOSE, closing(1000, ""))),
                protocol("control frame in fragments", "fragmented control frame", masked(PING & 0x0F, text)),
                protocol("close in fragments", "fragmented control frame", masked(CLOSE & 0x0F, closing(1000, ""))),
                protocol("ping of 126 bytes", "125", masked(PING, blank(126))),
                protocol("pong of 70,000 bytes", "125", masked(PONG, blank(70_000))),
                protocol("close of 126 bytes", "125", masked(CLOSE, closing(1000, " ".repeat(124)))),
                protocol("continuation of nothing", "outside fragmented message", masked(LAST, text)),
                protocol("first of more that continue nothing", "outside fragmented message", masked(CONTINUED, text)),
                protocol(
                        "continuation of what has ended",
                        "outside fragmented message",
                        masked(FIRST_TEXT, text),
                        masked(LAST, text),
                        masked(LAST, text)),
                protocol(
                        "text inside a fragmented text",
                        "inside fragmented message",
                        masked(FIRST_TEXT, text),
                        masked(TEXT, text)),
                protocol(
                        "text inside a fragmented binary message",
                        "inside fragmented message",
                        masked(FIRST_BINARY, text),
                        masked(CONTINUED, text),
                        masked(FIRST_TEXT, text)),
                protocol("length that could be shorter", "length", hex("81 fe 00 05 00000000 48656c6c6f")),
                protocol(
                        "length in eight bytes that could be shorter",
                        "length",
                        hex("81 ff 0000000000000005 00000000")),
                protocol("length that is negative", "length", hex("82 ff ffffffffffffffff 00000000")),
                protocol("close of one byte", "close", masked(CLOSE, new byte[] {3})),
                utf8("text that is not UTF-8", masked(TEXT, hex("c328"))),
                utf8("text that ends within a character", masked(TEXT, hex("61 e4bd"))),
                utf8("surrogate", masked(TEXT, hex("eda080"))),
                utf8("more than Unicode has", masked(TEXT, hex("f4908080"))),
                utf8("longer than needed", masked(TEXT, hex("c080"))),
                utf8("fragment that is not UTF-8", masked(FIRST_TEXT, hex("c328"))),
                utf8("fragment in the middle", masked(FIRST_TEXT, text), masked(CONTINUED, hex("ff"))),
                utf8(
                        "character that is wrong across fragments",
                        masked(FIRST_TEXT, hex("e4")),
                        masked(LAST, hex("bd41"))),
                utf8("character without its end", masked(FIRST_TEXT, hex("e4")), masked(LAST, hex("bd"))),
                utf8("character whose end is in no fragment", masked(FIRST_TEXT, hex("e4bd")), masked(LAST, "")),
                utf8("reason that is not UTF-8", masked(CLOSE, hex("03e8 c328"))),
                tooLong("message that is too long", masked(BINARY, blank(LIMIT + 1))),
                tooLong("head of one that is too long", hex("82 ff 0000000040000000 00000000")),
                tooLong("head of one that is as long as can be", hex("82 ff 7fffffffffffffff 00000000")),
                tooLong(
                        "message that is too long in its fragments",
                        masked(FIRST_BINARY, blank(LIMIT)),
                        masked(CONTINUED, ""),
                        masked(CONTINUED, " ")),
                tooLong(
                        "message that is too long with its last fragment",
                        masked(FIRST_TEXT, blank(LIMIT)),
                        masked(LAST, " ")),
                deflate("bomb", 1009, "inflated", masked(TEXT | COMPRESSED, deflated(blank(600_000)))),
                deflate(
                        "message that is a little too long",
                        1009,
                        "",
                        masked(TEXT | COMPRESSED, deflated(blank(1001)))),
                deflate(
                        "bomb in a fragment",
                        1009,
                        "inflated",
                        masked(FIRST_BINARY | COMPRESSED, deflated(blank(600_000)))),
                deflate("what no deflater wrote", 1007, "inflated", masked(TEXT | COMPRESSED, hex("ffffffff"))),
                deflate(
                        "compressed text that is not UTF-8",
                        1007,
                        "utf-8",
                        masked(TEXT | COMPRESSED, deflated(hex("c328")))),
                deflate("reserved bit of no extension", 1002, "reserved", masked(TEXT | 0x20, text)),
                deflate("all reserved bits", 1002, "reserved", masked(TEXT | 0x70, deflated(text))),
                deflate("compressed ping", 1002, "reserved", masked(PING | COMPRESSED, deflated(text))),
                deflate(
                        "continuation with the bit of the first frame",
                        1002,
                        "reserved",
                        masked(FIRST_TEXT | COMPRESSED, deflated(text)),
                        masked(LAST | COMPRESSED, deflated(text)))));
        for (int bit : new int[] {0x10, 0x20, 0x40, 0x70}) {
            all.add(protocol("reserved bits " + Integer.toHexString(bit), "rsv", masked(TEXT | bit, text)));
            all.add(protocol("reserved bits of a ping " + Integer.toHexString(bit), "rsv", masked(PING | bit, text)));
        }
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            all.add(protocol("opcode " + opcode, "reserved opcode " + opcode, masked(LAST | opcode, text)));
        }
        for (int code : new int[] {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
            all.add(protocol("close code " + code, "code: " + code, masked(CLOSE, closing(code, ""))));
        }
        return all.stream();
    }

    @BeforeEach
    void open() {
        server = bench.start(
                "server", "websocket-server", "{'port': 0, 'responder': 'echo', 'maxMessage': " + LIMIT + "}");
    }

    private WebSocketPeer upgraded(boolean deflate) throws IOException {
        return deflate ? WebSocketPeer.upgraded(server, DEFLATE) : WebSocketPeer.upgraded(server);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void isAnsweredWithItsCloseCodeAndHurtsNobodyElse(Bad bad) throws IOException {
        try (WebSocketPeer other = WebSocketPeer.upgraded(server);
                WebSocketPeer peer = upgraded(bad.deflate())) {
            assertThat(other.exchange("before")).isEqualTo("before");
            peer.frame(TEXT, "good");
            assertThat(peer.next().payload()).isNotEmpty();

            peer.send(bad.bytes());
            Frame close = peer.untilClose(TEXT);

            assertThat(close.code()).isEqualTo(bad.code());
            assertThat(close.reason()).containsIgnoringCase(bad.says());
            assertThat(peer.ended()).isTrue();
            assertThat(other.exchange("after")).isEqualTo("after");
        }
        assertThat(server.metrics().errorsByKind()).isEqualTo(Map.of(bad.kind(), 1L));
        String said = server.lastFailure().orElseThrow().what().toString();
        assertThat(said).contains("127.0.0.1:", " " + bad.code() + ": ").containsIgnoringCase(bad.says());
        assertThat(said).matches("[^.].*[^.]\\.");
        assertThat(Records.texts(server, Direction.FAILED)).containsExactly(said);
    }

    /** One byte at a time: nothing depends on where reads end. */
    @Test
    void isAnsweredLikewiseWhenItComesByteByByte() throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            peer.socket().setTcpNoDelay(true);
            for (byte b : bytes(masked(TEXT, "Hello"), masked(TEXT, hex("61 e4bd")))) {
                peer.send(new byte[] {b});
            }
            assertThat(peer.text()).isEqualTo("Hello");
            assertThat(peer.next().code()).isEqualTo(1007);
        }
    }

    @Test
    void messageMayBeExactlyAsLongAsAllowed() throws IOException {
        String longest = "x".repeat(LIMIT);
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server);
                WebSocketPeer deflating = upgraded(true)) {
            assertThat(peer.exchange(longest)).isEqualTo(longest);
            peer.send(masked(FIRST_TEXT, longest), masked(CONTINUED, ""), masked(LAST, ""));
            assertThat(peer.text()).isEqualTo(longest);
            deflating.send(masked(TEXT | COMPRESSED, deflated(longest.getBytes(UTF_8))));
            assertThat(deflating.next().first()).isEqualTo(TEXT | COMPRESSED);
            byte[] dense = new byte[LIMIT];
            new Random(1).nextBytes(dense);
            byte[] packed = deflated(dense);
            assertThat(packed).hasSizeGreaterThan(LIMIT);
            deflating.frame(BINARY | COMPRESSED, packed);
            assertThat(deflating.next().first()).isEqualTo(BINARY | COMPRESSED);
            for (int length = 1; length < packed.length; length += 37) {
                deflating.send(
                        masked(FIRST_BINARY | COMPRESSED, Arrays.copyOf(packed, length)),
                        masked(LAST, Arrays.copyOfRange(packed, length, packed.length)));
                assertThat(deflating.next().first()).isEqualTo(BINARY | COMPRESSED);
            }
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void bombIsNotInflatedInMemory() throws IOException {
        byte[] bomb = masked(TEXT | COMPRESSED, deflated(new byte[64 << 20]));
        Endpoint wide =
                bench.start("wide", "websocket-server", "{'port': 0, 'responder': 'discard', 'maxMessage': '300KiB'}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(wide, DEFLATE)) {
            long before = allocated();
            peer.send(bomb);
            assertThat(peer.next().code()).isEqualTo(1009);
            assertThat(allocated() - before).isLessThan(16 << 20);
            peer.awaitEnd();
        }
        assertThat(wide.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.FRAME_TOO_LARGE, 1L));
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "behind"})
    void whatFollowsABrokenMessageIsNotTakenForAnother(String where) throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            peer.send(masked(FIRST_BINARY, blank(LIMIT)), masked(CONTINUED, " "));
            if (where.equals("behind")) {
                assertThat(peer.next().code()).isEqualTo(1009);
            }
            peer.send(masked(CONTINUED, "rest"), masked(LAST, "end"), masked(TEXT, "Hello"), masked(PING, "?"));
            if (where.equals("before")) {
                assertThat(peer.next().code()).isEqualTo(1009);
            }
            peer.awaitEnd();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(Records.messages(server, Direction.IN)).isEmpty();
        assertThat(bench.sample(server).messagesIn()).isZero();
    }

    @Test
    void nothingIsSaidToDataBehindAClose() throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            peer.send(
                    masked(TEXT, "last words"),
                    masked(CLOSE, closing(3001, "bye")),
                    masked(TEXT, "one more"),
                    masked(PING, "?"),
                    plain(TEXT, "not even masked"));
            assertThat(peer.text()).isEqualTo("last words");
            Frame close = peer.next();
            assertThat(close.first()).isEqualTo(CLOSE);
            assertThat(close.code()).isEqualTo(3001);
            peer.send(masked(TEXT, "and another"));
            assertThat(peer.ended()).as("in order, not reset").isTrue();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
        assertThat(bench.sample(server).messagesIn()).isEqualTo(1);
        assertThat(Records.texts(server, Direction.CLOSED)).containsExactly("close 3001 (of its own): bye");
    }

    static IntStream good() {
        return IntStream.of(
                1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999);
    }

    @ParameterizedTest
    @MethodSource("good")
    void closeIsAnsweredWithItsOwnCode(int code) throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            peer.frame(CLOSE, closing(code, "x".repeat(123)));
            Frame close = peer.next();
            assertThat(close.first()).isEqualTo(CLOSE);
            assertThat(close.code()).isEqualTo(code);
            assertThat(peer.ended()).isTrue();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
        assertThat(Records.texts(server, Direction.CLOSED))
                .singleElement()
                .satisfies(text ->
                        assertThat(text).startsWith("close " + code + " (").endsWith("): " + "x".repeat(123)));
    }

    @Test
    void closeWithoutACodeIsAnsweredLikewise() throws IOException {
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            peer.frame(CLOSE, "");
            assertThat(peer.next().payload()).isEmpty();
            assertThat(peer.ended()).isTrue();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
        assertThat(Records.texts(server, Direction.CLOSED)).containsExactly("close 1005 (no code)");
    }
}
