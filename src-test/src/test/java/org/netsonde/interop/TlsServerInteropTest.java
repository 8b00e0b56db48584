package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Curl;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;

/** OpenSSL's, Python's and curl's clients against our TLS server, with either provider: what both ends say they agreed on. */
class TlsServerInteropTest extends TlsOfBothProviders {

    private static final String LINE = "a line that comes back";

    private Endpoint start(String tls) {
        return start(tls, "{'framing': 'lines'}");
    }

    private Endpoint start(String tls, String more) {
        String settings = "{'port': 0, 'tls': " + Bench.json("{'provider': '" + provider + "'}", tls) + "}";
        return bench.start("server", "tls-server", Bench.json(settings, more));
    }

    private static String pem(TestCertificate certificate) {
        return "'certificate': {'type': 'pem', 'chain': '" + certificate.certificate() + "', 'key': '"
                + certificate.key() + "'}";
    }

    private String asksClients(String clientAuth) {
        return "'clientAuth': '" + clientAuth + "', 'trust': {'type': 'custom', 'file': '" + authority.certificate()
                + "'}";
    }

    /** OpenSSL's client, which is particular about the server. */
    private PeerProcess openSsl(Endpoint server, Object... options) {
        List<Object> all = new ArrayList<>(
                List.of("-CAfile", authority.certificate(), "-verify_return_error", "-verify_hostname", "localhost"));
        all.addAll(Arrays.asList(options));
        return OpenSsl.client(Bench.address(server).getPort(), all.toArray());
    }

    private static void exchange(PeerProcess client) {
        client.say(LINE);
        client.until(LINE);
    }

    private static void quit(PeerProcess client) {
        client.say("Q");
        client.until("DONE");
        assertThat(client.status()).isZero();
    }

    private PeerProcess python(Endpoint server, Object... options) {
        List<Object> all = new ArrayList<>(List.of(
                "--port", Bench.address(server).getPort(), "--cafile", authority.certificate(), "--sni", "localhost"));
        all.addAll(Arrays.asList(options));
        return Peers.python("tls_client.py", all.toArray());
    }

