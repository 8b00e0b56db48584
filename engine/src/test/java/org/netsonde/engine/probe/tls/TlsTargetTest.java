package org.netsonde.engine.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.FailureException;

/** Servers are named as people do, and suites as registries do. */
class TlsTargetTest {

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org:443",
        "' example.org:8443 ', example.org:8443",
        "192.0.2.1, 192.0.2.1:443",
        "2001:db8::1, [2001:db8::1]:443",
        "[2001:db8::1]:8443, [2001:db8::1]:8443",
        "[2001:db8::1], [2001:db8::1]:443",
        "https://example.org/path?a=b, example.org:443",
        "https://[::1]:9443/, [::1]:9443",
        "imaps://mail.example.org, mail.example.org:993"
    })
    void isReadAsItIsWritten(String text, String expected) {
        assertThat(TlsTarget.parse(text)).hasToString(expected);
        assertThat(TlsTarget.parse(expected)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "what is this",
                "host:0",
                "host:65536",
                "host:https",
                "[::1",
                "[::1]x",
                "https://",
                "a/b"
            })
    void nonsenseIsRefused(String text) {
        assertThatThrownBy(() -> TlsTarget.parse(text)).isInstanceOf(FailureException.class);
    }

    @Test
    void tableOfSuitesIsWhole() {
        Suites suites = Suites.builtin();
        assertThat(suites.of(TlsVersion.TLS12)).hasSizeGreaterThan(300);
        assertThat(suites.of(TlsVersion.TLS13))
                .extracting(Suite::number)
                .contains("0x1301", "0x1302", "0x1303", "0x1304", "0x1305");
        Suite suite = suites.find(0xc02f).orElseThrow();
        assertThat(suite)
                .isEqualTo(new Suite(
                        0xc02f,
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                        "ECDHE-RSA-AES128-GCM-SHA256",
                        "ECDHE",
                        "RSA",
                        "AES-128 GCM",
                        128,
                        "AEAD"));
        assertThat(suite.strength()).isEqualTo(Severity.GOOD);
        assertThat(suites.find(0x0000)).isEmpty();
    }
}
