package org.netsonde.engine.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.http.server.ReplyBody;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.rule.Match;
import org.netsonde.engine.message.template.TemplateSources;
import org.netsonde.engine.protocol.SettingsException;

class RuleRepliesTest {

    private static HttpRule rule(
            String method, String path, List<HttpCondition> conditions, Match match, String reply) {
        return new HttpRule(
                method,
                path,
                conditions,
                match,
                201,
                "application/json",
                List.of(new ReplyField("X-A", "1"), new ReplyField("X-A", "2")),
                reply,
                StreamMessage.Format.TEXT,
                Duration.ofSeconds(1),
                true);
    }

    private static String answer(HttpRule rule, String method, String target, String body) {
        return new RuleReplies(List.of(rule), TemplateSources.system())
                .answer(new ServerRequest(
                        method,
                        target,
                        "HTTP/1.1",
                        new DefaultHttpHeaders().add("X-Key", "k"),
                        body.getBytes(StandardCharsets.UTF_8),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 5),
                        false,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 5),
                        7))
                .map(RuleRepliesTest::text)
                .orElse("-");
    }

    private static String text(ServerReply reply) {
        return new String(((ReplyBody.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void replyIsMadeOfThePathAndTheBody() {
        HttpRule rule = rule(
                "POST",
                "/users/{id}/*",
                List.of(),
                new Match.Json("/name", ""),
                "{{id}} {{json:/name}} {{counter}} {{connection}}");
        assertThat(answer(rule, "POST", "/users/4%2F2/a/b?x=1", "{\"name\": \"Alice\"}"))
                .isEqualTo("4 Alice 1 7");
        assertThat(answer(rule, "POST", "/users/42/a/b", "{\"name\": \"Alice\"}"))
                .isEqualTo("42 Alice 1 7");
        assertThat(answer(rule, "POST", "/users/42", "{\"name\": \"Alice\"}")).isEqualTo("42 Alice 1 7");
        assertThat(answer(rule, "GET", "/users/42/a", "{\"name\": \"Alice\"}")).isEqualTo("-");
        assertThat(answer(rule, "POST", "/users//a", "{\"name\": \"Alice\"}")).isEqualTo("-");
        assertThat(answer(rule, "POST", "/users/42/a", "{}")).isEqualTo("-");
    }

    @Test
    void headIsWhatTheRuleSays() {
        HttpRule rule = rule("", "/a", List.of(), new Match.Any(), "x");
        ServerReply reply = new RuleReplies(List.of(rule), TemplateSources.system())
                .answer(new ServerRequest(
                        "HEAD",
                        "/a",
                        "HTTP/1.1",
                        new DefaultHttpHeaders(),
                        new byte[0],
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 5),
                        false))
                .orElseThrow();
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(reply.headers().getAll("X-A")).containsExactly("1", "2");
        assertThat(reply.delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(reply.close()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "query, a, '', /x?a=, yes", "query, a, '', /x?b=a, -", "query, a, 1, /x?a=0&a=1, yes", "query, a, 1, /x?a=2, -",
        "header, x-key, '', /x, yes", "header, X-Key, k, /x, yes", "header, X-Key, other, /x, -", "header, Y, '', /x, -"
    })
    void conditionsMustHold(String place, String name, String value, String target, String answer) {
        HttpCondition condition = new HttpCondition(
                place.equals("query") ? HttpCondition.Place.QUERY : HttpCondition.Place.HEADER, name, value);
        assertThat(answer(rule("", "/x", List.of(condition), new Match.Any(), "yes"), "GET", target, ""))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "/a*", "/*/a", "/{}", "/{a}b", "/{a", "/{a}/{a}", "/{1}"})
    void patternThatIsNoneIsRefused(String pattern) {
        assertThatThrownBy(() -> PathPattern.compile(pattern)).isInstanceOf(SettingsException.class);
    }

    @Test
    void templateThatIsNoneIsRefused() {
        assertThatThrownBy(() -> rule("", "/{a}", List.of(), new Match.Any(), "{{b}}"))
                .isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> rule("G T", "/", List.of(), new Match.Any(), ""))
                .isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> new ReplyField("a b", "")).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> new ReplyField("a", "b\r\nc")).isInstanceOf(SettingsException.class);
    }
}
