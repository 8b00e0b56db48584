package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
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
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;

/**
 * Handshakes that fail against programs that others wrote: what the user is told, with either provider, and that the peer is
 * told too, by an alert and not by a reset.
 */
class TlsFailureInteropTest extends TlsOfBothProviders {

    @Override
    Map<String, String> secrets() {
        return Map.of("NETSONDE_SECRET_WRONG", "wrong");
    }

    private boolean isJdk() {
        return provider.equals("jdk");
    }

    private static String pem(TestCertificate certificate) {
        return "'certificate': {'type': 'pem', 'chain': '" + certificate.certificate() + "', 'key': '"
                + certificate.key() + "'}";
    }

    private String trustsAuthority() {
        return "'trust': {'type': 'custom', 'file': '" + authority.certificate() + "'}";
    }

    private static PeerProcess python(TestCertificate certificate, Object... options) {
        List<Object> all = new ArrayList<>(List.of("--cert", certificate.certificate(), "--key", certificate.key()));
        all.addAll(Arrays.asList(options));
        return Peers.python("tls_server.py", all.toArray());
    }

    /** What happened and what to do, as it is shown; the peer's address stands as PEER. */
    private static String sentence(Failure failure) {
        String what = failure.what().text(Locale.ENGLISH);
        String remedy = failure.remedy().text(Locale.ENGLISH);
        assertThat(remedy).doesNotContain("failure.").doesNotContain("{").endsWith(".");
        return what.replaceAll("127\\.0\\.0\\.1:\\d+", "PEER");
    }

    /** A client that is told off. */
    @Nested
    class OfClients {

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
            CertificatePlan plan =
                    CertificatePlan.client(KeyKind.ECDSA_P256, "alice", TestAuthority.HERE, Instant.now());
            isRefused(
                    authority.issue("alice", plan),
                    "{}",
                    "The certificate of CN=alice is not meant for servers.",
                    "ALERT_UNSUPPORTED_CERTIFICATE");
        }

