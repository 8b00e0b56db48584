package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.http.HttpUrl;

class CookieJarTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final CookieJar jar = new CookieJar(now::get);

    private void set(String url, String... cookies) {
        HttpHeaders fields = new DefaultHttpHeaders();
        for (String cookie : cookies) {
            fields.add("Set-Cookie", cookie);
        }
        jar.take(HttpUrl.parse(url), fields);
    }

    private String sent(String url) {
        return jar.forRequest(HttpUrl.parse(url)).orElse("");
    }

    @Test
    void cookieWithAnAgeComesBackAsItWasSetUntilItIsTooOld() {
        set("http://h/", "session=abc; Max-Age=10; HttpOnly; SameSite=Lax");
        assertThat(sent("http://h/any")).isEqualTo("session=abc");
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(10)));
        assertThat(sent("http://h/any")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=; Max-Age=0", "a=; max-age=-1", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"})
    void serverTakesOneBack(String cookie) {
        set("http://h/", "a=1", cookie);
        assertThat(sent("http://h/")).isEmpty();
    }

    @Test
    void ageCountsMoreThanADateAndABadOneNothing() {
        set("http://h/", "a=1; Max-Age=99999999999999999999; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        set("http://h/", "b=2; Max-Age=soon; Expires=" + "x".repeat(1000));
        assertThat(sent("http://h/")).isEqualTo("a=1; b=2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example/, x=1, http://a.example/, true",
        "http://a.example/, x=1, http://b.a.example/, false",
        "http://a.example/, x=1; Domain=a.example, http://b.a.example/, true",
        "http://a.example/, x=1; Domain=.A.example, http://b.a.example/, true",
        "http://a.example/, x=1; Domain=a.example, http://evila.example/, false",
        "http://evil.co.uk/, x=1; Domain=.co.uk, http://bank.co.uk/, false",
        "http://evil.co.uk/, x=1; Domain=.co.uk, http://evil.co.uk/, true",
        "http://a.example/, x=1; Domain=b.example, http://a.example/, false",
        "http://a.example/, x=1; Domain=b.example, http://b.example/, false",
        "http://127.0.0.1/, x=1; Domain=0.0.1, http://127.0.0.1/, false",
        "http://my_host/, x=1, http://my_host/, true",
        "http://h/a/b, x=1, http://h/a/c, true",
        "http://h/a/b, x=1, http://h/a, true",
        "http://h/a/b, x=1, http://h/ab, false",
        "http://h/a/b?c=/d/e, x=1, http://h/a?q, true",
        "http://h/a/b, x=1; Path=/, http://h/, true",
        "http://h/, x=1; Secure, https://h/, false",
        "https://h/, x=1; Secure, http://h/, false",
        "https://h/, x=1; Secure, https://h/, true",
        "http://h/, nothing, http://h/, false",
        "http://h/, =1, http://h/, false",
    })
    void goesToWhomItIsFor(String from, String cookie, String to, boolean goes) {
        set(from, cookie);
        assertThat(sent(to)).isEqualTo(goes ? "x=1" : "");
    }

    @Test
    void longerPathsStandFirstAndANewValueTakesThePlaceOfTheOld() {
        set("http://h/a/b", "x=1; Path=/", "y=2; Path=/", "z=3; Path=/a", "x=4; Path=/");
        assertThat(sent("http://h/a/b")).isEqualTo("z=3; x=4; y=2");
    }

    @Test
    void allOfThemAreBounded() {
        for (int i = 0; i < CookieJar.MOST + 5; i++) {
            set("http://h/", "c" + i + "=1; Path=/" + i);
        }
        assertThat(sent("http://h/4")).isEmpty();
        assertThat(sent("http://h/5")).isEqualTo("c5=1");
        set("http://g/", "long=" + "x".repeat(CookieJar.MOST_SIZE));
        assertThat(sent("http://g/")).isEmpty();
        for (int i = 0; i < 10; i++) {
            set("http://g/", "c" + i + "=" + "x".repeat(4000));
        }
        assertThat(sent("http://g/")).hasSizeBetween(12_000, 17_000);
    }
}
