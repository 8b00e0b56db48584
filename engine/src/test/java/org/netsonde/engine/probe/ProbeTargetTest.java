package org.netsonde.engine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;

class ProbeTargetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            example.org                   | TCP   | example.org         | 443  |
            example.org:22                | TCP   | example.org         | 22   |
            [2001:db8::1]:8080            | TCP   | 2001:db8::1         | 8080 |
            [2001:db8::1]                 | TCP   | 2001:db8::1         | 443  |
            2001:db8::1                   | TCP   | 2001:db8::1         | 443  |
            192.0.2.1:80                  | TCP   | 192.0.2.1           | 80   |
            tcp://example.org:5432        | TCP   | example.org         | 5432 |
            tls://example.org             | TLS   | example.org         | 443  |
            http://example.org            | HTTP  | example.org         | 80   | /
            http://example.org:443/a      | HTTP  | example.org         | 443  | /a
            HTTPS://Example.org/a?b=c#d   | HTTPS | example.org         | 443  | /a?b=c
            https://[::1]:8443/           | HTTPS | ::1                 | 8443 | /
            ws://example.org/chat         | WS    | example.org         | 80   |
            wss://example.org             | WSS   | example.org         | 443  |
            https://bücher.example/       | HTTPS | xn--bcher-kva.example | 443 | /
            例え.テスト                     | TCP   | xn--r8jz45g.xn--zckzah | 443 |
            """)
    void isReadInEveryWayOfWriting(String text, ProbeTarget.Scheme scheme, String host, int port, String path) {
        assertThat(ProbeTarget.parse(text)).isEqualTo(new ProbeTarget(scheme, host, port, path == null ? "" : path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "example.org:0",
                "example.org:65536",
                "example.org:http",
                "[::1",
                "https://",
                "https:///x",
                "https://user:secret@example.org/",
                "fe80::1%eth0"
            })
    void whatIsNoneIsRefused(String text) {
        assertThat(catchThrowableOfType(FailureException.class, () -> ProbeTarget.parse(text))
                        .failure()
                        .kind())
                .isEqualTo(Failure.Kind.INVALID_SETTINGS);
    }

    @Test
    void aPasswordIsNotRepeated() {
        assertThatThrownBy(() -> ProbeTarget.parse("https://alice:secret@example.org/"))
                .isInstanceOf(FailureException.class)
                .satisfies(e -> assertThat(((FailureException) e).failure().toString())
                        .doesNotContain("secret")
                        .doesNotContain("alice"));
    }

    @Test
    void anOverlongTextIsRefusedAndNotRepeatedWhole() {
        FailureException refused =
                catchThrowableOfType(FailureException.class, () -> ProbeTarget.parse("a".repeat(ProbeTarget.MOST + 1)));

        assertThat(refused.failure().what().toString()).hasSizeLessThan(300);
    }

    @Test
    void anUnknownSchemeIsNamed() {
        FailureException refused =
                catchThrowableOfType(FailureException.class, () -> ProbeTarget.parse("gopher://example.org"));

        assertThat(refused.failure().what().toString()).contains("gopher");
    }

    @Test
    void onlyAUrlOfHttpIsAskedForAPage() {
        assertThat(ProbeTarget.parse("example.org").parts()).doesNotContain(ProbePart.TLS, ProbePart.HTTP);
        assertThat(ProbeTarget.parse("tls://example.org").parts())
                .contains(ProbePart.TLS)
                .doesNotContain(ProbePart.HTTP);
        assertThat(ProbeTarget.parse("https://example.org").parts()).contains(ProbePart.TLS, ProbePart.HTTP);
        assertThatThrownBy(
                        () -> ProbeRequest.of(ProbeTarget.parse("example.org")).only(Set.of(ProbePart.HTTP)))
                .isInstanceOf(FailureException.class);
        assertThat(ProbeRequest.of(ProbeTarget.parse("example.org"))
                        .only(Set.of(ProbePart.TLS))
                        .parts())
                .containsExactly(ProbePart.TLS);
    }
}
