package org.netsonde.engine.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Hello, 48656c6c6f",
                "`\\n\\r\\t\\0\\a\\b\\e\\f\\v`, 0a0d090007081b0c0b",
                "`\\\\\\\"\\'`, 5c2227",
                "`\\x00\\xff\\x7F`, 00ff7f",
                "`\\u00e9\\ud83d\\ude00`, c3a9f09f9880",
                "你, e4bda0",
                "`\\xe4\\xbd\\xa0`, e4bda0"
            })
    void decodesEveryEscape(String text, String hex) {
        assertThat(HexFormat.of().formatHex(Escapes.decode(text))).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`ab\\`, problem.escapeCut, 3",
                "`\\x4`, problem.escapeCut, 1",
                "`\\u123`, problem.escapeCut, 1",
                "`a\\q`, problem.escapeUnknown, 2",
                "`\\xg0`, problem.escapeUnknown, 1",
                "`\\u12 4`, problem.escapeUnknown, 1"
            })
    void namesTheEscapeThatItCannotRead(String text, String key, String at) {
        EscapeException thrown = catchThrowableOfType(EscapeException.class, () -> Escapes.decode(text));
        assertThat(thrown.phrase().key()).isEqualTo(key);
        assertThat(thrown.phrase().args()).contains(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\ude00", "a\\ud83dx", "\\ud83d\\xde"})
    void halfOfASurrogatePairIsRefused(String text) {
        EscapeException thrown = catchThrowableOfType(EscapeException.class, () -> Escapes.decode(text));
        assertThat(thrown.phrase().key()).isEqualTo("problem.escapeUnknown");
    }

    @Test
    void encodedBytesReadBackAsTheyWere() {
        Random random = new Random(42);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (i % 3 == 0) {
                bytes = new String(bytes, java.nio.charset.StandardCharsets.UTF_16BE).getBytes(UTF_8);
            }
            String text = Escapes.encode(bytes);
            assertThat(Escapes.decode(text)).as(text).isEqualTo(bytes);
            assertThat(text.chars().allMatch(c -> c >= ' ' && c != 0x7f))
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void everyCharacterReadsBack() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.getType(c) != Character.SURROGATE) {
                byte[] bytes = Character.toString(c).getBytes(UTF_8);
                if (!java.util.Arrays.equals(Escapes.decode(Escapes.encode(bytes)), bytes)) {
                    assertThat(Escapes.encode(bytes)).as("U+%04X", c).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0a, `\\n`",
                "1b5b316d, `\\x1b[1m`",
                "5c, `\\\\`",
                "c285, `\\u0085`",
                "e280ae, `\\u202e`",
                "e281a6, `\\u2066`",
                "e2808b, `\\u200b`",
                "e280a8, `\\u2028`",
                "f3a08081, `\\udb40\\udc01`",
                "ee8080, `\\ue000`",
                "ff, `\\xff`",
                "e28241, `\\xe2\\x82A`",
                "c0af, `\\xc0\\xaf`",
                "eda080, `\\xed\\xa0\\x80`",
                "f09f9880, 😀",
                "e4bda0, 你"
            })
    void showsWhatCannotBeSeenOrWouldDeceive(String hex, String shown) {
        assertThat(Escapes.encode(HexFormat.of().parseHex(hex))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "4869, 4869",
        "48 69, 4869",
        "'48:69,0A', 48690a",
        "0x48 0x69, 4869",
        "0X4869, 4869",
        "'', ''",
        "100x, !",
        "4 8, 48",
        "484, !",
        "xy, !"
    })
    void readsHexadecimalTextAsPeopleWriteIt(String text, String hex) {
        if (hex.equals("!")) {
            assertThat(catchThrowableOfType(EscapeException.class, () -> Escapes.hex(text)))
                    .isNotNull();
        } else {
            assertThat(HexFormat.of().formatHex(Escapes.hex(text))).isEqualTo(hex);
        }
    }

    @Test
    void hexadecimalReadsBack() {
        byte[] bytes = HexFormat.of().parseHex("00ff10");
        assertThat(Escapes.toHex(bytes)).isEqualTo("00 ff 10");
        assertThat(Escapes.hex(Escapes.toHex(bytes))).isEqualTo(bytes);
    }

    @Test
    void tellsUtf8FromOtherBytes() {
        assertThat(Escapes.isUtf8("日本".getBytes(UTF_8))).isTrue();
        assertThat(Escapes.isUtf8(new byte[] {(byte) 0xe6, (byte) 0x97})).isFalse();
    }
}
