package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;

/** Our TLS server, which tells clients off while somebody else's connection goes on untouched. */
class TlsServerFailureInteropTest extends FailedHandshakes {

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
        String first = client.line();
        if (first.startsWith("failed")) {
            // It has ended, and listens no more.
            return first;
        }
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
        try (PeerProcess client =
                client(port, "--cert", shown.certificate(), "--key", shown.key(), "--min", version, "--max", version)) {
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
        CertificatePlan plan =
                TestAuthority.expired(CertificatePlan.client(KeyKind.ECDSA_P256, "alice", List.of(), Instant.now()));
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
        // Also for the bystander, which is not to be late.
        start("{'handshakeTimeout': '3s'}");
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
