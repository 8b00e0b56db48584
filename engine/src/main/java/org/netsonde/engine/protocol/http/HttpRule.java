package org.netsonde.engine.protocol.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.rule.Match;
import org.netsonde.engine.message.template.Template;
import org.netsonde.engine.message.template.TemplateException;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/**
 * A reply of a server's own to certain requests.
 *
 * @param method the method; empty for any
 * @param path a {@link PathPattern}
 * @param conditions what else must hold, all of it
 * @param match which bodies
 * @param status the status code of the reply
 * @param contentType the media type of its body; empty to say none
 * @param fields further fields of its head
 * @param reply the {@linkplain Template template} of its body; what the path has captured are groups in it
 * @param format how {@code reply} is written
 * @param delay how long it is held back
 * @param close whether the connection ends with it
 */
public record HttpRule(
        @Option(max = 32) String method,
        @Option(min = 1, max = 1024) String path,
        @Option(max = 20) List<HttpCondition> conditions,
        Match match,
        @Option(min = 200, max = 599) int status,
        @Option(max = 256) String contentType,
        @Option(max = 50) List<ReplyField> fields,

        @Option(max = Template.MAX_TEXT, editor = "lines") String reply,

        StreamMessage.Format format,
        @Option(min = 0, max = 3_600_000_000_000L) Duration delay,
        boolean close) {

    public HttpRule {
        conditions = List.copyOf(conditions);
        fields = List.copyOf(fields);
        if (!method.isEmpty() && HttpHeaderValidationUtil.validateToken(method) != -1) {
            throw new SettingsException("method", Phrase.of("problem.httpMethod", method));
        }
        Header.check("contentType", contentType);
        Set<String> groups = new HashSet<>(match.groups());
        groups.addAll(PathPattern.compile(path).names());
        try {
            Template.compile(format, reply, groups);
        } catch (TemplateException e) {
            throw new SettingsException("reply", e.phrase());
        }
    }

    /** One that says hello. */
    public HttpRule() {
        this(
                "",
                "/hello",
                List.of(),
                new Match.Any(),
                200,
                "text/plain; charset=utf-8",
                List.of(),
                "Hello\n",
                StreamMessage.Format.TEXT,
                Duration.ZERO,
                false);
    }
}
