package org.netsonde.engine.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.MessageCodec.Verdict;
import org.netsonde.engine.protocol.SettingsException;

class FrameCodecTest {

    private final FrameCodec codec = new FrameCodec(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.250Z")));

    private static FrameMessage message(String type, String payload, String checksum) {
        return new FrameMessage(type, new JsonText(payload), checksum);
    }

    private String written(FrameMessage message) {
        return new String(codec.encode(message), UTF_8);
    }

    private Verdict inspected(String text) {
        return codec.inspect(text.getBytes(UTF_8)).orElseThrow();
    }

    private String remark(FrameMessage message) {
        return codec.remark(message).orElseThrow().text(Locale.ENGLISH);
    }

    @Test
    void frameHasTheFourFields() {
        assertThat(written(message("echo", "{\"b\": 1, \"a\": \"é\"}", "")))
                .isEqualTo("{\"type\": \"echo\", \"payload\": {\"b\": 1, \"a\": \"é\"}, \"timestamp\": 1767323045.25,"
                        + " \"checksum\": \"63bd157c4ae43cce2e805f6caf010e19\"}");
    }

    @Test
    void textThatIsNoObjectIsSentAsText() {
        assertThat(written(message("echo", "say \"hi\"", ""))).contains("\"payload\": {\"text\": \"say \\\"hi\\\"\"}");
        assertThat(written(message("echo", "[1]", ""))).contains("\"payload\": {\"text\": \"[1]\"}");
        assertThat(written(new FrameMessage())).contains("\"type\": \"echo\", \"payload\": {\"text\": \"\"}");
    }

    @Test
    void payloadIsSentAsWrittenOnOneLine() {
        assertThat(written(message("echo", "\n{\"a\":\r\n1e2, \"a\" : 1E0}", "")))
                .contains("\"payload\": {\"a\":  1e2, \"a\" : 1E0}");
    }

    @Test
    void surrogatesWithoutAPartnerAreSentAsEscapes() {
        String frame = written(message("echo", "{\"a\": \"\ud83d, \ud83d\ude00\"}", ""));
        assertThat(frame).contains("{\"a\": \"\\ud83d, \ud83d\ude00\"}");
        assertThat(inspected(frame).good()).isTrue();
    }

    @Test
    void textThatBeginsLikeAnObjectAndIsNoneIsRefusedWithItsPosition() {
        assertThatThrownBy(() -> message("echo", "  {\"a\": 1,}", ""))
                .isInstanceOfSatisfying(SettingsException.class, e -> {
                    assertThat(e.problems().getFirst().field()).isEqualTo("payload");
                    assertThat(e.problems().getFirst().text().text(Locale.ENGLISH))
                            .isEqualTo("not JSON: a name in double quotes is missing at line 1, column 9");
                });
    }

    @Test
    void payloadThatOnlyFitsWithoutItsFrameIsRefused() {
        String deepest = "{\"a\":".repeat(599) + "0" + "}".repeat(599);
        assertThat(inspected(written(message("echo", deepest, ""))).good()).isTrue();
        assertThatThrownBy(() -> message("echo", "{\"a\":" + deepest + "}", "")).isInstanceOf(SettingsException.class);
    }

    @Test
    void givenChecksumIsSentAsItStands() {
        String frame = written(message("echo", "{}", "wrong \"one\""));
        assertThat(frame).endsWith("\"checksum\": \"wrong \\\"one\\\"\"}");
        assertThat(inspected(frame).what().text(Locale.ENGLISH))
                .isEqualTo("checksum \"wrong \"one\"\" instead of 99914b932bd37a50b983c5e7c90ae93b");
    }

    @Test
    void messageWithoutTypeIsSentAsItStands() {
        assertThat(written(message("", "{\"type\": broken", ""))).isEqualTo("{\"type\": broken");
    }

    @Test
    void goodFrameIsReadBackWithItsPayloadAsWritten() {
        FrameMessage message = message("note", "{\"b\":1e2, \"a\":\"é\"}", "");
        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    @Test
    void wrongChecksumIsReadBack() {
        FrameMessage message = message("note", "{}", "00");
        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "{",
                "[1]",
                "{\"type\": 1}",
                "{\"type\": \"a\", \"payload\": {}, \"timestamp\": 1, \"checksum\": \"\"}",
                "{\"type\": \"\", \"payload\": {}, \"timestamp\": 1, \"checksum\": \"99914b932bd37a50b983c5e7c90ae93b\"}"
            })
    void whatIsNoGoodFrameIsSentAgainAsItWas(String text) {
        FrameMessage message = codec.decode(text.getBytes(UTF_8));
        assertThat(written(message)).isEqualTo(text);
    }

    @Test
    void decodingAndInspectingNeverFail() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes =
                    written(message("echo", "{\"a\": [1, 2.5, \"x\"]}", "")).getBytes(UTF_8);
            for (int k = random.nextInt(4); k > 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(codec.decode(bytes)).isNotNull();
            assertThat(codec.inspect(bytes)).isPresent();
        }
    }

