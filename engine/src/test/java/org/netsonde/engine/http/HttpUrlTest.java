package org.netsonde.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.protocol.SettingsException;

class HttpUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://example.com | http://example.com/",
                "HTTP://Example.COM:80/a | http://example.com/a",
                "https://example.com:443 | https://example.com/",
                "https://example.com:8443?q=1#here | https://example.com:8443/?q=1",
                "http://[::1]:8080/x | http://[::1]:8080/x",
                "http://bücher.example/ä b | http://xn--bcher-kva.example/%C3%A4%20b",
                "http://h/%zz%41 | http://h/%25zz%41",
                "/get | /get",
                "get?a=b c | /get?a=b%20c",
                "?x=1 | /?x=1",
                "'' | /",
                "/a:b/@c | /a:b/@c",
                "/ä/北京 | /%C3%A4/%E5%8C%97%E4%BA%AC",
            })
    void addressesAreReadAndWritten(String written, String shown) {
        assertThat(HttpUrl.parse(written)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.com/ | urlScheme",
                "javascript:alert(1) | urlScheme",
                "file:///etc/passwd | urlScheme",
                "localhost:8080/x | urlNoScheme",
                "//example.com/x | urlNoScheme",
                "http:/example.com | urlNoHost",
                "http:///x | urlNoHost",
                "http://:80/ | urlNoHost",
                "http://user:word@example.com/ | urlUser",
                "http://example.com:0/ | urlPort",
                "http://example.com:99999/ | urlPort",
                "http://example.com:80a/ | urlPort",
                "http://exa mple.com/ | urlHost",
                "http://ex%61mple.com/ | urlHost",
                "http://[::1 | urlHost",
                "http://[1.2.3.4]/ | urlHost",
                "http://[fe80::1%25eth0]/ | urlHost",
                "http://example.com\\@evil.example/ | urlUser",
            })
    void whatIsNoAddressIsRefused(String written, String problem) {
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> HttpUrl.parse(written));
        assertThat(thrown.problems().getFirst().text().key()).isEqualTo("problem." + problem);
        assertThat(thrown.problems().getFirst().field()).isEqualTo("url");
    }

    @Test
    void lineBreaksAndControlsAreRefused() {
        for (String written : List.of("/a\r\nX: y", "http://h/\u0000", "/a\u0085b", "http://h\n.example/")) {
            assertThat(catchThrowableOfType(SettingsException.class, () -> HttpUrl.parse(written)))
                    .as(written)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/x | http://h:81/x",
                "x | http://h:81/a/b/x",
                "../x | http://h:81/a/x",
                "../../../../x | http://h:81/x",
                "./ | http://h:81/a/b/",
                ".. | http://h:81/a/",
                "?y=2 | http://h:81/a/b/c?y=2",
                "'' | http://h:81/a/b/c?q=1",
                "#part | http://h:81/a/b/c?q=1",
                "//other/x | http://other/x",
                "https://other:444/x?y | https://other:444/x?y",
            })
    void redirectsAreResolved(String location, String to) {
        assertThat(HttpUrl.parse("http://h:81/a/b/c?q=1").resolve(location)).hasToString(to);
    }

    @Test
    void queriesAreAdded() {
        List<Parameter> more = List.of(new Parameter("a b", "1&2"), new Parameter("", "left out"));
        assertThat(HttpUrl.parse("/x").with(more)).hasToString("/x?a+b=1%262");
        assertThat(HttpUrl.parse("/x?y=z").with(more)).hasToString("/x?y=z&a+b=1%262");
        assertThat(HttpUrl.parse("/x").with(List.of())).hasToString("/x");
    }

    @Test
    void originsAreCompared() {
        HttpUrl here = HttpUrl.parse("http://h/a");
        assertThat(here.sameOrigin(HttpUrl.parse("http://H:80/b"))).isTrue();
        assertThat(here.sameOrigin(HttpUrl.parse("https://h/a"))).isFalse();
        assertThat(here.sameOrigin(HttpUrl.parse("http://h:81/a"))).isFalse();
    }
}