        @Test
        void serverRequiresACertificateAndLearnsInTheHandshake() {
            try (PeerProcess server =
                    python(authority.server(), "--cafile", authority.certificate(), "--max", "TLSv1_2")) {
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
            try (PeerProcess server =
                    python(authority.server(), "--cafile", authority.certificate(), "--max", "TLSv1_2")) {
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
            assertThat(sentence(((EndpointState.Failed) client.state()).failure()))
                    .isEqualTo(sentence);
            assertThat(client.metrics().errorsByKind()).containsExactly(Map.entry(Failure.Kind.CERTIFICATE, 1L));
        }

        @Test
        void serverRequiresACertificateAndSaysSoLater() {
            try (PeerProcess server =
                    python(authority.server(), "--cafile", authority.certificate(), "--min", "TLSv1_3")) {
                startsAndFails(server.port(), "{}", "PEER requires a certificate, and was shown none.");
                assertThat(server.line("failed")).contains("PEER_DID_NOT_RETURN_A_CERTIFICATE");
            }
        }

        @Test
        void serverKnowsNoAuthorityOfOurCertificateAndSaysSoLater() {
            TestCertificate stranger = TestAuthority.create(folder, "Foreign").client("stranger");
            try (PeerProcess server =
                    python(authority.server(), "--cafile", authority.certificate(), "--min", "TLSv1_3")) {
                startsAndFails(
                        server.port(),
                        "{" + pem(stranger) + "}",
                        "PEER does not know the authority of the certificate that it was shown.");
                assertThat(server.line("failed")).contains("CERTIFICATE_VERIFY_FAILED");
            }
        }

        @Test
        void serverFindsOurCertificateExpired() {
            CertificatePlan plan = TestAuthority.expired(
                    CertificatePlan.client(KeyKind.ECDSA_P256, "alice", List.of(), Instant.now()));
            try (PeerProcess server =
                    python(authority.server(), "--cafile", authority.certificate(), "--min", "TLSv1_3")) {
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
                cannotStart(
                        server.port(), "{}", Failure.Kind.TLS_HANDSHAKE, "PEER does not speak TLS; it sent: " + said);
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
            TestCertificate old =
                    authority.issue("old", TestAuthority.expired(TestAuthority.server(KeyKind.ECDSA_P256)));
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

    /** A server that tells others off, while somebody else's connection goes on untouched. */
    @Nested
    class OfServers {

        private Endpoint server;
        private PeerProcess bystander;

        @AfterEach
        void end() {
            if (bystander != null) {
                bystander.close();
            }
        }

        private int start(String tls, Object... bystanders) {
            String settings = "{'port': 0, 'framing': 'lines', 'tls': "
                    + Bench.json("{'provider': '" + provider + "', " + pem(authority.server()) + "}", tls) + "}";
            server = bench.start("server", "tls-server", settings);
            int port = Bench.address(server).getPort();
            List<Object> options =
                    new ArrayList<>(List.of("--port", port, "--cafile", authority.certificate(), "--sni", "localhost"));
            options.addAll(Arrays.asList(bystanders));
            bystander = Peers.python("tls_client.py", options.toArray());
            bystander.until("reused no");
            assertThat(bystander.ask("before")).isEqualTo("line before");
            return port;
        }

        private int startAsking() {
            TestCertificate bob = authority.client("bob");
            return start(
                    "{'clientAuth': 'required', " + trustsAuthority() + "}",
                    "--cert",
                    bob.certificate(),
                    "--key",
                    bob.key());
        }

        private void tells(Failure.Kind kind, String sentence) {
            await().atMost(Bench.LIMIT)
                    .until(() -> bench.sample(server).errors() == 1
                            && server.lastFailure().isPresent());
            Failure failure = server.lastFailure().orElseThrow();
            assertThat(sentence(failure)).isEqualTo(sentence);
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(server.metrics().errorsByKind()).containsExactly(Map.entry(kind, 1L));
            assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
            assertThat(bystander.ask("behind")).isEqualTo("line behind");
            bystander.finish("end");
            await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 0);
            assertThat(bench.sample(server).errors()).isEqualTo(1);
        }

        private PeerProcess client(int port, Object... options) {
            List<Object> all =
                    new ArrayList<>(List.of("--port", port, "--cafile", authority.certificate(), "--sni", "localhost"));
            all.addAll(Arrays.asList(options));
            return Peers.python("tls_client.py", all.toArray());
        }

        /** A client that may not know that it failed before it says something. */
        private static String told(PeerProcess client) {
            client.say("hello?");
            String said = client.until("failed");
            return said.substring(said.indexOf("failed"));
        }

        @ParameterizedTest
        @CsvSource({"TLSv1_2, ALERT_HANDSHAKE_FAILURE", "TLSv1_3, ALERT_CERTIFICATE_REQUIRED"})
        void clientWithoutCertificate(String version, String alert) {
            int port = startAsking();
            try (PeerProcess client = client(port, "--min", version, "--max", version)) {
                assertThat(told(client)).contains(alert);
            }
            tells(Failure.Kind.CERTIFICATE, "PEER showed no certificate, and this server requires one.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-tls1_2", "-tls1_3"})
        void openSslWithoutCertificate(String version) {
            int port = startAsking();
            try (PeerProcess client = OpenSsl.client(port, version, "-CAfile", authority.certificate())) {
                client.until(version.equals("-tls1_2") ? "SSL alert number 40" : "SSL alert number 116");
            }
            tells(Failure.Kind.CERTIFICATE, "PEER showed no certificate, and this server requires one.");
        }

        private void refuses(String version, TestCertificate shown, String alert, String sentence) {
            int port = startAsking();
            try (PeerProcess client = client(
                    port, "--cert", shown.certificate(), "--key", shown.key(), "--min", version, "--max", version)) {
                assertThat(told(client)).contains(alert);
            }
            tells(Failure.Kind.CERTIFICATE, sentence);
        }

        @ParameterizedTest
        @ValueSource(strings = {"TLSv1_2", "TLSv1_3"})
        void clientOfAnUnknownAuthority(String version) {
            refuses(
                    version,
                    TestAuthority.create(folder, "Foreign").client("stranger"),
                    isJdk() ? "ALERT_CERTIFICATE_UNKNOWN" : "ALERT_UNKNOWN_CA",
                    "The certificate of CN=stranger was issued by CN=Foreign, which is not trusted.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"TLSv1_2", "TLSv1_3"})
        void clientThatVouchesForItself(String version) {
            refuses(
                    version,
                    TestCertificate.create(folder, "me"),
                    isJdk() ? "ALERT_CERTIFICATE_UNKNOWN" : "ALERT_UNKNOWN_CA",
                    "The certificate of CN=me vouches for itself, and is not trusted.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"TLSv1_2", "TLSv1_3"})
        void clientWhoseCertificateHasExpired(String version) {
            CertificatePlan plan = TestAuthority.expired(
                    CertificatePlan.client(KeyKind.ECDSA_P256, "alice", List.of(), Instant.now()));
            refuses(
                    version,
                    authority.issue("alice", plan),
                    isJdk() ? "ALERT_CERTIFICATE_UNKNOWN" : "ALERT_CERTIFICATE_EXPIRED",
                    "The certificate of CN=alice has expired, on " + plan.until() + ".");
        }

        @ParameterizedTest
        @ValueSource(strings = {"TLSv1_2", "TLSv1_3"})
        void clientWithTheCertificateOfAServer(String version) {
            refuses(
                    version,
                    authority.issue("other", TestAuthority.server(KeyKind.ECDSA_P256)),
                    isJdk() ? "ALERT_CERTIFICATE_UNKNOWN" : "ALERT_UNSUPPORTED_CERTIFICATE",
                    "The certificate of CN=localhost is not meant for clients.");
        }

        @Test
        void noCommonVersion() {
            int port = start("{'versions': 'tls13'}");
            try (PeerProcess client = client(port, "--max", "TLSv1_2")) {
                assertThat(client.line("failed")).contains("ALERT_PROTOCOL_VERSION");
            }
            tells(Failure.Kind.TLS_HANDSHAKE, "PEER and this side have no version of TLS in common.");
        }

        /** A device that has not been touched for ten years. */
        @Test
        void clientOfOldVersions() {
            int port = start("{}");
            try (PeerProcess client =
                    client(port, "--min", "TLSv1", "--max", "TLSv1_1", "--ciphers", "DEFAULT:@SECLEVEL=0")) {
                assertThat(client.line("failed")).contains("ALERT_PROTOCOL_VERSION");
            }
            tells(Failure.Kind.TLS_HANDSHAKE, "PEER and this side have no version of TLS in common.");
        }

        @Test
        void noCommonCipher() {
            int port = start("{}");
            try (PeerProcess client = client(port, "--max", "TLSv1_2", "--ciphers", "ECDHE-ECDSA-AES128-SHA")) {
                assertThat(client.line("failed")).contains("ALERT_HANDSHAKE_FAILURE");
            }
            tells(
                    Failure.Kind.TLS_HANDSHAKE,
                    "PEER and this side have no cipher suite in common that suits the certificate.");
        }

        /** One such handshake takes the JDK a second, in which nobody else on the event loop would be served. */
        @Test
        void clientThatInsistsOnASlowGroup() {
            int port = start("{}");
            try (PeerProcess client = OpenSsl.client(port, "-tls1_3", "-groups", "ffdhe8192")) {
                client.until(isJdk() ? "SSL alert number 10" : "SSL alert number 40");
            }
            tells(Failure.Kind.TLS_HANDSHAKE, "PEER and this side have no group for exchanging keys in common.");
        }

        @Test
        void clientDoesNotKnowOurAuthority() {
            int port = start("{}");
            try (PeerProcess client = OpenSsl.client(port, "-verify_return_error")) {
                client.until("unable to get local issuer certificate");
                // It says so before it tells the server.
                client.rest();
            }
            tells(Failure.Kind.CERTIFICATE, "PEER does not know the authority of the certificate that it was shown.");
        }

        @Test
        void curlDoesNotKnowOurAuthority() {
            int port = start("{}");
            assertThat(curl("https://localhost:" + port)).contains("curl: (60) SSL certificate problem");
            tells(Failure.Kind.CERTIFICATE, "PEER does not know the authority of the certificate that it was shown.");
        }

        private static String curl(Object... options) {
            try (PeerProcess curl = Curl.start(options)) {
                return curl.rest();
            }
        }

        @Test
        void clientAskedForAnotherName() {
            int port = start("{}");
            try (PeerProcess client = Peers.python(
                    "tls_client.py", "--port", port, "--cafile", authority.certificate(), "--sni", "door.example")) {
                assertThat(client.line("failed")).contains("Hostname mismatch");
            }
            tells(Failure.Kind.CERTIFICATE, "PEER found a fault in the certificate that it was shown.");
        }

        @Test
        void clientSpeaksHttp() {
            int port = start("{}");
            assertThat(curl("-H", "Host: x", "http://127.0.0.1:" + port + "/")).doesNotContain("reset");
            tells(
                    Failure.Kind.TLS_HANDSHAKE,
                    "PEER does not speak TLS; it sent: GET / HTTP/1.1\\r\\nHost: x\\r\\nUser-Agent: cur…");
        }

        @Test
        void clientSpeaksLines() {
            int port = start("{}");
            try (Talk python = new Talk()) {
                python.connect("plain", server);
                python.send("plain", "hello\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(python.rest("plain")).endsWith("eof");
            }
            tells(Failure.Kind.TLS_HANDSHAKE, "PEER does not speak TLS; it sent: hello\\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "160301"})
        void clientHangsUp(String first) {
            start("{}");
            try (Talk python = new Talk()) {
                python.connect("gone", server);
                if (!first.isEmpty()) {
                    python.send("gone", HexFormat.of().parseHex(first));
                }
                python.closeSocket("gone");
            }
            tells(Failure.Kind.TLS_HANDSHAKE, "PEER closed the connection during the TLS handshake.");
        }

        @Test
        void clientIsSilent() {
            start("{'handshakeTimeout': '1s'}");
            try (Talk python = new Talk()) {
                python.connect("silent", server);
                assertThat(python.rest("silent")).endsWith("eof");
            }
            tells(Failure.Kind.TLS_HANDSHAKE, "The TLS handshake with PEER was not over in time.");
        }

        /** A line that begins with this asks OpenSSL's client to negotiate anew, which TLS 1.2 still had. */
        @Test
        void clientWantsToNegotiateAnew() {
            int port = start("{}");
            try (PeerProcess client = OpenSsl.client(port, "-tls1_2", "-CAfile", authority.certificate())) {
                client.say("first");
                client.until("first");
                client.say("R");
                client.until("RENEGOTIATING");
                client.until("error:");
            }
            tells(Failure.Kind.TLS_HANDSHAKE, "PEER wanted to negotiate anew, which is not allowed.");
        }
    }

    /** Settings that cannot be used: nothing is started. */
    @Nested
    class OfSettings {

        private void cannotStart(String tls, Failure.Kind kind, String sentence) {
            cannotStart("tls-server", "'port': 0", tls, kind, sentence);
        }

        private void clientCannotStart(String tls, Failure.Kind kind, String sentence) {
            cannotStart("tls-client", "'port': 1", tls, kind, sentence);
        }

        private void cannotStart(String protocol, String port, String tls, Failure.Kind kind, String sentence) {
            Endpoint endpoint = bench.add(
                    bench.engine().freeName(protocol),
                    protocol,
                    "{" + port + ", 'tls': " + Bench.json("{'provider': '" + provider + "'}", tls) + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(endpoint.start()));
            assertThat(sentence(thrown.failure())).isEqualTo(sentence);
            assertThat(thrown.failure().kind()).isEqualTo(kind);
            assertThat(endpoint.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
        }

        private String file(String name) {
            return folder.resolve(name).toString();
        }

        @Test
        void keyOfAnotherCertificate() {
            TestCertificate mine = authority.server();
            TestCertificate other = authority.client("other");
            TestCertificate mixed = new TestCertificate(mine.certificate(), other.key());
            String sentence = "The private key in " + other.key() + " does not belong to the certificate in "
                    + mine.certificate() + ".";
            cannotStart("{" + pem(mixed) + "}", Failure.Kind.CERTIFICATE, sentence);
            clientCannotStart("{" + pem(mixed) + "}", Failure.Kind.CERTIFICATE, sentence);
        }

        @Test
        void absentFile() {
            TestCertificate absent = new TestCertificate(folder.resolve("absent.pem"), folder.resolve("absent.key"));
            String sentence = absent.certificate() + " does not exist.";
            cannotStart("{" + pem(absent) + "}", Failure.Kind.FILE, sentence);
            clientCannotStart("{" + pem(absent) + "}", Failure.Kind.FILE, sentence);
        }

        @Test
        void absentTrust() {
            String trust = "'trust': {'type': 'custom', 'file': '" + file("absent.pem") + "'}";
            cannotStart(
                    "{'clientAuth': 'optional', " + trust + "}",
                    Failure.Kind.FILE,
                    file("absent.pem") + " does not exist.");
            clientCannotStart("{" + trust + "}", Failure.Kind.FILE, file("absent.pem") + " does not exist.");
        }

        @Test
        void folderForAFile() {
            cannotStart(
                    "{'certificate': {'type': 'pem', 'chain': '" + folder + "'}}",
                    Failure.Kind.FILE,
                    folder + " is not a file.");
        }

        @Test
        void filesMixedUp() {
            TestCertificate mine = authority.server();
            cannotStart(
                    "{" + pem(new TestCertificate(mine.key(), mine.certificate())) + "}",
                    Failure.Kind.CERTIFICATE,
                    mine.key() + " holds no certificate.");
            cannotStart(
                    "{" + pem(new TestCertificate(mine.certificate(), mine.certificate())) + "}",
                    Failure.Kind.CERTIFICATE,
                    mine.certificate() + " holds a certificate where a private key is needed.");
        }

        @Test
        void passwordsOfKeys() {
            TestCertificate mine = authority.server();
            TestCertificate locked = new TestCertificate(mine.certificate(), folder.resolve("locked.key"));
            OpenSsl.encryptKey(mine.key(), locked.key(), "right");
            cannotStart(
                    "{" + pem(locked) + "}", Failure.Kind.CERTIFICATE, locked.key() + " is protected by a password.");
            String certificate = pem(locked).replace("'}", "', 'password': {'secret': '%s'}}");
            cannotStart(
                    "{" + certificate.formatted("wrong") + "}",
                    Failure.Kind.CERTIFICATE,
                    "The password does not open " + locked.key() + ".");
        }

        @Test
        void passwordsOfPkcs12Files() {
            Path file = folder.resolve("mine.p12");
            OpenSsl.writePkcs12(file, authority.server(), "right");
            String certificate =
                    "{'certificate': {'type': 'pkcs12', 'file': '" + file + "', 'password': {'secret': '%s'}}}";
            cannotStart(
                    certificate.formatted("wrong"),
                    Failure.Kind.CERTIFICATE,
                    "The password does not open " + file + ".");
            clientCannotStart(
                    certificate.formatted(""), Failure.Kind.CERTIFICATE, file + " is protected by a password.");
        }

        @Test
        void pemForPkcs12() {
            TestCertificate mine = authority.server();
            cannotStart(
                    "{'certificate': {'type': 'pkcs12', 'file': '" + mine.certificate() + "'}}",
                    Failure.Kind.CERTIFICATE,
                    mine.certificate() + " is no PKCS#12 file, or a broken one.");
        }

        @Test
        void missingSecret() {
            Path file = folder.resolve("mine.p12");
            OpenSsl.writePkcs12(file, authority.server(), "right");
            String tls =
                    "{'certificate': {'type': 'pkcs12', 'file': '" + file + "', 'password': {'secret': 'door-key.2'}}}";
            String sentence = "There is no secret called \"door-key.2\".";
            cannotStart(tls, Failure.Kind.SECRET_MISSING, sentence);
            clientCannotStart(tls, Failure.Kind.SECRET_MISSING, sentence);
            assertThat(bench.engine()
                            .named("tls-client")
                            .orElseThrow()
                            .lastFailure()
                            .orElseThrow()
                            .remedy()
                            .text(Locale.ENGLISH))
                    .isEqualTo("Set the environment variable NETSONDE_SECRET_DOOR_KEY_2, or store the secret.");
        }

        @Test
        void unknownCipher() {
            String tls = "{'ciphers': ['TLS_AES_128_GCM_SHA265']}";
            cannotStart(tls, Failure.Kind.INVALID_SETTINGS, "There is no cipher suite TLS_AES_128_GCM_SHA265 here.");
            clientCannotStart(
                    tls, Failure.Kind.INVALID_SETTINGS, "There is no cipher suite TLS_AES_128_GCM_SHA265 here.");
        }

        @Test
        void cipherInTheWordsOfOpenSsl() {
            cannotStart(
                    "{'ciphers': ['ECDHE-ECDSA-AES128-GCM-SHA256']}",
                    Failure.Kind.INVALID_SETTINGS,
                    "The settings cannot be used: tls.ciphers[0]: must be the name of a cipher suite, such as"
                            + " TLS_AES_128_GCM_SHA256.");
        }

        @Test
        void emptyFile() throws Exception {
            Path empty = folder.resolve("empty.pem");
            Files.writeString(empty, "");
            cannotStart(
                    "{'certificate': {'type': 'pem', 'chain': '" + empty + "'}}",
                    Failure.Kind.CERTIFICATE,
                    empty + " holds no certificate.");
        }
    }
}
