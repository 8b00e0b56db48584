package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;

/** Our TLS client, where a handshake with somebody else's server fails. */
class TlsClientFailureInteropTest extends FailedHandshakes {

    private Endpoint client(int port, String tls) {
        return bench.add(
                "client",
                "tls-client",
                "{'port': " + port + ", 'framing': 'lines', 'tls': "
                        + Bench.json("{'provider': '" + provider + "', " + trustsAuthority() + "}", tls) + "}");
    }

    /** What is said of a client that could not start. */
    private void cannotStart(int port, String tls, Failure.Kind kind, String sentence) {
        Endpoint client = client(port, tls);
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
        assertThat(sentence(thrown.failure())).isEqualTo(sentence);
        assertThat(thrown.failure().kind()).isEqualTo(kind);
        assertThat(client.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
        assertThat(client.metrics().errorsByKind()).containsExactly(Map.entry(kind, 1L));
        assertThat(bench.sample(client).total()).isZero();
        assertThat(bench.figure(client, "tls_handshakes")).isZero();
    }

    private void isRefused(TestCertificate shown, String tls, String sentence, String alert) {
        try (PeerProcess server = python(shown)) {
            cannotStart(server.port(), tls, Failure.Kind.CERTIFICATE, sentence);
            assertThat(server.line("failed")).contains(alert);
        }
    }

    @Test
    void wrongName() {
        CertificatePlan plan =
                CertificatePlan.server(KeyKind.ECDSA_P256, List.of("a.example", "b.example"), Instant.now());
        isRefused(
                authority.issue("other", plan),
                "{}",
                "The server's certificate is for a.example, b.example, but you asked for 127.0.0.1.",
                "ALERT_BAD_CERTIFICATE");
    }

    @Test
    void wrongServerName() {
        isRefused(
                authority.server(),
                "{'serverName': 'door.example'}",
                "The server's certificate is for localhost, 127.0.0.1, but you asked for door.example.",
                "ALERT_BAD_CERTIFICATE");
    }

    @Test
    void selfSigned() {
        isRefused(
                TestCertificate.create(folder, "device"),
                "{}",
                "The certificate of CN=device vouches for itself, and is not trusted.",
                isJdk() ? "ALERT_CERTIFICATE_UNKNOWN" : "ALERT_UNKNOWN_CA");
    }

    @Test
    void unknownAuthority() {
        isRefused(
                TestAuthority.create(folder, "Foreign").server(),
                "{}",
                "The certificate of CN=localhost was issued by CN=Foreign, which is not trusted.",
                isJdk() ? "ALERT_CERTIFICATE_UNKNOWN" : "ALERT_UNKNOWN_CA");
    }

    /** Named by the one that is missing. */
    @Test
    void authorityInBetweenIsNotShown() {
        TestAuthority between = authority.between("between");
        TestCertificate whole = between.server();
        TestCertificate alone = new TestCertificate(folder.resolve("alone.pem"), whole.key());
        OpenSsl.copyFirst(whole.certificate(), alone.certificate());
        isRefused(
                alone,
                "{}",
                "The certificate of CN=localhost was issued by CN=between, which is not trusted.",
                isJdk() ? "ALERT_CERTIFICATE_UNKNOWN" : "ALERT_UNKNOWN_CA");
    }

    @Test
    void expired() {
        CertificatePlan plan = TestAuthority.expired(TestAuthority.server(KeyKind.ECDSA_P256));
        isRefused(
                authority.issue("expired", plan),
                "{}",
                "The certificate of CN=localhost has expired, on " + plan.until() + ".",
                "ALERT_CERTIFICATE_EXPIRED");
    }

    @Test
    void notYetValid() {
        CertificatePlan plan = TestAuthority.early(TestAuthority.server(KeyKind.ECDSA_P256));
        isRefused(
                authority.issue("early", plan),
                "{}",
                "The certificate of CN=localhost is not valid yet, but from " + plan.from() + " on.",
                "ALERT_BAD_CERTIFICATE");
    }

    @Test
    void certificateOfAClient() {
        CertificatePlan plan = CertificatePlan.client(KeyKind.ECDSA_P256, "alice", TestAuthority.HERE, Instant.now());
        isRefused(
                authority.issue("alice", plan),
                "{}",
                "The certificate of CN=alice is not meant for servers.",
                "ALERT_UNSUPPORTED_CERTIFICATE");
    }

    @Test
    void serverRequiresACertificateAndLearnsInTheHandshake() {
        try (PeerProcess server = python(authority.server(), "--cafile", authority.certificate(), "--max", "TLSv1_2")) {
            cannotStart(
                    server.port(),
                    "{}",
                    Failure.Kind.TLS_HANDSHAKE,
                    "PEER found nothing that both sides could agree on.");
            assertThat(server.line("failed")).contains("PEER_DID_NOT_RETURN_A_CERTIFICATE");
        }
    }

    @Test
    void serverKnowsNoAuthorityOfOurCertificateInTheHandshake() {
        TestCertificate stranger = TestAuthority.create(folder, "Foreign").client("stranger");
        try (PeerProcess server = python(authority.server(), "--cafile", authority.certificate(), "--max", "TLSv1_2")) {
            cannotStart(
                    server.port(),
                    "{" + pem(stranger) + "}",
                    Failure.Kind.CERTIFICATE,
                    "PEER does not know the authority of the certificate that it was shown.");
            assertThat(server.line("failed")).contains("CERTIFICATE_VERIFY_FAILED");
        }
    }

    /** In TLS 1.3 the client has done its part before the server says what it thinks of its certificate. */
    private void startsAndFails(int port, String tls, String sentence) {
        Endpoint client = client(port, tls);
        try {
            Bench.await(client.start());
        } catch (FailureException e) {
            // The answer came before the start was told.
        }
        await().atMost(Bench.LIMIT).until(() -> client.state() instanceof EndpointState.Failed);
        assertThat(sentence(((EndpointState.Failed) client.state()).failure())).isEqualTo(sentence);
        assertThat(client.metrics().errorsByKind()).containsExactly(Map.entry(Failure.Kind.CERTIFICATE, 1L));
    }

    @Test
    void serverRequiresACertificateAndSaysSoLater() {
        try (PeerProcess server = python(authority.server(), "--cafile", authority.certificate(), "--min", "TLSv1_3")) {
            startsAndFails(server.port(), "{}", "PEER requires a certificate, and was shown none.");
            assertThat(server.line("failed")).contains("PEER_DID_NOT_RETURN_A_CERTIFICATE");
        }
    }

    @Test
    void serverKnowsNoAuthorityOfOurCertificateAndSaysSoLater() {
        TestCertificate stranger = TestAuthority.create(folder, "Foreign").client("stranger");
        try (PeerProcess server = python(authority.server(), "--cafile", authority.certificate(), "--min", "TLSv1_3")) {
            startsAndFails(
                    server.port(),
                    "{" + pem(stranger) + "}",
                    "PEER does not know the authority of the certificate that it was shown.");
            assertThat(server.line("failed")).contains("CERTIFICATE_VERIFY_FAILED");
        }
    }

    @Test
    void serverFindsOurCertificateExpired() {
        CertificatePlan plan =
                TestAuthority.expired(CertificatePlan.client(KeyKind.ECDSA_P256, "alice", List.of(), Instant.now()));
        try (PeerProcess server = python(authority.server(), "--cafile", authority.certificate(), "--min", "TLSv1_3")) {
            startsAndFails(
                    server.port(),
                    "{" + pem(authority.issue("alice", plan)) + "}",
                    "PEER says that the certificate that it was shown has expired.");
            assertThat(server.line("failed")).contains("CERTIFICATE_VERIFY_FAILED");
        }
    }

    @ParameterizedTest
    @CsvSource({"tls12, TLSv1_3, TLSv1_3", "tls13, TLSv1_2, TLSv1_2", "tls12-or-13, TLSv1, TLSv1_1"})
    void noCommonVersion(String versions, String min, String max) {
        try (PeerProcess server =
                python(authority.server(), "--min", min, "--max", max, "--ciphers", "DEFAULT:@SECLEVEL=0")) {
            cannotStart(
                    server.port(),
                    "{'versions': '" + versions + "'}",
                    Failure.Kind.TLS_HANDSHAKE,
                    "PEER speaks none of the TLS versions that this side offers.");
            assertThat(server.line("failed")).contains("UNSUPPORTED_PROTOCOL");
        }
    }

    /** An old device that chains blocks. */
    @Test
    void noCommonCipher() {
        try (PeerProcess server =
                python(authority.server(), "--ciphers", "ECDHE-ECDSA-AES128-SHA", "--max", "TLSv1_2")) {
            cannotStart(
                    server.port(),
                    "{}",
                    Failure.Kind.TLS_HANDSHAKE,
                    "PEER found nothing that both sides could agree on.");
            assertThat(server.line("failed")).contains("NO_SHARED_CIPHER");
        }
    }

    @Test
    void noCommonApplicationProtocol() {
        try (PeerProcess server = OpenSsl.server(authority.server(), "-alpn", "h2")) {
            cannotStart(
                    OpenSsl.port(server),
                    "{'alpn': ['http/1.1']}",
                    Failure.Kind.TLS_HANDSHAKE,
                    "PEER speaks none of the application protocols that this side offers (ALPN).");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void serverOfAnotherName(String version) {
        TestCertificate localhost = authority.server();
        try (PeerProcess server = OpenSsl.server(
                localhost,
                version,
                "-servername",
                "door.example",
                "-servername_fatal",
                "-cert2",
                localhost.certificate(),
                "-key2",
                localhost.key())) {
            cannotStart(
                    OpenSsl.port(server),
                    "{'serverName': 'localhost'}",
                    Failure.Kind.TLS_HANDSHAKE,
                    "PEER knows no server of the name that it was asked for.");
        }
    }

    /** A warning only, which OpenSSL takes as one and the JDK does not. */
    @Test
    void serverThatWarnsOfAnotherName() {
        TestCertificate localhost = authority.server();
        try (PeerProcess server = OpenSsl.server(
                localhost,
                "-tls1_2",
                "-servername",
                "door.example",
                "-cert2",
                localhost.certificate(),
                "-key2",
                localhost.key())) {
            int port = OpenSsl.port(server);
            if (isJdk()) {
                cannotStart(
                        port,
                        "{'serverName': 'localhost'}",
                        Failure.Kind.TLS_HANDSHAKE,
                        "PEER knows no server of the name that it was asked for.");
            } else {
                Bench.await(client(port, "{'serverName': 'localhost'}").start());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"http, HTTP/1.1 400 Bad Request\\r\\nServer: plain\\r…", "banner, SSH-2.0-plain\\r\\n"})
    void serverSpeaksPlainText(String mode, String said) {
        try (PeerProcess server = Peers.python("plain_server.py", mode)) {
            cannotStart(server.port(), "{}", Failure.Kind.TLS_HANDSHAKE, "PEER does not speak TLS; it sent: " + said);
            assertThat(server.line("closed")).isEqualTo("in order");
        }
    }

    @Test
    void serverHangsUp() {
        try (PeerProcess server = Peers.python("plain_server.py", "hangup")) {
            cannotStart(
                    server.port(),
                    "{}",
                    Failure.Kind.TLS_HANDSHAKE,
                    "PEER closed the connection during the TLS handshake.");
        }
    }

    @Test
    void serverIsSilent() {
        try (PeerProcess server = Peers.python("plain_server.py", "silent")) {
            cannotStart(
                    server.port(),
                    "{'handshakeTimeout': '200ms'}",
                    Failure.Kind.TLS_HANDSHAKE,
                    "The TLS handshake with PEER was not over in time.");
            assertThat(server.line("closed")).isEqualTo("in order");
        }
    }

    /** It goes on trying, and says each time why not. */
    @Test
    void clientThatConnectsAgainTellsWhyItDidNotYet() {
        TestCertificate old = authority.issue("old", TestAuthority.expired(TestAuthority.server(KeyKind.ECDSA_P256)));
        try (PeerProcess server = python(old)) {
            Endpoint client = bench.add(
                    "client",
                    "tls-client",
                    "{'port': " + server.port()
                            + ", 'reconnect': {'type': 'back-off', 'first': '1ms', 'max': '10ms'}, 'tls': {'provider': '"
                            + provider + "', " + trustsAuthority() + "}}");
            client.start();
            await().atMost(Bench.LIMIT).until(() -> bench.sample(client).errors() >= 3);
            assertThat(client.state()).isInstanceOf(EndpointState.Starting.class);
            assertThat(sentence(client.lastFailure().orElseThrow()))
                    .startsWith("The certificate of CN=localhost has expired, on ");
            assertThat(client.metrics().errorsByKind()).containsOnlyKeys(Failure.Kind.CERTIFICATE);
            Bench.await(client.stop());
        }
    }
}
