package org.netsonde.engine.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.FailureException;

class ScrapeAddressTest {

    @ParameterizedTest
    @CsvSource({
        "9464, 127.0.0.1, 9464, false",
        "0, 127.0.0.1, 0, false",
        "localhost:9000, localhost, 9000, false",
        "LocalHost:9000, LocalHost, 9000, false",
        "127.8.9.10:1, 127.8.9.10, 1, false",
        "[::1]:65535, ::1, 65535, false",
        "0.0.0.0:9464, 0.0.0.0, 9464, true",
        "[::]:9464, ::, 9464, true",
        "bench.example:9464, bench.example, 9464, true",
        "localhost.example:9464, localhost.example, 9464, true",
        "127.0.0.1.example:9464, 127.0.0.1.example, 9464, true",
    })
    void readsAPortAndPerhapsAHost(String text, String host, int port, boolean wide) {
        ScrapeAddress address = ScrapeAddress.parse(text);
        assertThat(address).isEqualTo(new ScrapeAddress(host, port));
        assertThat(address.isWide()).isEqualTo(wide);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "65536",
                "-1",
                ":9464",
                "host:",
                "host:x",
                "::1:9464",
                "[::1]",
                "[]:1",
                "a b:1",
                "http://h:1"
            })
    void saysWhatIsNoAddress(String text) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> ScrapeAddress.parse(text))
                .withMessageContaining("127.0.0.1:9464");
    }

    @Test
    void isWrittenAsInUrlsAndConfigurations() {
        assertThat(ScrapeAddress.loopback(9464).url()).isEqualTo("http://127.0.0.1:9464/metrics");
        assertThat(new ScrapeAddress("::1", 9464).url()).isEqualTo("http://[::1]:9464/metrics");
        assertThat(new ScrapeAddress("::1", 9464).scrapeConfig()).contains("targets: [\"[::1]:9464\"]");
    }
}
