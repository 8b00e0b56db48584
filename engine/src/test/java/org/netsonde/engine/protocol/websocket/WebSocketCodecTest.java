package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.protocol.MessageCodec.Content;

class WebSocketCodecTest {

    private final WebSocketCodec codec = new WebSocketCodec();

    private String encoded(String json) {
        return HexFormat.of().formatHex(codec.encode(Settings.message(json).orThrow()));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void opcodeStandsBeforeThePayload() {
        assertThat(encoded("'é'")).isEqualTo("01c3a9");
        assertThat(encoded("''")).isEqualTo("01");
        assertThat(encoded("{'kind': 'binary', 'format': 'hex', 'data': '00 ff'}"))
                .isEqualTo("0200ff");
        assertThat(encoded("{'kind': 'ping', 'format': 'escaped', 'data': '\\\\x00'}"))
                .isEqualTo("0900");
        assertThat(encoded("{'kind': 'pong'}")).isEqualTo("0a");
        assertThat(encoded("{'kind': 'close', 'code': 1001, 'data': 'ok'}")).isEqualTo("0803e96f6b");
        assertThat(encoded("{'kind': 'close'}")).isEqualTo("0803e8");
    }

    @ParameterizedTest
    @CsvSource({
        "01,         TEXT,   ''",
        "01c3a9,     TEXT,   é",
        "0109,       TEXT,   \\t",
        "02,         BINARY, ''",
        "0200ff,     BINARY, \\x00\\xff",
        "0261,       BINARY, a",
        "0931,       PING,   1",
        "0a31,       PONG,   1",
        "0803e8,     CLOSE,  ''",
        "080bb96f6b, CLOSE,  ok",
    })
    void whatWasReceivedCanBeSentAgain(String hex, Kind kind, String data) {
        WebSocketMessage message = codec.decode(bytes(hex));
        assertThat(message.kind()).isEqualTo(kind);
        assertThat(message.format()).isEqualTo(Format.ESCAPED);
        assertThat(message.data()).isEqualTo(data);
        assertThat(codec.encode(message)).isEqualTo(bytes(hex));
    }

    @Test
    void textThatWasCutIsTakenForBinary() {
        WebSocketMessage message = codec.decode(bytes("0161c3"));
        assertThat(message.kind()).isEqualTo(Kind.BINARY);
        assertThat(message.data()).isEqualTo("a\\xc3");
    }

    @Test
    void closeThatMayNotBeSentIsTakenForANormalOne() {
        assertThat(codec.decode(bytes("08"))).isEqualTo(new WebSocketMessage(Kind.CLOSE, Format.ESCAPED, "", 1000));
        assertThat(codec.decode(bytes("0803ed"))).isEqualTo(new WebSocketMessage(Kind.CLOSE, Format.ESCAPED, "", 1000));
        assertThat(codec.decode(bytes("08ffff41")))
                .isEqualTo(new WebSocketMessage(Kind.CLOSE, Format.ESCAPED, "A", 1000));
    }

    @Test
    void reasonThatIsNotUtf8AndTooLongWhenItIsMadeSoIsLeftOut() {
        byte[] typed = bytes("0803e8" + "ff".repeat(123));
        assertThat(codec.decode(typed)).isEqualTo(new WebSocketMessage(Kind.CLOSE, Format.ESCAPED, "", 1000));
    }

    @ParameterizedTest
    @CsvSource({
        "01c3a9,     '',                  c3a9",
        "0200ff,     messageKind.binary,  00ff",
        "0931,       messageKind.ping,    31",
        "0a,         messageKind.pong,    ''",
        "2048,       messageKind.handshake, 48",
        "0048,       '',                  48",
    })
    void kindIsShownBesideThePayload(String hex, String kind, String body) {
        Content content = codec.content(bytes(hex));
        assertThat(content.kind()).isEqualTo(kind.isEmpty() ? Optional.empty() : Optional.of(Phrase.of(kind)));
        assertThat(HexFormat.of().formatHex(content.body())).isEqualTo(body);
    }

    @Test
    void closeIsShownAsCodeMeaningAndReason() {
        Content content = codec.content(codec.encode(Settings.message("{'kind': 'close', 'code': 3001, 'data': 'bye'}")
                .orThrow()));
        assertThat(content.kind()).contains(Phrase.of("messageKind.close"));
        assertThat(new String(content.body(), UTF_8)).isEqualTo("3001 (of its own): bye");
        assertThat(new String(codec.content(bytes("08")).body(), UTF_8)).isEqualTo("1005 (no code)");
    }

    @Test
    void noBytesAreTooStrange() {
        assertNeverFails(new byte[0]);
        Random random = new Random(1);
        for (int i = 0; i < 256; i++) {
            for (int length : new int[] {0, 1, 2, 3, 124, 125, 126, 127, 500}) {
                byte[] typed = new byte[1 + length];
                random.nextBytes(typed);
                typed[0] = (byte) i;
                assertNeverFails(typed);
            }
        }
    }

    private void assertNeverFails(byte[] typed) {
        WebSocketMessage message = codec.decode(typed);
        assertThat(codec.encode(message)).isNotEmpty();
        assertThat(codec.content(typed).body()).isNotNull();
        assertThat(codec.inspect(typed)).isEmpty();
        if (message.kind() == Kind.TEXT || message.kind() == Kind.BINARY) {
            assertThat(message.payload()).isEqualTo(Typed.payload(typed));
        }
    }
}
