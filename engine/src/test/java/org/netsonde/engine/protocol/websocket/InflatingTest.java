package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflatingTest {

    private static final int LIMIT = 10_000;
    private static final int COMPRESSED = 4;

    private EmbeddedChannel channel = new EmbeddedChannel(new Inflating(false, LIMIT));

    @AfterEach
    void close() {
        assertThat(channel.finishAndReleaseAll()).as("something is left").isFalse();
    }

    private static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(digits));
    }

    private static byte[] deflated(Deflater deflater, byte[] plain) {
        deflater.setInput(plain);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, count);
        } while (count == buffer.length);
        return Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            return deflated(deflater, plain);
        } finally {
            deflater.end();
        }
    }

    private byte[] payload(WebSocketFrame in) {
        channel.writeInbound(in);
        WebSocketFrame out = channel.readInbound();
        assertThat(out).hasSameClassAs(in);
        assertThat(out.isFinalFragment()).isEqualTo(in.isFinalFragment());
        assertThat(out.rsv()).isZero();
        byte[] bytes = ByteBufUtil.getBytes(out.content());
        out.release();
        return bytes;
    }

    private String text(boolean last, String hex) {
        return new String(payload(new TextWebSocketFrame(last, COMPRESSED, hex(hex))), UTF_8);
    }

    private String more(boolean last, String hex) {
        return new String(payload(new ContinuationWebSocketFrame(last, 0, hex(hex))), UTF_8);
    }

    private CorruptedWebSocketFrameException refused(WebSocketFrame frame) {
        return catchThrowableOfType(CorruptedWebSocketFrameException.class, () -> channel.writeInbound(frame));
    }

    /** RFC 7692, section 7.2.3. */
    @Test
    void inflatesTheExamplesOfTheRfc() {
        assertThat(text(true, "f248cdc9c90700")).isEqualTo("Hello");
        assertThat(text(true, "f200110000")).as("refers to the one before").isEqualTo("Hello");
        assertThat(text(true, "000500faff48656c6c6f00")).as("not compressed").isEqualTo("Hello");
        assertThat(text(true, "f348cdc9c9070000")).as("a last block").isEqualTo("Hello");
        assertThat(text(true, "f248050000" + "00ffffcac9c90700"))
                .as("two blocks")
                .isEqualTo("Hello");
        assertThat(text(true, "f348cdc9c9070000")).as("a last block again").isEqualTo("Hello");
        assertThat(text(true, "f348cdc9c90700")).as("and nothing behind it").isEqualTo("Hello");
        assertThat(text(true, "f248cdc9c90700")).isEqualTo("Hello");
        assertThat(text(true, "00")).as("nothing").isEmpty();
        assertThat(text(true, "0300")).as("nothing in a last block").isEmpty();
        assertThat(text(true, "")).as("nothing at all").isEmpty();
        assertThat(text(true, "f248cdc9c90700")).isEqualTo("Hello");
    }

    @Test
    void fragmentsEndAnywhere() {
        assertThat(text(false, "f248cd") + more(true, "c9c90700")).isEqualTo("Hello");
        assertThat(text(false, "") + more(false, "f2") + more(false, "") + more(true, "00110000"))
                .isEqualTo("Hello");
        StringBuilder all = new StringBuilder(text(false, "f3"));
        for (String part : new String[] {"48", "cd", "c9", "c9", "07", "00"}) {
            all.append(more(false, part));
        }
        assertThat(all.append(more(true, "00"))).hasToString("Hello");
        assertThat(text(true, "f248cdc9c90700")).isEqualTo("Hello");
    }

    @Test
    void whatIsNotCompressedPassesAsItIs() {
        WebSocketFrame[] frames = {
            new TextWebSocketFrame(false, 0, hex("f248cd")),
            new PingWebSocketFrame(hex("00")),
            new ContinuationWebSocketFrame(true, 0, hex("c9"))
        };
        for (WebSocketFrame frame : frames) {
            channel.writeInbound(frame);
            WebSocketFrame out = channel.readInbound();
            assertThat(out).isSameAs(frame);
            out.release();
        }
        channel.writeInbound("something else");
        assertThat(channel.<Object>readInbound()).isEqualTo("something else");
    }

    @Test
    void pingWithinACompressedMessageIsNotInflated() {
        assertThat(text(false, "f248cd")).isNotNull();
        WebSocketFrame ping = new PingWebSocketFrame(hex("c9c9"));
        channel.writeInbound(ping);
        assertThat(channel.<Object>readInbound()).isSameAs(ping);
        ping.release();
        assertThat(more(true, "c9c90700")).endsWith("lo");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesOfEveryLengthUpToTheLimitPass(boolean forgets) {
        channel.finishAndReleaseAll();
        channel = new EmbeddedChannel(new Inflating(forgets, LIMIT));
        Deflater deflater = new Deflater(6, true);
        Random random = new Random(1);
        for (int length = 0; length <= LIMIT; length += length < 600 || length == LIMIT - 1 ? 1 : 94) {
            byte[] plain = new byte[Math.min(length, LIMIT)];
            if (length % 3 != 0) {
                random.nextBytes(plain);
            }
            if (forgets) {
                deflater.reset();
            }
            byte[] packed = deflated(deflater, plain);
            assertThat(payload(new BinaryWebSocketFrame(true, COMPRESSED, Unpooled.wrappedBuffer(packed))))
                    .isEqualTo(plain);
        }
        for (byte[] plain : new byte[][] {new byte[LIMIT], noise()}) {
            if (forgets) {
                deflater.reset();
            }
            byte[] packed = deflated(deflater, plain);
            assertThat(payload(new BinaryWebSocketFrame(true, COMPRESSED, Unpooled.wrappedBuffer(packed))))
                    .isEqualTo(plain);
        }
        deflater.end();
    }

    private static byte[] noise() {
        byte[] noise = new byte[LIMIT];
        new Random(2).nextBytes(noise);
        return noise;
    }

    @Test
    void messageThatIsTooLongIsInflatedNoFurther() {
        for (int length : new int[] {LIMIT + 1, LIMIT * 1000}) {
            channel.finishAndReleaseAll();
            channel = new EmbeddedChannel(new Inflating(false, LIMIT));
            CorruptedWebSocketFrameException thrown = refused(
                    new BinaryWebSocketFrame(true, COMPRESSED, Unpooled.wrappedBuffer(deflated(new byte[length]))));
            assertThat(thrown.closeStatus()).isEqualTo(WebSocketCloseStatus.MESSAGE_TOO_BIG);
            assertThat(thrown).hasMessageContaining("10000 bytes");
        }
    }

    @Test
    void limitIsThatOfAllFragmentsTogether() {
        byte[] packed = deflated(noise());
        int half = packed.length / 2;
        byte[] first = payload(new BinaryWebSocketFrame(false, COMPRESSED, Unpooled.wrappedBuffer(packed, 0, half)));
        byte[] second = payload(
                new ContinuationWebSocketFrame(false, 0, Unpooled.wrappedBuffer(packed, half, packed.length - half)));
        assertThat(first.length + second.length).isEqualTo(LIMIT);
        assertThat(more(false, "0000ffff")).isEmpty();
        assertThat(refused(new ContinuationWebSocketFrame(true, 0, hex("4a0400")))
                        .closeStatus())
                .isEqualTo(WebSocketCloseStatus.MESSAGE_TOO_BIG);
    }

    @Test
    void whatNoDeflaterWroteIsInvalidAndNothingBehindItIsRead() {
        CorruptedWebSocketFrameException thrown = refused(new TextWebSocketFrame(false, COMPRESSED, hex("ffff")));
        assertThat(thrown.closeStatus()).isEqualTo(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        assertThat(thrown).hasMessage("compressed data cannot be inflated");
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, hex("f248cdc9c90700")));
        channel.writeInbound(new TextWebSocketFrame(true, COMPRESSED, hex("f248cdc9c90700")));
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void lastBlocksWithoutEndAreNotFollowed() {
        assertThat(text(true, "0300".repeat(1000))).isEmpty();
        assertThat(refused(new TextWebSocketFrame(true, COMPRESSED, hex("0300".repeat(1100))))
                        .closeStatus())
                .isEqualTo(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
    }

    @Test
    void nothingIsReferredToThatWasToBeForgotten() {
        channel.finishAndReleaseAll();
        channel = new EmbeddedChannel(new Inflating(true, LIMIT));
        assertThat(text(true, "f248cdc9c90700")).isEqualTo("Hello");
        assertThat(refused(new TextWebSocketFrame(true, COMPRESSED, hex("f200110000")))
                        .closeStatus())
                .isEqualTo(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
    }
}
