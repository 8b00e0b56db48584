package org.netsonde.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpHeadsTest {

    private final HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/chat?room=1");

    @Test
    void requestIsShownAsOnTheWire() {
        request.headers().add("Host", "localhost").add("X-Twice", "1").add("X-Twice", "2");
        assertThat(HttpHeads.of(request, SentHeaders.NONE))
                .isEqualTo("GET /chat?room=1 HTTP/1.1\r\nHost: localhost\r\nX-Twice: 1\r\nX-Twice: 2\r\n");
    }

    @Test
    void responseIsShownAsOnTheWire() {
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(499, "Own Words"));
        response.headers().add("Set-Cookie", "id=secret; Path=/").add("Server", "x");
        assertThat(HttpHeads.of(response, SentHeaders.NONE))
                .isEqualTo("HTTP/1.1 499 Own Words\r\nSet-Cookie: •••\r\nServer: x\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization,       Bearer secret,           Bearer •••",
        "authorization,       Basic c2VjcmV0,          Basic •••",
        "AUTHORIZATION,       secret,                  •••",
        "Authorization,       'Digest user=\"secret\"', Digest •••",
        "Authorization,       token=secret b,          •••",
        "Proxy-Authorization, Basic c2VjcmV0,          Basic •••",
        "Cookie,              id=secret; x=secret,     •••",
        "X-API-Key,           secret,                  •••",
        "X-API-Key,           my secret,               •••",
        "Cookie,              a secret,                •••",
        "X-Auth-Token,        secret,                  •••",
        "X-Access-Token,      secret,                  •••",
        "X-CSRF-Token,        secret,                  •••",
        "Session-Id,          secret,                  •••",
        "Location,            /cb?access_token=secret, /cb?access_token=•••",
        "Referer,             https://a:secret@h/,     https://•••@h/",
        "Authorization,       a secret of many words,  •••",
    })
    void secretsAreNotShown(String name, String value, String shown) {
        request.headers().add(name, value);
        assertThat(HttpHeads.of(request, SentHeaders.NONE))
                .endsWith("\r\n" + name + ": " + shown + "\r\n")
                .doesNotContain("secret")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void parametersThatGiveAccessAreNotShown() {
        assertThat(line("/ws?room=1&access_token=secret&x=2#f")).isEqualTo("/ws?room=1&access_token=•••&x=2#f");
        assertThat(line("/ws?API_KEY=secret")).isEqualTo("/ws?API_KEY=•••");
        assertThat(line("/?client_secret=a&refresh_token=b&session_id=c"))
                .isEqualTo("/?client_secret=•••&refresh_token=•••&session_id=•••");
        assertThat(line("/token=1?monkey=2&author=3")).isEqualTo("/token=1?monkey=2&author=3");
    }

    private String line(String target) {
        return HttpHeads.request("GET", target, "HTTP/2", request.headers(), SentHeaders.NONE)
                .split(" ", -1)[1];
    }

    @Test
    void whatAsksForASecretIsShown() {
        request.headers()
                .add("WWW-Authenticate", "Basic realm=\"x\"")
                .add("Access-Control-Allow-Credentials", "true")
                .add("X-Author", "Anna");
        assertThat(HttpHeads.of(request, SentHeaders.NONE)).contains("realm=\"x\"", ": true", ": Anna");
    }
}