    private void handshakes(Endpoint server, int all, int resumed) {
        await().atMost(Bench.LIMIT).untilAsserted(() -> {
            Sample sample = bench.sample(server);
            assertThat(sample.open()).isZero();
            assertThat(sample.total()).isEqualTo(all);
            assertThat(sample.errors()).isZero();
        });
        assertThat(bench.figure(server, "tls_handshakes")).isEqualTo(all);
        assertThat(bench.figure(server, "tls_resumed")).isEqualTo(resumed);
        assertThat(bench.figure(server, "tls_handshake_ns")).isPositive();
        assertThat(server.lastFailure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
    void openSslAndTheServerSayTheSame(String option, String version) throws IOException {
        Endpoint server = start("{'alpn': ['two', 'three']}");
        try (PeerProcess client = openSsl(server, option, "-servername", "localhost", "-alpn", "one,three,two")) {
            String said = client.until("ALPN protocol");
            exchange(client);

            assertThat(said)
                    .contains("Verification: OK\nVerified peername: localhost\n")
                    .contains("\nPeer signing digest: SHA256\nPeer signature type: ECDSA\n")
                    // The server's first that the client knows.
                    .contains("\nALPN protocol: two\n")
                    .contains("\nNew, " + version + ", Cipher is ")
                    .contains("\nNo client certificate CA names sent\n")
                    .contains("\nissuer=CN = " + AUTHORITY + "\n");
            Shown shown = Shown.of(server);
            assertThat(shown.groups()).containsExactly("tls", "own0");
            assertThat(shown.tls("protocol")).isEqualTo(version);
            assertThat(shown.tls("cipher")).isEqualTo(OpenSsl.registered(between(said, "Cipher is ", "\n")));
            assertThat(shown.tls("alpn")).isEqualTo("two");
            assertThat(shown.tls("serverName")).isEqualTo("localhost");
            assertThat(shown.tls("resumed")).isEqualTo("no");
            assertThat(shown.tls("provider")).isEqualToIgnoringCase(provider);
            assertThat(shown.checked()).isEmpty();
            assertThat(shown.fact("own0", "fingerprint")).isEqualTo(fingerprint(said));
            assertThat(shown.fact("own0", "names")).isEqualTo("localhost, 127.0.0.1, ::1");
            quit(client);
        }
        handshakes(server, 1, 0);
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    /** What OpenSSL says of the certificate that it was shown. */
    private String fingerprint(String said) throws IOException {
        Path file = folder.resolve("shown.pem");
        String end = "-----END CERTIFICATE-----\n";
        Files.writeString(file, said.substring(said.indexOf("-----BEGIN"), said.indexOf(end) + end.length()));
        return OpenSsl.fingerprint(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void openSslShowsACertificateThatOurAuthorityIssued(String version) {
        TestCertificate alice = authority.client("alice");
        Endpoint server = start("{" + asksClients("required") + "," + pem(authority.server()) + "}");
        try (PeerProcess client =
                openSsl(server, version, "-cert", alice.certificate(), "-key", alice.key(), "-noservername")) {
            String said = client.until("Verification: OK");
            exchange(client);

            assertThat(said).contains("\nAcceptable client certificate CA names\nCN = " + AUTHORITY + "\n");
            Shown shown = Shown.of(server);
            // OpenSSL shows the authority as well.
            assertThat(shown.groups()).containsExactly("tls", "peer0", "peer1", "own0");
            assertThat(shown.tls("serverName")).isEqualTo("none");
            assertThat(shown.tls("alpn")).isEqualTo("none");
            assertThat(shown.fact("peer0", "subject")).isEqualTo("CN=alice");
            assertThat(shown.fact("peer0", "issuer")).isEqualTo("CN=" + AUTHORITY);
            assertThat(shown.fact("peer0", "fingerprint")).isEqualTo(OpenSsl.fingerprint(alice.certificate()));
            assertThat(shown.checked()).hasSize(3);
            assertThat(shown.checked().get(0)).isEqualTo("Issued by CN=" + AUTHORITY + ", which is trusted");
            assertThat(shown.checked().get(1)).startsWith("Valid until ");
            assertThat(shown.checked().get(2)).isEqualTo("May be used by clients");
            quit(client);
        }
        handshakes(server, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void openSslGoesOnWithItsSession(String version) {
        TestCertificate alice = authority.client("alice");
        Endpoint server = start("{" + asksClients("required") + "}");
        Path session = folder.resolve("session");
        Object[] options = {version, "-cert", alice.certificate(), "-key", alice.key()};
        try (PeerProcess first = openSsl(server, with(options, "-sess_out", session))) {
            assertThat(first.until(", Cipher is ")).contains("\nNew, ");
            exchange(first);
            quit(first);
        }
        try (PeerProcess second = openSsl(server, with(options, "-sess_in", session))) {
            assertThat(second.until(", Cipher is ")).contains("\nReused, ");
            exchange(second);

            Shown shown = Shown.of(server);
            assertThat(shown.tls("resumed")).isEqualTo("yes");
            assertThat(shown.checked()).containsExactly("Checked when the session began");
            assertThat(shown.fact("peer0", "subject")).isEqualTo("CN=alice");
            quit(second);
        }
        handshakes(server, 2, 1);
    }

    private static Object[] with(Object[] some, Object... more) {
        List<Object> all = new ArrayList<>(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    /** In TLS 1.2 a client without tickets names its session by a number that the server remembers. */
    @Test
    void openSslGoesOnWithoutTickets() {
        Endpoint server = start("{}");
        Path session = folder.resolve("session");
        try (PeerProcess first = openSsl(server, "-tls1_2", "-no_ticket", "-sess_out", session)) {
            exchange(first);
            quit(first);
        }
        try (PeerProcess second = openSsl(server, "-tls1_2", "-no_ticket", "-sess_in", session)) {
            assertThat(second.until(", Cipher is ")).contains("\nReused, ");
            exchange(second);
            assertThat(Shown.of(server).tls("resumed")).isEqualTo("yes");
            quit(second);
        }
        handshakes(server, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void nothingIsResumedWhereTheSettingsSayNo(String version) {
        Endpoint server = start("{'resumption': false}");
        Path session = folder.resolve("session");
        try (PeerProcess first = openSsl(server, version, "-sess_out", session)) {
            exchange(first);
            quit(first);
        }
        boolean given = Files.exists(session);
        try (PeerProcess second = given ? openSsl(server, version, "-sess_in", session) : openSsl(server, version)) {
            assertThat(second.until(", Cipher is ")).contains("\nNew, ");
            exchange(second);
            assertThat(Shown.of(server).tls("resumed")).isEqualTo("no");
            quit(second);
        }
        handshakes(server, 2, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"ECDSA_P384", "RSA_2048", "ED25519"})
    void openSslChecksSignaturesByKeysOfAllKinds(KeyKind kind) {
        Endpoint server = start("{" + pem(authority.issue("server", TestAuthority.server(kind))) + "}");
        try (PeerProcess client = openSsl(server)) {
            String said = client.until("Verification: OK");
            assertThat(said)
                    .contains(
                            switch (kind) {
                                case RSA_2048 -> "\nPeer signature type: RSA-PSS\n";
                                case ED25519 -> "\nPeer signature type: ed25519\n";
                                default -> "\nPeer signature type: ECDSA\n";
                            });
            exchange(client);
            assertThat(Shown.of(server).fact("own0", "key"))
                    .isEqualTo(
                            switch (kind) {
                                case RSA_2048 -> "RSA 2048";
                                case ED25519 -> "Ed25519";
                                default -> "ECDSA P-384";
                            });
            quit(client);
        }
        handshakes(server, 1, 0);
    }

    /** What a server shows has to lead to what its clients trust. */
    @Test
    void authorityInBetweenIsShownToo() {
        TestAuthority between = authority.between("between");
        Endpoint server = start("{" + pem(between.server()) + "}");
        try (PeerProcess client = openSsl(server)) {
            assertThat(client.until("Verification: OK")).contains("\n 1 s:CN = between\n   i:CN = " + AUTHORITY + "\n");
            exchange(client);
            Shown shown = Shown.of(server);
            assertThat(shown.groups()).containsExactly("tls", "own0", "own1");
            assertThat(shown.fact("own1", "fingerprint")).isEqualTo(OpenSsl.fingerprint(between.certificate()));
            quit(client);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls12-or-13, TLSv1_2, TLSv1_2, TLSv1.2",
        "tls12-or-13, TLSv1_2, TLSv1_3, TLSv1.3",
        "tls12, TLSv1_2, TLSv1_3, TLSv1.2",
        "tls13, TLSv1_2, TLSv1_3, TLSv1.3"
    })
    void versionIsTheHighestThatBothHave(String versions, String min, String max, String agreed) {
        Endpoint server = start("{'versions': '" + versions + "'}");
        try (PeerProcess client = python(server, "--min", min, "--max", max)) {
            assertThat(client.line("version")).isEqualTo(agreed);
            client.until("reused");
            assertThat(client.ask(LINE)).isEqualTo("line " + LINE);
            assertThat(Shown.of(server).tls("protocol")).isEqualTo(agreed);
            client.finish("end");
        }
        handshakes(server, 1, 0);
    }

    /** The server's order counts, not the client's. */
    @Test
    void cipherIsTheServersFirstThatTheClientHas() {
        Endpoint server = start("""
                {'versions': 'tls12', 'ciphers': ['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
                 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256']}""");
        try (PeerProcess client =
                python(server, "--ciphers", "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384")) {
            assertThat(client.line("version")).isEqualTo("TLSv1.2");
            assertThat(client.line("cipher")).isEqualTo("ECDHE-ECDSA-AES256-GCM-SHA384");
            client.until("reused");
            assertThat(client.ask(LINE)).isEqualTo("line " + LINE);
            assertThat(Shown.of(server).tls("cipher")).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
            client.finish("end");
        }
    }

    @ParameterizedTest
    @CsvSource({"'one,two', two", "'three,two', three", "four, -", "'', -"})
    void applicationProtocolIsTheServersFirstThatTheClientHas(String offered, String agreed) {
        Endpoint server = start("{'alpn': ['three', 'two']}");
        try (PeerProcess client = offered.isEmpty() ? python(server) : python(server, "--alpn", offered)) {
            client.until("cipher");
            assertThat(client.line("alpn")).isEqualTo(agreed);
            client.until("reused");
            assertThat(client.ask(LINE)).isEqualTo("line " + LINE);
            assertThat(Shown.of(server).tls("alpn")).isEqualTo(agreed.equals("-") ? "none" : agreed);
            client.finish("end");
        }
    }

    @ParameterizedTest
    @CsvSource({"none, true", "optional, true", "optional, false", "required, true"})
    void clientCertificateIsAskedForAsTheSettingsSay(String clientAuth, boolean has) {
        TestCertificate bob = authority.client("bob");
        Endpoint server = start("{" + asksClients(clientAuth) + "}");
        try (PeerProcess client =
                has ? python(server, "--cert", bob.certificate(), "--key", bob.key()) : python(server)) {
            client.until("reused");
            assertThat(client.ask(LINE)).isEqualTo("line " + LINE);
            Shown shown = Shown.of(server);
            if (clientAuth.equals("none") || !has) {
                assertThat(shown.groups()).containsExactly("tls", "own0");
                assertThat(shown.checked()).isEmpty();
            } else {
                assertThat(shown.fact("peer0", "fingerprint")).isEqualTo(OpenSsl.fingerprint(bob.certificate()));
                assertThat(shown.checked()).contains("May be used by clients");
            }
            client.finish("end");
        }
        handshakes(server, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1_2", "TLSv1_3"})
    void pythonGoesOnWithItsSessions(String version) {
        Endpoint server = start("{}");
        try (PeerProcess client = python(server, "--min", version, "--max", version)) {
            assertThat(client.until("reused ")).endsWith("reused no\n");
            assertThat(client.ask(LINE)).isEqualTo("line " + LINE);
            for (int i = 1; i <= 3; i++) {
                client.say("!reconnect");
                assertThat(client.until("reused ")).endsWith("reused yes\n");
                assertThat(client.ask(LINE)).isEqualTo("line " + LINE);
            }
            client.finish("end");
        }
        handshakes(server, 4, 3);
    }

    /** Many at once, each with its own handshake, none of which waits for another. */
    @Test
    void manyClientsAtOnce() {
        Endpoint server = start("{}");
        List<PeerProcess> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                clients.add(python(server));
            }
            clients.forEach(client -> client.until("reused no"));
            for (int i = 0; i < clients.size(); i++) {
                assertThat(clients.get(i).ask("client " + i)).isEqualTo("line client " + i);
            }
            clients.forEach(client -> client.finish("end"));
        } finally {
            clients.forEach(PeerProcess::close);
        }
        handshakes(server, 8, 0);
    }

    /** A server of plain rules is enough of a web server for curl. */
    @Test
    void curlGetsAnAnswerOfTheRules() {
        Endpoint server = start("{'alpn': ['http/1.1']}", """
                {'responder': {'type': 'rules', 'rules': [
                  {'match': {'type': 'regex', 'pattern': '^GET (?P<path>[^ ]+) HTTP/1.1'}, 'format': 'escaped', 'close': true,
                   'reply': 'HTTP/1.1 200 OK\\\\r\\\\nContent-Length: 6\\\\r\\\\n\\\\r\\\\n{{path}}\\\\n'}]}}""");
        int port = Bench.address(server).getPort();
        try (PeerProcess curl = Curl.start(
                "--cacert",
                authority.certificate(),
                "--verbose",
                "--write-out",
                "%{http_code} %{http_version} %{ssl_verify_result}\n",
                "https://localhost:" + port + "/here")) {
            assertThat(curl.output())
                    .contains("ALPN: server accepted http/1.1")
                    .contains("SSL certificate verify ok")
                    .contains("issuer: CN=" + AUTHORITY)
                    .contains("\n/here\n")
                    .contains("\n200 1.1 0\n");
        }
        handshakes(server, 1, 0);
        assertThat(bench.sample(server).requests()).isEqualTo(1);
    }
}
