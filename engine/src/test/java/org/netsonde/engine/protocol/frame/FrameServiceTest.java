package org.netsonde.engine.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.RecordingPeer;
import org.netsonde.engine.protocol.JsonText;

class FrameServiceTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1000));

    private final FrameCodec codec = new FrameCodec(CLOCK);
    private final RecordingPeer peer = new RecordingPeer();

    private final MessageHandler handler = service(
            new FrameHandler.Echo(),
            new FrameHandler.Calculation(),
            new FrameHandler.Template("ask", "tell", "{\"you\": {{json:}}, \"said\": \"{{json:/text}}\"}"));

    private static MessageHandler service(FrameHandler... handlers) {
        return new FrameService(List.of(handlers), CLOCK).handler();
    }

    private FrameMessage ask(String type, String payload, String checksum) {
        return say(codec.encode(new FrameMessage(type, new JsonText(payload), checksum)));
    }

    private FrameMessage say(byte[] message) {
        peer.replies.clear();
        peer.say(handler, message);
        assertThat(peer.replies).hasSize(1);
        byte[] reply = peer.replies.getFirst().getBytes(UTF_8);
        assertThat(codec.inspect(reply).orElseThrow().good()).isTrue();
        return codec.decode(reply);
    }

    private static FrameMessage frame(String type, String payload) {
        return new FrameMessage(type, new JsonText(payload), "");
    }

    @Test
    void echoAnswersWithItsPrefix() {
        assertThat(ask("echo", "Hello", "")).isEqualTo(frame("echo", "{\"text\": \"Echo: Hello\"}"));
        assertThat(peer.notes).isEmpty();
    }

    @Test
    void echoKeepsSurrogatesWithoutAPartner() {
        assertThat(ask("echo", "{\"text\": \"\\ud83d\"}", ""))
                .isEqualTo(frame("echo", "{\"text\": \"Echo: \\ud83d\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add       | 1                   | 2     | 3",
                "add       | 9007199254740993    | 0     | 9007199254740993",
                "add       | 1                   | 2.0   | 3.0",
                "subtract  | -0                  | 5     | -5",
                "multiply  | 100000000000        | 100000000000 | 10000000000000000000000",
                "multiply  | 1e308               | 10    | Infinity",
                "divide    | 6                   | 3     | 2.0",
                "divide    | 1                   | 3     | 0.3333333333333333",
                "divide    | 0                   | -5    | -0.0",
                "divide    | 5                   | 0     | 0",
                "divide    | 5.5                 | -0.0  | 0",
                "divide    | NaN                 | 2     | NaN"
            })
    void calculationFollowsPython(String operation, String a, String b, String result) {
        String payload = "{\"operation\": \"" + operation + "\", \"a\": " + a + ", \"b\": " + b + "}";
        assertThat(ask("calculation", payload, "")).isEqualTo(frame("calculation", "{\"result\": " + result + "}"));
    }

    @Test
    void quotientOfHugeIntegersIsTheNearestReal() {
        String payload =
                "{\"operation\": \"divide\", \"a\": 1" + "0".repeat(4000) + ", \"b\": 3" + "0".repeat(3999) + "}";
        assertThat(ask("calculation", payload, "")).isEqualTo(frame("calculation", "{\"result\": 3.3333333333333335}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                            | \"a\" is missing or not a number",
                "{\"operation\":\"add\",\"a\":1,\"b\":\"2\"}   | \"b\" is missing or not a number",
                "{\"operation\":\"add\",\"a\":true,\"b\":2}    | \"a\" is missing or not a number",
                "{\"operation\":\"power\",\"a\":1,\"b\":2}     | \"operation\" must be add, subtract, multiply or divide, not \"power\"",
                "{\"a\":1,\"b\":2}                             | \"operation\" must be add, subtract, multiply or divide, not \"\""
            })
    void calculationSaysWhatItNeeds(String payload, String message) {
        assertError(ask("calculation", payload, ""), "bad_request", message);
    }

    @Test
    void resultsOutOfRangeAreErrors() {
        String huge = "9".repeat(4300);
        assertError(
                ask("calculation", "{\"operation\": \"multiply\", \"a\": " + huge + ", \"b\": 10}", ""),
                "bad_request",
                "the result has more than 4300 digits");
        assertError(
                ask("calculation", "{\"operation\": \"divide\", \"a\": " + huge + ", \"b\": 10}", ""),
                "bad_request",
                "the result is too large for a real number");
        assertError(
                ask("calculation", "{\"operation\": \"add\", \"a\": " + huge + ", \"b\": 0.5}", ""),
                "bad_request",
                "the result is too large for a real number");
    }

    private void assertError(FrameMessage reply, String code, String message) {
        assertThat(reply.type()).isEqualTo("error");
        assertThat(reply.payload().source())
                .isEqualTo("{\"code\": \"" + code + "\", \"message\": \"" + message.replace("\"", "\\\"") + "\"}");
        assertThat(peer.notes.getLast().kind()).isEqualTo(Failure.Kind.MALFORMED_MESSAGE);
        assertThat(peer.closed).isFalse();
    }

    @Test
    void errorsHaveTheirCodes() {
        assertError(
                say("{".getBytes(UTF_8)),
                "bad_json",
                "not JSON: a name in double quotes is missing at line 1, column 2");
        assertError(say("{}".getBytes(UTF_8)), "bad_frame", "\"type\" is missing");
        assertError(
                ask("echo", "{}", "0"), "bad_checksum", "checksum \"0\" instead of 99914b932bd37a50b983c5e7c90ae93b");
        assertError(ask("sing", "{}", ""), "unknown_type", "no handler for type \"sing\"");
        assertError(ask("echo", "{}", ""), "bad_request", "\"text\" is missing or not a string");
        assertThat(peer.notes)
                .hasSize(5)
                .allSatisfy(failure ->
                        assertThat(failure.what().text(Locale.ENGLISH)).startsWith("10.0.0.1:5000 sent a "));
    }

    @Test
    void wordsAboutWhatAPeerSentAreShortAndOnOneLine() {
        String type = "x\\n\\u202e" + "y".repeat(100_000);
        FrameMessage reply = say(("{\"type\": \"" + type + "\", \"payload\": {}, \"timestamp\": 0,"
                        + " \"checksum\": \"99914b932bd37a50b983c5e7c90ae93b\"}")
                .getBytes(UTF_8));
        assertThat(reply.payload().source()).contains("x\\\\n\\\\u202eyyy").hasSizeLessThan(250);
    }

    @Test
    void errorFramesAreNotedButNeverAnswered() {
        peer.say(handler, codec.encode(frame("error", "{\"code\": \"bad_json\", \"message\": \"what?\"}")));
        assertThat(peer.notes.getLast().kind()).isEqualTo(Failure.Kind.PEER_ERROR);
        assertThat(peer.notes.getLast().what().text(Locale.ENGLISH))
                .isEqualTo("10.0.0.1:5000 reports an error: bad_json: what?");
        peer.say(handler, codec.encode(new FrameMessage("error", new JsonText("{}"), "wrong")));
        peer.say(handler, "{\"type\": \"error\"}".getBytes(UTF_8));
        assertThat(peer.replies).isEmpty();
        assertThat(peer.notes).hasSize(3);
    }

    @Test
    void templateAnswersWithWhatItSays() {
        assertThat(ask("ask", "{\"text\": \"\\\"hi\\\"\"}", ""))
                .isEqualTo(frame("tell", "{\"said\": \"\\\"hi\\\"\", \"you\": {\"text\": \"\\\"hi\\\"\"}}"));
    }

    @Test
    void replyThatIsNoJsonBecomesAnError() {
        MessageHandler unquoted = service(new FrameHandler.Template("ask", "", "{\"a\": {{json:/text}}}"));
        peer.say(unquoted, codec.encode(frame("ask", "Hello")));
        assertError(
                codec.decode(peer.replies.getLast().getBytes(UTF_8)),
                "bad_reply",
                "not JSON: a value is missing at line 1, column 1");
        peer.say(unquoted, codec.encode(frame("ask", "{\"text\": 17}")));
        assertThat(codec.decode(peer.replies.getLast().getBytes(UTF_8))).isEqualTo(frame("ask", "{\"a\": 17}"));
    }
}
