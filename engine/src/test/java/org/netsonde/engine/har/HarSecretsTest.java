package org.netsonde.engine.har;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.har.HarEntry.Message;

class HarSecretsTest {

    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private static String body(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Message message = new Message("POST", "", 0, "", "", List.of(), type, bytes, bytes.length, -1);
        return new String(HarSecrets.body(message), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass",
                "Password",
                "client_secret",
                "X-Amz-Security-Token",
                "X-CSRF-Token",
                "X-XSRF",
                "X-Api-Key",
                "apiKey",
                "api_key",
                "JSESSIONID",
                "X-Amz-Credential",
                "X-Amz-Signature",
                "sig",
                "urlSig",
                "x-sig",
                "my_jwt",
                "code",
                "Set-Cookie2",
                "Authentication-Info",
                "authorized",
                "X-Authorisation",
                "user[password]",
            })
    void namesOfSecretsAreKnown(String name) {
        assertThat(HarSecrets.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept",
                "signal",
                "SIGNAL",
                "design",
                "postcode",
                "codec",
                "item",
                "author",
                "authority",
                "key",
                "Host",
                ""
            })
    void otherNamesAreNone(String name) {
        assertThat(HarSecrets.isSecret(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Amz-Security-Token | abc     | •••",
                "X-Api-Key            | abc     | •••",
                "Authorization        | Basic x | Basic •••",
                "Accept               | */*     | */*",
                "Location | https://a/cb?code=4%2F0&state=1  | https://a/cb?code=•••&state=1",
                "Location | /cb#access_token=abc&expires_in=5 | /cb#access_token=•••&expires_in=5",
                "Referer  | https://anna:pw@a.example/b       | https://•••@a.example/b",
            })
    void fieldsAreMasked(String name, String value, String shown) {
        assertThat(HarSecrets.field(name, value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "/a?pass=1&b=2, /a?pass=•••&b=2",
        "/a?b=2&client_secret=x, /a?b=2&client_secret=•••",
        "/a?%70assword=x&c=, /a?%70assword=•••&c=",
        "/a?%zz=1&token=x?y=z, /a?%zz=1&token=•••",
        "/a?code=, /a?code=•••",
        "/a;jsessionid=AB, /a;jsessionid=•••",
        "/a?zipcode=1&q, /a?zipcode=1&q",
    })
    void parametersAreMasked(String address, String shown) {
        assertThat(HarSecrets.target(address)).isEqualTo(shown);
    }

    @Test
    void formsAreMasked() {
        assertThat(body(FORM, "user=Zo\u00eb&password=a%26b#c&grant=x&code=7&flag&refresh%5Ftoken=t"))
                .isEqualTo("user=Zo\u00eb&password=•••&grant=x&code=•••&flag&refresh%5Ftoken=•••");
        assertThat(body("text/plain", "password=a")).isEqualTo("password=a");
    }

    @Test
    void membersOfJsonAreMaskedAtAnyDepth() {
        assertThat(body("application/json", """
                { "user": "Zo\u00eb", "password" : "a\\"b,\\\\", "n": [1, {"code":-1.5e3, "token": ["x", [7], {"a": 1}]}],
                  "authenticated": true, "session": null, "access_token":"", "pa\\u0073s": 12}
                """)).isEqualTo("""
                { "user": "Zo\u00eb", "password" : "•••", "n": [1, {"code":"•••", "token": ["•••", ["•••"], {"a": 1}]}],
                  "authenticated": true, "session": null, "access_token":"•••", "pa\\u0073s": "•••"}
                """);
    }

    @Test
    void jsonIsFoundWhateverItIsDeclaredAs() {
        assertThat(body(FORM, "{\"password\":\"a=b&c\"}")).isEqualTo("{\"password\":\"•••\"}");
        assertThat(body("", "\ufeff [{\"jwt\":\"a\"}]")).isEqualTo("\ufeff [{\"jwt\":\"•••\"}]");
    }

    @Test
    void jsonThatWasCutIsMaskedToItsEnd() {
        assertThat(body("application/json", "{\"token\":\"a\",\"b\":1,\"secret\":\"xy"))
                .isEqualTo("{\"token\":\"•••\",\"b\":1,\"secret\":\"•••\"");
    }

    @Test
    void whatIsNoJsonIsAsItWas() {
        assertThat(body("application/json", "[oops] password")).isEqualTo("[oops] password");
        assertThat(body("application/json", "")).isEmpty();
        assertThat(body("text/html", "<a>token</a>")).isEqualTo("<a>token</a>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net::ERR_INVALID_AUTH_CREDENTIALS            | net::ERR_INVALID_AUTH_CREDENTIALS",
                "cannot get https://a/?access_token=abc&b=1   | cannot get https://a/?access_token=•••",
                "proxy http://anna:pw@proxy:80 refused        | proxy http://•••@proxy:80 refused",
                "sent \"Cookie\": a=b; c=d                    | sent \"Cookie\": •••",
                "rejected Bearer eyJ0.x1                      | rejected Bearer •••",
            })
    void reasonsOfFailureAreMasked(String text, String shown) {
        assertThat(HarSecrets.words(text)).isEqualTo(shown);
    }
}