    @Test
    void verdictsTellApartWhatIsWrong() {
        assertThat(inspected(written(new FrameMessage())))
                .satisfies(verdict -> assertThat(verdict.good()).isTrue())
                .satisfies(verdict -> assertThat(verdict.what().key()).isEqualTo("verdict.checksumRight"));
        assertBad("nothing", "problem.jsonValue");
        assertBad("[]", "problem.frameObject");
        assertBad("{}", "problem.frameField");
        assertBad("{\"type\": 1}", "problem.frameText");
        assertBad("{\"type\": \"a\", \"payload\": []}", "problem.framePayload");
        assertBad("{\"type\": \"a\", \"payload\": {}, \"timestamp\": true}", "problem.frameTimestamp");
        assertBad("{\"type\": \"a\", \"payload\": {}, \"timestamp\": 1, \"checksum\": 5}", "problem.frameText");
        assertBad("{\"type\": \"a\", \"payload\": {}, \"timestamp\": 1, \"checksum\": \"5\"}", "problem.frameChecksum");
        assertThat(codec.inspect(HexFormat.of().parseHex("ff"))
                        .orElseThrow()
                        .what()
                        .key())
                .isEqualTo("problem.jsonUtf8");
    }

    private void assertBad(String text, String key) {
        assertThat(inspected(text).good()).isFalse();
        assertThat(inspected(text).what().key()).isEqualTo(key);
    }

    @Test
    void checksumInUpperCaseIsNotRight() {
        String frame = written(message("a", "{}", "99914B932BD37A50B983C5E7C90AE93B"));
        assertThat(inspected(frame).good()).isFalse();
    }

    @Test
    void anEmptyChecksumIsComputed() {
        assertThat(codec.computed(message("a", "{ }", "")))
                .isEqualTo(Map.of("checksum", "99914b932bd37a50b983c5e7c90ae93b"));
        assertThat(codec.computed(message("a", "{ }", "mine"))).isEmpty();
        assertThat(codec.computed(message("", "{", ""))).isEmpty();
    }

    @Test
    void remarkJudgesTheChecksumAndShowsWhatIsMadeOfText() {
        assertThat(codec.remark(message("a", "{ }", ""))).isEmpty();
        assertThat(remark(message("a", "{ }", "99914b932bd37a50b983c5e7c90ae93b")))
                .isEqualTo("checksum right");
        assertThat(remark(message("a", "Hello", ""))).isEqualTo("Sent as {\"text\": \"Hello\"}");
        assertThat(remark(message("a", "x".repeat(1000), ""))).endsWith("x…").hasSizeLessThan(200);
        assertThat(remark(message("a", "{}", "no")))
                .isEqualTo("Wrong checksum; the right one is 99914b932bd37a50b983c5e7c90ae93b");
        assertThat(remark(message("", "{", ""))).startsWith("Sent as it stands");
    }
}
