package org.netsonde.engine.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.SettingsException;

class FramingTest {

    private static final DataSize LIMIT = new DataSize(20);

    static Stream<Framing> framings() {
        Stream<Framing> lengths = Stream.of(1, 2, 4, 8)
                .flatMap(size ->
                        Stream.of(Framing.ByteOrder.values()).map(order -> new Framing.Length(size, order, LIMIT)));
        return Stream.concat(
                lengths,
                Stream.of(
                        new Framing.Lines(LIMIT),
                        new Framing.Delimiter("\\r\\n", LIMIT),
                        new Framing.Delimiter("\\x03", LIMIT),
                        new Framing.Delimiter("aab", LIMIT)));
    }

    private static ByteBuf encode(Framing framing, String... messages) {
        ByteBuf out = Unpooled.buffer();
        for (String message : messages) {
            ByteBuf payload = Unpooled.copiedBuffer("##" + message, ISO_8859_1);
            framing.encode(payload, 2, message.length(), out);
            assertThat(payload.readerIndex()).isZero();
        }
        return out;
    }

    /** Feeds bytes as they arrive: what was left, with more behind it. */
    private static List<String> scan(FrameScanner scanner, byte[]... reads) throws FrameTooLargeException {
        List<String> messages = new ArrayList<>();
        ByteBuf in = Unpooled.buffer();
        for (byte[] read : reads) {
            in.writeBytes(read);
            int before = messages.size();
            int count = scanner.scan(
                    in, (buffer, index, length) -> messages.add(buffer.toString(index, length, ISO_8859_1)));
            assertThat(messages).hasSize(before + count);
            in.discardReadBytes();
        }
        return messages;
    }

    @ParameterizedTest
    @MethodSource("framings")
    void messagesAreFoundWhereverReadsSplitThem(Framing framing) throws FrameTooLargeException {
        String[] messages = {"", "a", "aa", "hello", "", "12345678901234567890", "x"};
        byte[] all = ByteBufUtil.getBytes(encode(framing, messages));
        for (int i = 0; i <= all.length; i++) {
            for (int j = i; j <= all.length; j++) {
                assertThat(scan(
                                framing.scanner(),
                                java.util.Arrays.copyOfRange(all, 0, i),
                                java.util.Arrays.copyOfRange(all, i, j),
                                java.util.Arrays.copyOfRange(all, j, all.length)))
                        .as("split at %d and %d", i, j)
                        .containsExactly(messages);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("framings")
    void longestMessagePassesAndALongerOneDoesNot(Framing framing) throws FrameTooLargeException {
        byte[] fits = ByteBufUtil.getBytes(encode(framing, "x".repeat(20)));
        assertThat(scan(framing.scanner(), fits)).containsExactly("x".repeat(20));

        byte[] tooLong = ByteBufUtil.getBytes(encode(framing, "before", "x".repeat(40)));
        List<String> found = new ArrayList<>();
        FrameTooLargeException thrown = catchThrowableOfType(
                FrameTooLargeException.class,
                () -> framing.scanner()
                        .scan(
                                Unpooled.wrappedBuffer(tooLong),
                                (in, index, length) -> found.add(in.toString(index, length, ISO_8859_1))));
        assertThat(found).containsExactly("before");
        assertThat(thrown.limit()).isEqualTo(20);
        assertThat(thrown.length()).isGreaterThan(20);
    }

    @Test
    void messageWithoutEndIsRefusedBeforeItsEndComes() {
        for (Framing framing : new Framing[] {new Framing.Lines(LIMIT), new Framing.Delimiter("\\r\\n", LIMIT)}) {
            FrameScanner scanner = framing.scanner();
            assertThatThrownBy(() -> scan(scanner, new byte[10], new byte[10], new byte[10]))
                    .isInstanceOf(FrameTooLargeException.class);
        }
    }

    @Test
    void lineKeepsNoCarriageReturn() throws FrameTooLargeException {
        byte[] lines = "a\r\nb\n\r\n\rc\r\r\n".getBytes(ISO_8859_1);
        for (int i = 0; i <= lines.length; i++) {
            assertThat(scan(
                            new Framing.Lines().scanner(),
                            java.util.Arrays.copyOfRange(lines, 0, i),
                            java.util.Arrays.copyOfRange(lines, i, lines.length)))
                    .containsExactly("a", "b", "", "\rc\r");
        }
    }

    @Test
    void lengthOfEightBytesMayNotBeNegative() {
        byte[] huge = new byte[8];
        java.util.Arrays.fill(huge, (byte) 0xff);
        assertThatThrownBy(() -> scan(new Framing.Length(8, Framing.ByteOrder.BIG, LIMIT).scanner(), huge))
                .isInstanceOf(FrameTooLargeException.class);
    }

    @Test
    void lengthIsWrittenInItsOrder() {
        assertThat(ByteBufUtil.hexDump(encode(new Framing.Length(2, Framing.ByteOrder.BIG, LIMIT), "ab")))
                .isEqualTo("00026162");
        assertThat(ByteBufUtil.hexDump(encode(new Framing.Length(4, Framing.ByteOrder.LITTLE, LIMIT), "ab")))
                .isEqualTo("020000006162");
        assertThat(ByteBufUtil.hexDump(encode(new Framing.Length(8, Framing.ByteOrder.BIG, LIMIT), "ab")))
                .isEqualTo("00000000000000026162");
    }

    @Test
    void messageThatDoesNotFitItsLengthFieldIsNotWritten() {
        ByteBuf out = Unpooled.buffer();
        Framing framing = new Framing.Length(1, Framing.ByteOrder.BIG, new DataSize(1000));
        framing.encode(Unpooled.wrappedBuffer(new byte[255]), 0, 255, out);
        assertThat(out.readableBytes()).isEqualTo(256);
        assertThatThrownBy(() -> framing.encode(Unpooled.wrappedBuffer(new byte[256]), 0, 256, out))
                .isInstanceOfSatisfying(
                        EscapeException.class, e -> assertThat(e.phrase().key()).isEqualTo("problem.lengthField"));
        assertThat(out.readableBytes()).isEqualTo(256);
    }

    @Test
    void rawTakesEveryReadAsAMessage() throws FrameTooLargeException {
        assertThat(scan(new Framing.Raw().scanner(), "ab".getBytes(ISO_8859_1), new byte[0], "c".getBytes(ISO_8859_1)))
                .containsExactly("ab", "c");
    }

    @Test
    void settingsThatCannotFrameAreRefused() {
        assertThatThrownBy(() -> new Framing.Length(3, Framing.ByteOrder.BIG, LIMIT))
                .isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> new Framing.Delimiter("", LIMIT)).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> new Framing.Delimiter("\\x", LIMIT)).isInstanceOf(SettingsException.class);
    }
}
