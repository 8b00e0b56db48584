package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.SslScan;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;
import org.netsonde.fixtures.TestSsl;

/** What scanners find wrong with our TLS server as it is by default, with either provider: nothing. */
class TlsScanTest extends TlsOfBothProviders {

    private Endpoint start(KeyKind key) {
        TestCertificate certificate = authority.issue("server", TestAuthority.server(key));
        return bench.start(
                "server",
                "tls-server",
                "{'port': 0, 'framing': 'lines', 'tls': {'provider': '" + provider
                        + "', 'certificate': {'type': 'pem', 'chain': '" + certificate.certificate() + "', 'key': '"
                        + certificate.key() + "'}}}");
    }

    /** A scan is a storm of broken handshakes: the server goes on. */
    private void goesOn(Endpoint server) {
        assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
        try (PeerProcess client = OpenSsl.client(
                Bench.address(server).getPort(), "-CAfile", authority.certificate(), "-verify_return_error")) {
            client.say("still there");
            client.until("still there");
        }
    }

    @ParameterizedTest
    @CsvSource({"ECDSA_P256, ECDHE-ECDSA", "RSA_2048, ECDHE-RSA"})
    void sslscanFindsGoodSuitesOnly(KeyKind key, String exchange) {
        Endpoint server = start(key);
        long begin = System.nanoTime();
        SslScan scan = SslScan.run(Bench.address(server).getPort());
        took("sslscan", begin);

        assertThat(scan.protocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
        assertThat(scan.ciphers("TLSv1.3"))
                .containsExactlyInAnyOrder(
                        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
        assertThat(scan.ciphers("TLSv1.2"))
                .containsExactlyInAnyOrder(
                        exchange + "-AES128-GCM-SHA256",
                        exchange + "-AES256-GCM-SHA384",
                        exchange + "-CHACHA20-POLY1305");
        // It knows those of TLS 1.3, but has no opinion of them.
        assertThat(scan.ciphers())
                .allMatch(cipher ->
                        cipher.strength().equals(cipher.protocol().equals("TLSv1.3") ? "acceptable" : "strong"));
        assertThat(scan.heartbleed()).isEmpty();
        assertThat(scan.compression()).isFalse();
        assertThat(scan.insecureRenegotiation()).isFalse();
        goesOn(server);
    }

    @Test
    void testsslFindsNothing() {
        Endpoint server = start(KeyKind.ECDSA_P256);
        long begin = System.nanoTime();
        TestSsl report = TestSsl.run(Bench.address(server).getPort(), folder);
        took("testssl", begin);

        assertThat(report.atLeast(TestSsl.Severity.LOW)).isEmpty();
        assertThat(report.finding("TLS1_2").orElseThrow().severity()).isEqualTo(TestSsl.Severity.OK);
        assertThat(report.finding("TLS1_3").orElseThrow().severity()).isEqualTo(TestSsl.Severity.OK);
        goesOn(server);
    }

    private void took(String scanner, long begin) {
        System.out.println(scanner + " of " + provider + " took "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }
}
