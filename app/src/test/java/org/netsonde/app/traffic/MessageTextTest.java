package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageTextTest {

    private static String lines(String text) {
        return MessageText.lines(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lineBreaksStayAndBackslashesAreNotDoubled() {
        assertThat(lines("a\r\nb\nc\\n\td")).isEqualTo("a\nb\nc\\n\td");
    }

    @Test
    void whatCouldActOnTheScreenIsEscaped() {
        assertThat(lines("\u001b[31mred\u202e")).isEqualTo("\\x1b[31mred\\u202e");
        assertThat(lines("a\rb")).isEqualTo("a\\rb");
    }

    @Test
    void jsonIsIndented() {
        assertThat(MessageText.json("{\"a\":[1]}".getBytes(StandardCharsets.UTF_8))
                        .orElse(""))
                .contains("\"a\"")
                .contains("\n");
    }

    @Test
    void brokenJsonIsNoJson() {
        assertThat(MessageText.json("{\"a\":".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(MessageText.json("[".repeat(5_000).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(MessageText.json("12 apples".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
