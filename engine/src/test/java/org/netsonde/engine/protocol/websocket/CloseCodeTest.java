package org.netsonde.engine.protocol.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Phrase;

class CloseCodeTest {

    private static CloseCode of(int code, String reason) {
        return CloseCode.of(Typed.closing(code, reason));
    }

    @Test
    void payloadSaysCodeAndReason() {
        assertThat(of(1000, "")).isEqualTo(new CloseCode(1000, ""));
        assertThat(of(4999, "再见")).isEqualTo(new CloseCode(4999, "再见"));
        assertThat(CloseCode.of(new byte[] {(byte) 0xFF, (byte) 0xFF})).isEqualTo(new CloseCode(65535, ""));
    }

    @Test
    void payloadThatIsTooShortSaysNothing() {
        assertThat(CloseCode.of(new byte[0])).isEqualTo(new CloseCode(CloseCode.NONE, ""));
        assertThat(CloseCode.of(new byte[] {3})).isEqualTo(new CloseCode(CloseCode.NONE, ""));
    }

    @Test
    void reasonThatIsNotUtf8IsShownAsWellAsItCanBe() {
        byte[] payload = {3, (byte) 0xE8, 'a', (byte) 0xFF};
        assertThat(CloseCode.of(payload)).isEqualTo(new CloseCode(1000, "a\uFFFD"));
    }

    /** RFC 6455, section 7.4, and the registry that it founded. */
    @Test
    void onlySomeCodesMayBeSent() {
        IntStream registered = IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014);
        assertThat(IntStream.range(0, 70_000).filter(CloseCode::maySend))
                .containsExactlyElementsOf(IntStream.concat(registered, IntStream.rangeClosed(3000, 4999))
                        .boxed()
                        .toList());
    }

    @Test
    void codeIsShownWithWhatItMeans() {
        assertThat(of(1000, "").phrase()).hasToString("1000 (normal)");
        assertThat(of(1001, "restart").phrase()).hasToString("1001 (going away): restart");
        assertThat(of(3001, "{bye}").phrase()).hasToString("3001 (of its own): {bye}");
        assertThat(new CloseCode(CloseCode.ABNORMAL, "").phrase()).hasToString("1006 (ended without a close)");
    }

    @Test
    void nothingInAReasonActsOnAScreen() {
        CloseCode close = of(1000, "\u001b[31m\u202e C:\\");
        assertThat(close.phrase()).hasToString("1000 (normal): \\x1b[31m\\u202e C:\\");
        assertThat(close.rawPhrase()).hasToString("1000 (normal): \u001b[31m\u202e C:\\");
    }

    @Test
    void everyCodeHasAMeaningInWords() {
        for (int code = 0; code < 70_000; code++) {
            Phrase phrase = new CloseCode(code, "").phrase();
            assertThat(phrase.toString()).startsWith(code + " (").doesNotContain("closeCode");
        }
    }
}
