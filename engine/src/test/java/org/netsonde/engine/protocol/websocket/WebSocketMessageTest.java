package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.message.StreamMessage.Format;

class WebSocketMessageTest {

    private static List<String> problems(String json) {
        return Settings.message(json).problems().stream()
                .map(problem -> problem.field() + " " + problem.text().key())
                .toList();
    }

    private static String message(String kind, String data) {
        return "{'kind': '" + kind + "', 'data': '" + data + "'}";
    }

    @Test
    void textAloneIsAMessage() {
        assertThat(Settings.message("'Hello'").value()).isEqualTo(WebSocketMessage.text("Hello"));
        assertThat(Settings.message("{}").value()).isEqualTo(new WebSocketMessage());
        assertThat(new WebSocketMessage().payload()).isEmpty();
    }

    @Test
    void dataIsWrittenAsTheFormatHasIt() {
        assertThat(new WebSocketMessage(Kind.BINARY, Format.HEX, "00 FF", 1000).payload())
                .containsExactly(0, 0xFF);
        assertThat(problems("{'kind': 'binary', 'format': 'hex', 'data': '0'}")).containsExactly("data problem.hexOdd");
        assertThat(problems("{'format': 'escaped', 'data': '\\\\q'}")).containsExactly("data problem.escapeUnknown");
    }

    @Test
    void textIsUtf8AndBinaryNeedNotBe() {
        assertThat(problems("{'format': 'hex', 'data': 'c3 28'}")).containsExactly("data problem.notUtf8");
        assertThat(problems("{'format': 'hex', 'data': 'ed a0 80'}")).containsExactly("data problem.notUtf8");
        assertThat(problems("{'kind': 'close', 'format': 'hex', 'data': 'ff'}"))
                .containsExactly("data problem.notUtf8");
        assertThat(problems("{'format': 'hex', 'data': 'c3 a9'}")).isEmpty();
        for (String kind : List.of("binary", "ping", "pong")) {
            assertThat(problems("{'kind': '" + kind + "', 'format': 'hex', 'data': 'c3 28'}"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "pong"})
    void controlFrameHoldsNoMoreThanItMay(String kind) {
        assertThat(problems(message(kind, "x".repeat(125)))).isEmpty();
        assertThat(problems(message(kind, "x".repeat(126)))).containsExactly("data problem.controlTooLong");
        assertThat(problems(message(kind, "é".repeat(63)))).containsExactly("data problem.controlTooLong");
    }

    @Test
    void reasonOfACloseLeavesRoomForItsCode() {
        assertThat(problems(message("close", "x".repeat(123)))).isEmpty();
        assertThat(Settings.message(message("close", "é".repeat(62))).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.text().toString()).contains("124").contains("123"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1014, 3000, 4999})
    void closeHasACodeThatMayBeSent(int code) {
        WebSocketMessage message =
                Settings.message("{'kind': 'close', 'code': " + code + "}").orThrow();
        assertThat(CloseCode.of(message.payload()).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {1004, 1005, 1006, 1015, 1016, 2999})
    void codesThatAreNotSentAreRefused(int code) {
        assertThat(Settings.message("{'kind': 'close', 'code': " + code + "}").problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("code");
                    assertThat(problem.text().toString()).contains(Integer.toString(code));
                });
        assertThat(problems("{'kind': 'text', 'code': " + code + "}"))
                .as("means nothing for other kinds")
                .isEmpty();
    }

    @Test
    void codeIsBounded() {
        assertThat(problems("{'kind': 'close', 'code': 999}")).containsExactly("code problem.range");
        assertThat(problems("{'kind': 'close', 'code': 5000}")).containsExactly("code problem.range");
    }

    @Test
    void payloadOfACloseIsItsCodeAndReason() {
        WebSocketMessage message = Settings.message("{'kind': 'close', 'code': 4000, 'data': '再见'}")
                .orThrow();
        assertThat(message.payload()).startsWith(0x0F, 0xA0).endsWith("再见".getBytes(UTF_8));
    }
}
