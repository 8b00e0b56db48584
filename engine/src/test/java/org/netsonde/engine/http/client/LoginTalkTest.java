package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.HttpUrl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoginTalkTest {

    private static LoginTalk.Answer judge(String reply) {
        return LoginTalk.judge(
                HttpText.parse(reply.getBytes(StandardCharsets.UTF_8)),
                HttpUrl.parse("http://h:1/auth/login"),
                "alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "quo\"te \\ back", "tab\tline\nend\u0001\u001f\u007f", "你好 😀 é", ""})
    void anyPasswordIsWrittenAsJson(String password) {
        JsonNode json = JsonMapper.shared().readTree(LoginTalk.credentials("al\"ice", password.toCharArray()));
        assertThat(json.get("password").stringValue()).isEqualTo(password);
        assertThat(json.get("name").stringValue()).isEqualTo("al\"ice");
        assertThat(json.get("username").stringValue()).isEqualTo("al\"ice");
    }

    @Test
    void firstKnownMemberWithATextIsTheToken() {
        LoginTalk.Answer answer =
                judge("HTTP/1.1 200 OK\r\n\r\n{\"token\": {\"x\": 1}, \"access_token\": \"abc\", \"jwt\": \"no\"}");
        assertThat(answer).isInstanceOfSatisfying(LoginTalk.Answer.Token.class, token -> {
            assertThat(token.token()).isEqualTo("abc");
            assertThat(token.toString()).doesNotContain("abc");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: tomorrow", "Retry-After: -1", "Retry-After: 99999999999999999999"})
    void timesThatAreNoneAreNotTold(String field) {
        assertThat(judge("HTTP/1.1 429 Slow Down\r\n" + field + "\r\n\r\n"))
                .isInstanceOfSatisfying(LoginTalk.Answer.Refused.class, refused -> {
                    assertThat(refused.locked()).isEmpty();
                    assertThat(refused.failure().what().key()).isEqualTo("failure.loginLockedLong.what");
                });
    }

    @Test
    void bodiesAreShownWithoutWhatGivesAccess() {
        byte[] plain = "top-secret".getBytes(StandardCharsets.UTF_8);
        assertThat(LoginTalk.shown(plain, 200)).as("it may be a token").isEmpty();
        assertThat(LoginTalk.shown(plain, 404)).isEqualTo(plain);
        assertThat(new String(
                        LoginTalk.shown("{\"jwt\": \"abc\", \"n\": 1}".getBytes(StandardCharsets.UTF_8), 200),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"jwt\": \"•••\", \"n\": 1}");
    }
}
