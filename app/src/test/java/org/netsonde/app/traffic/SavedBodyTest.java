package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.protocol.MessageCodec.Content;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficMessage;

class SavedBodyTest {

    private static final byte[] NONE = {};

    private static String name(String head, String mediaType) {
        TrafficMessage message = new TrafficMessage(0, 1, Direction.IN, NONE, 0, false, false);
        return SavedBody.name(new ReadMessage(message, new Content(Optional.empty(), NONE, head, mediaType)));
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, message.png",
        "application/problem+json, message.json",
        "image/svg+xml, message.svg",
        "text/whatever, message.txt",
        "'', message.bin"
    })
    void isNamedAfterWhatItIs(String mediaType, String name) {
        assertThat(name("", mediaType)).isEqualTo(name);
    }

    @Test
    void isNamedAsTheHeadSaysButNeverIntoAnotherFolder() {
        assertThat(name("HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=\"a b.csv\"\r\n", ""))
                .isEqualTo("a b.csv");
        assertThat(name("Content-Disposition: attachment; filename=../../etc/passwd\r\n", ""))
                .isEqualTo("passwd");
        assertThat(name("Content-Disposition: attachment; filename=\"..\\..\\evil.exe\"\r\n", ""))
                .isEqualTo("evil.exe");
        assertThat(name("Content-Disposition: attachment; filename=\"..\"\r\n", "text/html"))
                .isEqualTo("message.html");
        assertThat(name("Content-Disposition: attachment; filename=\"con\u0000:.txt\"\r\n", ""))
                .isEqualTo("con--.txt");
    }
}
