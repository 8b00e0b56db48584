package org.netsonde.engine.protocol.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.message.RecordingPeer;
import org.netsonde.engine.message.template.TemplateException;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.frame.json.CanonicalJson;

class ReplyTemplateTest {

    private static String rendered(String template, String payload) throws FrameException {
        PayloadContext context = new PayloadContext(new RecordingPeer(), payload, 42, Instant.ofEpochSecond(7));
        return new String(CanonicalJson.write(ReplyTemplate.compile(template).render(context)), US_ASCII);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1}                             | {\"a\": 1}",
                "{\"n\": {{counter}}}                   | {\"n\": 42}",
                "{\"n\": \"{{counter}}\"}               | {\"n\": \"42\"}",
                "{\"a\": [\"x\", {{counter}}, {\"b\": {{json:/n}}}]} | {\"a\": [\"x\", 42, {\"b\": 5}]}",
                "{\"a\": {{json:}}}                     | {\"a\": {\"n\": 5, \"t\": \"\\\"}\"}}",
                "{\"a\": \"<{{json:/t}}>\"}             | {\"a\": \"<\\\"}>\"}",
                "{\"a\": \"\\\"{{counter}}\\\\\"}       | {\"a\": \"\\\"42\\\\\"}",
                "{\"a\": \"{{json:/none}}\"}            | {\"a\": \"\"}",
                "{\"{{counter}}\": \"{{{{\"}            | {\"{{counter}}\": \"{{\"}"
            })
    void placeholdersGiveTextInQuotesAndJsonWithout(String template, String expected) throws FrameException {
        assertThat(rendered(template, "{\"n\": 5, \"t\": \"\\\"}\"}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1]",
                "{{message}}",
                "{\"a\": {{counter}",
                "{\"a\": {{nonsense}}}",
                "{\"a\": \"{{nonsense}}\"}",
                "{\"a\": }",
                "{{{counter}}: 1}"
            })
    void whatCannotBecomeAnObjectIsRefusedInTheSettings(String template) {
        assertThatThrownBy(() -> ReplyTemplate.compile(template)).isInstanceOf(TemplateException.class);
        assertThat(catchThrowableOfType(SettingsException.class, () -> new FrameHandler.Template("a", "", template))
                        .problems()
                        .getFirst()
                        .field())
                .isEqualTo("replyPayload");
    }

    @Test
    void placeholdersTogetherAreBounded() {
        String payload = "{\"text\": \"" + "x".repeat(400_000) + "\"}";
        FrameException tooLong = catchThrowableOfType(
                FrameException.class,
                () -> rendered("{\"a\": \"{{message}}\", \"b\": \"{{message}}\", \"c\": \"{{message}}\"}", payload));
        assertThat(tooLong.code()).isEqualTo(ErrorCode.BAD_REPLY);
        assertThat(tooLong.phrase().key()).isEqualTo("problem.replyTooLong");
    }
}
