package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.Authority;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.tls.TlsPair.Outcome;
import org.netsonde.engine.tls.TlsPair.Side;

/** What each side says of a handshake that fails, whichever providers they have. */
class HandshakeFailureTest extends HandshakesOfAllProviders {

    private static final String UNKNOWN_CA = "peer:1 does not know the authority of the certificate that it was shown.";
    private static final String UNKNOWN = "peer:1 did not accept the certificate that it was shown.";
    private static final String FAULT = "peer:1 found a fault in the certificate that it was shown.";
    private static final String EXPIRED = "peer:1 says that the certificate that it was shown has expired.";
    private static final String NOTHING_AGREED = "peer:1 found nothing that both sides could agree on.";

    private static void assertSays(Side side, Failure.Kind kind, String sentence) {
        Failure failure = side.failure();
        assertThat(failure.what().text(Locale.ENGLISH)).isEqualTo(sentence);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.remedy().text(Locale.ENGLISH)).doesNotContain("failure.");
    }

    private void assertRefused(Outcome outcome, String atClient, String atServer) {
        assertSays(outcome.client(), Failure.Kind.CERTIFICATE, atClient);
        assertSays(outcome.server(), Failure.Kind.CERTIFICATE, atServer);
    }

    /** What the JDK has one word for. */
    private static String from(TlsProvider sender, String openSsl) {
        return sender == TlsProvider.OPENSSL ? openSsl : UNKNOWN;
    }

    @Test
    void certificateForAnotherName() throws Exception {
        server.certificate = Sides.generated(KeyKind.ECDSA_P256);
        assertRefused(
                talk("b.example"), "The server's certificate is for localhost, but you asked for b.example.", FAULT);
    }

    @Test
    void certificateForAnotherAddress() throws Exception {
        assertRefused(
                talk("192.0.2.1"),
                "The server's certificate is for localhost, 127.0.0.1, ::1, but you asked for 192.0.2.1.",
                FAULT);
    }

    @Test
    void certificateForNoName() throws Exception {
        server.certificate =
                sides.pem(Sides.AUTHORITY.issue(CertificatePlan.server(KeyKind.ECDSA_P256, List.of(), Sides.NOW)));
        assertRefused(
                talk("b.example"),
                "The server's certificate (CN=localhost) is for no name at all, but you asked for b.example.",
                FAULT);
    }

    @Test
    void certificateThatHasExpired() throws Exception {
        CertificatePlan plan = Sides.expired(Sides.serverPlan());
        server.certificate = sides.pem(Sides.AUTHORITY.issue(plan));
        assertRefused(
                talk("localhost"), "The certificate of CN=localhost has expired, on " + plan.until() + ".", EXPIRED);
    }

    @Test
    void certificateThatIsNotValidYet() throws Exception {
        CertificatePlan plan = Sides.early(Sides.serverPlan());
        server.certificate = sides.pem(Sides.AUTHORITY.issue(plan));
        assertRefused(
                talk("localhost"),
                "The certificate of CN=localhost is not valid yet, but from " + plan.from() + " on.",
                FAULT);
    }

    @Test
    void certificateThatVouchesForItself() throws Exception {
        server.certificate = sides.pem(Authority.selfSigned(Sides.serverPlan()));
        assertRefused(
                talk("localhost"),
                "The certificate of CN=localhost vouches for itself, and is not trusted.",
                from(clientProvider, UNKNOWN_CA));
    }

    @Test
    void certificateOfAnUnknownAuthority() throws Exception {
        Authority foreign = Authority.create(CertificatePlan.authority("Foreign", Sides.NOW));
        server.certificate = sides.pem(foreign.issue(Sides.serverPlan()));
        assertRefused(
                talk("localhost"),
                "The certificate of CN=localhost was issued by CN=Foreign, which is not trusted.",
                from(clientProvider, UNKNOWN_CA));
    }

    @Test
    void certificateWithTheSignatureOfAnother() throws Exception {
        Authority namesake = Authority.create(CertificatePlan.authority("Test authority", Sides.NOW));
        server.certificate = sides.pem(namesake.issue(Sides.serverPlan()));
        assertRefused(
                talk("localhost"),
                "The signature on the certificate of CN=localhost is not that of CN=Test authority.",
                FAULT);
    }

    @Test
    void certificateThatIsNotMeantForServers() throws Exception {
        server.certificate = sides.pem(Sides.AUTHORITY.issue(Sides.clientPlan()));
        assertRefused(
                talk("localhost"),
                "The certificate of CN=Test client is not meant for servers.",
                "peer:1 says that the certificate that it was shown is not meant for this use, or of a kind that it does"
                        + " not take.");
    }

    @Test
    void clientWithoutCertificate() throws Exception {
        server.clientAuth = ClientAuth.REQUIRED;
        Outcome outcome = talk("localhost");

        assertSays(
                outcome.server(),
                Failure.Kind.CERTIFICATE,
                "peer:1 showed no certificate, and this server requires one.");
        if (versions == TlsVersions.TLS13) {
            assertSays(
                    outcome.client(), Failure.Kind.CERTIFICATE, "peer:1 requires a certificate, and was shown none.");
        } else {
            assertSays(outcome.client(), Failure.Kind.TLS_HANDSHAKE, NOTHING_AGREED);
        }
    }

    @Test
    void clientOfAnUnknownAuthority() throws Exception {
        server.clientAuth = ClientAuth.OPTIONAL;
        Authority foreign = Authority.create(CertificatePlan.authority("Foreign", Sides.NOW));
        client.certificate = sides.pem(foreign.issue(Sides.clientPlan()));
        assertRefused(
                talk("localhost"),
                from(serverProvider, UNKNOWN_CA),
                "The certificate of CN=Test client was issued by CN=Foreign, which is not trusted.");
    }

    @Test
    void clientWhoseCertificateIsNotMeantForClients() throws Exception {
        server.clientAuth = ClientAuth.REQUIRED;
        client.certificate = sides.pem(Sides.AUTHORITY.issue(Sides.serverPlan()));
        assertRefused(
                talk("localhost"),
                from(
                        serverProvider,
                        "peer:1 says that the certificate that it was shown is not meant for this use, or of a kind that"
                                + " it does not take."),
                "The certificate of CN=localhost is not meant for clients.");
    }

    @Test
    void clientWhoseCertificateHasExpired() throws Exception {
        server.clientAuth = ClientAuth.REQUIRED;
        CertificatePlan plan = Sides.expired(Sides.clientPlan());
        client.certificate = sides.pem(Sides.AUTHORITY.issue(plan));
        assertRefused(
                talk("localhost"),
                from(serverProvider, EXPIRED),
                "The certificate of CN=Test client has expired, on " + plan.until() + ".");
    }

    @Test
    void noVersionInCommon() throws Exception {
        client.versions = versions == TlsVersions.TLS12 ? TlsVersions.TLS13 : TlsVersions.TLS12;
        Outcome outcome = talk("localhost");

        assertSays(
                outcome.server(), Failure.Kind.TLS_HANDSHAKE, "peer:1 and this side have no version of TLS in common.");
        assertSays(
                outcome.client(),
                Failure.Kind.TLS_HANDSHAKE,
                "peer:1 speaks none of the TLS versions that this side offers.");
    }

    @Test
    void noCipherSuiteInCommon() throws Exception {
        if (versions == TlsVersions.TLS13) {
            if (serverProvider != TlsProvider.JDK || clientProvider != TlsProvider.JDK) {
                // OpenSSL offers all of TLS 1.3 in any case.
                return;
            }
            server.ciphers = List.of("TLS_AES_128_GCM_SHA256");
            client.ciphers = List.of("TLS_AES_256_GCM_SHA384");
        } else {
            server.ciphers = List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
            client.ciphers = List.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
        }
        Outcome outcome = talk("localhost");

        assertSays(
                outcome.server(),
                Failure.Kind.TLS_HANDSHAKE,
                "peer:1 and this side have no cipher suite in common that suits the certificate.");
        assertSays(outcome.client(), Failure.Kind.TLS_HANDSHAKE, NOTHING_AGREED);
    }

    @Test
    void noCipherSuiteForTheKey() throws Exception {
        if (versions == TlsVersions.TLS13) {
            // Suites do not name keys there.
            return;
        }
        server.ciphers = List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        Outcome outcome = talk("localhost");

        assertSays(
                outcome.server(),
                Failure.Kind.TLS_HANDSHAKE,
                "peer:1 and this side have no cipher suite in common that suits the certificate.");
        assertSays(
                outcome.client(),
                Failure.Kind.TLS_HANDSHAKE,
                serverProvider == TlsProvider.JDK
                        ? NOTHING_AGREED
                        : "Something went wrong inside peer:1 during the TLS handshake.");
    }

    @Test
    void keyThatTheClientCannotCheck() throws Exception {
        if (clientProvider == TlsProvider.JDK) {
            return;
        }
        server.certificate = Sides.generated(KeyKind.ED25519);
        Outcome outcome = talk("localhost");

        boolean noSuite = serverProvider == TlsProvider.OPENSSL && versions == TlsVersions.TLS12;
        assertSays(
                outcome.server(),
                Failure.Kind.TLS_HANDSHAKE,
                noSuite
                        ? "peer:1 and this side have no cipher suite in common that suits the certificate."
                        : "peer:1 cannot check signatures by the key of the certificate that this side would show.");
        boolean internal = serverProvider == TlsProvider.JDK && versions == TlsVersions.TLS12;
        assertSays(
                outcome.client(),
                Failure.Kind.TLS_HANDSHAKE,
                internal ? "Something went wrong inside peer:1 during the TLS handshake." : NOTHING_AGREED);
    }

    @Test
    void serverThatSpeaksNoTls() throws Exception {
        try (TlsContext asking = client.context()) {
            Outcome outcome = pair.run(
                    TlsPair.plain("HTTP/1.1 400 Bad Request\r\nServer: something with a long name\r\n\r\n"),
                    TlsPair.connecting(asking, "localhost"));

            assertSays(
                    outcome.client(),
                    Failure.Kind.TLS_HANDSHAKE,
                    // OpenSSL does not say what it was.
                    clientProvider == TlsProvider.OPENSSL
                            ? "peer:1 does not speak TLS."
                            : "peer:1 does not speak TLS; it sent: HTTP/1.1 400 Bad Request\\r\\nServer: someth…");
        }
    }

    @Test
    void clientThatSpeaksNoTls() throws Exception {
        try (TlsContext serving = server.context()) {
            Outcome outcome = pair.run(TlsPair.accepting(serving), TlsPair.plain("hello"));

            assertSays(
                    outcome.server(),
                    Failure.Kind.TLS_HANDSHAKE,
                    serverProvider == TlsProvider.OPENSSL
                            ? "peer:1 does not speak TLS."
                            : "peer:1 does not speak TLS; it sent: hello");
        }
    }

    @Test
    void peerThatClosesDuringTheHandshake() throws Exception {
        try (TlsContext serving = server.context();
                TlsContext asking = client.context()) {
            String sentence = "peer:1 closed the connection during the TLS handshake.";
            for (var peer : List.of(TlsPair.plain(""), TlsPair.hangingUp())) {
                assertSays(
                        pair.run(peer, TlsPair.connecting(asking, "localhost")).client(),
                        Failure.Kind.TLS_HANDSHAKE,
                        sentence);
            }
            assertSays(
                    pair.run(TlsPair.accepting(serving), TlsPair.plain("")).server(),
                    Failure.Kind.TLS_HANDSHAKE,
                    sentence);
        }
    }

    @Test
    void peerThatSaysNothing() throws Exception {
        client.timeout = Duration.ofMillis(100);
        server.timeout = Duration.ofMillis(100);
        try (TlsContext serving = server.context();
                TlsContext asking = client.context()) {
            String sentence = "The TLS handshake with peer:1 was not over in time.";
            assertSays(
                    pair.run(TlsPair.silent(), TlsPair.connecting(asking, "localhost"))
                            .client(),
                    Failure.Kind.TLS_HANDSHAKE,
                    sentence);
            assertSays(
                    pair.run(TlsPair.accepting(serving), TlsPair.silent()).server(),
                    Failure.Kind.TLS_HANDSHAKE,
                    sentence);
        }
    }
}
