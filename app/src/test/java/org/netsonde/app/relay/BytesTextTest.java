package org.netsonde.app.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.StreamMessage.Format;

class BytesTextTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "服务器回复: \\ \t",
                "two\nlines\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "mixed\r\nends\n",
                "return\ralone",
                "bell\u0007",
                "right to left \u202e"
            })
    void whatIsNotChangedStaysAsItIsInEveryFormThatFits(String text) {
        byte[] original = bytes(text);
        for (Format format : Format.values()) {
            if (BytesText.fits(format, original)) {
                String written = BytesText.write(format, original);
                assertThat(BytesText.read(format, written, BytesText.hasCrLf(original)))
                        .as(format.name())
                        .isEqualTo(original);
                assertThat(written).as("a text field drops those").doesNotContain("\r", "\u0007");
            }
        }
    }

    @Test
    void theBestFormLosesNothing() {
        assertThat(BytesText.best(bytes("a\r\nb\r\n"))).isEqualTo(Format.TEXT);
        assertThat(BytesText.best(bytes("a\r\nb\n"))).isEqualTo(Format.ESCAPED);
        assertThat(BytesText.best(bytes("\u202e"))).isEqualTo(Format.ESCAPED);
        assertThat(BytesText.best(new byte[] {(byte) 0xC3, 0x28})).isEqualTo(Format.HEX);
    }

    @Test
    void whatIsWrittenWrongIsSaid() {
        assertThatThrownBy(() -> BytesText.read(Format.HEX, "4", false)).isInstanceOf(EscapeException.class);
        assertThatThrownBy(() -> BytesText.read(Format.ESCAPED, "\\q", false)).isInstanceOf(EscapeException.class);
    }
}
