package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;

/** Our TLS client, with either provider, against OpenSSL's and Python's servers: what both ends say they agreed on. */
class TlsClientInteropTest extends TlsOfBothProviders {

    private static final String PASSWORD = "correct horse";

    @Override
    Map<String, String> secrets() {
        return Map.of("NETSONDE_SECRET_CLIENT_KEY", PASSWORD);
    }

    private Endpoint start(int port, String tls) {
        return start(port, tls, "{}");
    }

    private Endpoint start(int port, String tls, String more) {
        String settings = "{'port': " + port + ", 'framing': 'lines', 'tls': "
                + Bench.json("{'provider': '" + provider + "', " + trusts(authority.certificate()) + "}", tls) + "}";
        return bench.start("client", "tls-client", Bench.json(settings, more));
    }

    private static String trusts(Path file) {
        return "'trust': {'type': 'custom', 'file': '" + file + "'}";
    }

    private static PeerProcess python(TestCertificate certificate, Object... options) {
        List<Object> all = new ArrayList<>(List.of("--cert", certificate.certificate(), "--key", certificate.key()));
        all.addAll(Arrays.asList(options));
        return Peers.python("tls_server.py", all.toArray());
    }

    private static void send(Endpoint client, String line) {
        Bench.await(client.send(Target.all(), Bench.json("{'data': '" + line + "'}")));
    }

    private static List<String> heard(Endpoint client) {
        List<String> texts = new ArrayList<>();
        new MessageReader(client.traffic().cursor(true), new Framing.Lines()).poll(10_000, message -> {
            if (message.direction() == Direction.IN) {
                texts.add(message.text());
            }
        });
        return texts;
    }

    private static void hears(Endpoint client, String... lines) {
        await().atMost(Bench.LIMIT)
                .untilAsserted(() -> assertThat(heard(client)).containsExactly(lines));
    }

    /** A line there, and one back. */
    private static void exchange(Endpoint client, PeerProcess openSsl) {
        send(client, "from the client");
        openSsl.until("from the client");
        openSsl.say("from the server");
        hears(client, "from the server");
    }

    private void handshakes(Endpoint client, int all, int resumed) {
        assertThat(bench.figure(client, "tls_handshakes")).isEqualTo(all);
        assertThat(bench.figure(client, "tls_resumed")).isEqualTo(resumed);
        assertThat(bench.figure(client, "tls_handshake_ns")).isPositive();
        assertThat(bench.sample(client).errors()).isZero();
        assertThat(client.lastFailure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
    void openSslAndTheClientSayTheSame(String option, String version) {
        TestCertificate localhost = authority.server();
        try (PeerProcess server = OpenSsl.server(localhost, option, "-alpn", "three,two")) {
            Endpoint client =
                    start(OpenSsl.port(server), "{'serverName': 'localhost', 'alpn': ['one', 'two', 'three']}");
            String said = server.until("CIPHER is ") + server.until("Secure Renegotiation");
            exchange(client, server);

            assertThat(said)
                    .contains("ALPN protocols advertised by the client: one, two, three\n")
                    .contains("ALPN protocols selected: three\n");
            Shown shown = Shown.of(client);
            assertThat(shown.groups()).containsExactly("tls", "peer0");
            assertThat(shown.tls("protocol")).isEqualTo(version);
            assertThat(shown.tls("cipher")).isEqualTo(OpenSsl.registered(cipher(said)));
            assertThat(shown.tls("alpn")).isEqualTo("three");
            assertThat(shown.tls("serverName")).isEqualTo("localhost");
            assertThat(shown.tls("resumed")).isEqualTo("no");
            assertThat(shown.tls("provider")).isEqualToIgnoringCase(provider);
            assertThat(shown.fact("peer0", "subject")).isEqualTo("CN=localhost");
            assertThat(shown.fact("peer0", "names")).isEqualTo("localhost, 127.0.0.1");
            assertThat(shown.fact("peer0", "fingerprint")).isEqualTo(OpenSsl.fingerprint(localhost.certificate()));
            assertThat(shown.checked()).hasSize(4);
            assertThat(shown.checked().get(0)).isEqualTo("Issued by CN=" + AUTHORITY + ", which is trusted");
            assertThat(shown.checked().get(1)).startsWith("Valid until ");
            assertThat(shown.checked().get(2)).isEqualTo("May be used by servers");
            assertThat(shown.checked().get(3)).isEqualTo("Is for localhost");
            Bench.await(client.stop());
            server.until("DONE");
            handshakes(client, 1, 0);
        }
    }

    /** It tells of the name that it is asked for only where it has two certificates to choose from. */
    @Test
    void openSslChoosesTheCertificateByTheServerName() {
        TestCertificate door = authority.issue(
                "door", CertificatePlan.server(KeyKind.ECDSA_P256, List.of("door.example"), Instant.now()));
        try (PeerProcess server = OpenSsl.server(
                authority.server(), "-servername", "door.example", "-cert2", door.certificate(), "-key2", door.key())) {
            Endpoint client = start(OpenSsl.port(server), "{'serverName': 'door.example'}");
            assertThat(server.until("Secure Renegotiation"))
                    .contains("Hostname in TLS extension: \"door.example\"\nSwitching server context.\n");
            exchange(client, server);
            assertThat(Shown.of(client).fact("peer0", "names")).isEqualTo("door.example");
        }
    }

    private static String cipher(String said) {
        int start = said.indexOf("CIPHER is ") + "CIPHER is ".length();
        return said.substring(start, said.indexOf('\n', start));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void openSslIsShownACertificateInPemFiles(String version) {
        TestCertificate alice = authority.client("alice");
        showsACertificate(
                version,
                alice,
                "{'type': 'pem', 'chain': '" + alice.certificate() + "', 'key': '" + alice.key() + "'}");
    }

    @Test
    void openSslIsShownACertificateWhoseKeyIsEncrypted() {
        TestCertificate alice = authority.client("alice");
        Path key = folder.resolve("encrypted.key");
        OpenSsl.encryptKey(alice.key(), key, PASSWORD);
        showsACertificate(
                "-tls1_3",
                alice,
                "{'type': 'pem', 'chain': '" + alice.certificate() + "', 'key': '" + key
                        + "', 'password': {'secret': 'client-key'}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void openSslIsShownACertificateInAPkcs12File(String version) {
        TestCertificate alice = authority.client("alice");
        Path file = folder.resolve("alice.p12");
        OpenSsl.writePkcs12(file, alice, PASSWORD);
        showsACertificate(
                version, alice, "{'type': 'pkcs12', 'file': '" + file + "', 'password': {'secret': 'client-key'}}");
    }

    private void showsACertificate(String version, TestCertificate certificate, String source) {
        try (PeerProcess server = OpenSsl.server(
                authority.server(),
                version,
                "-Verify",
                "2",
                "-verify_return_error",
                "-CAfile",
                authority.certificate())) {
            Endpoint client = start(OpenSsl.port(server), "{'certificate': " + source + "}");
            assertThat(server.until("CIPHER is ")).contains("subject=CN = alice\nissuer=CN = " + AUTHORITY + "\n");
            exchange(client, server);
            Shown shown = Shown.of(client);
            // OpenSSL shows the authority as well.
            assertThat(shown.groups()).containsExactly("tls", "peer0", "peer1", "own0");
            assertThat(shown.fact("own0", "subject")).isEqualTo("CN=alice");
            assertThat(shown.fact("own0", "fingerprint")).isEqualTo(OpenSsl.fingerprint(certificate.certificate()));
        }
    }

    @Test
    void pythonIsShownACertificateThatTheClientMadeForItself() {
        try (PeerProcess server = python(authority.server(), "--cafile", authority.certificate())) {
            start(server.port(), "{'certificate': 'generated'}");
            assertThat(server.until("peer ")).endsWith("peer commonName=Netsonde client\n");
        }
    }

    /** The same certificate is trusted by default, since Netsonde's own authority issued it. */
    @Test
    void ownAuthorityIsTrustedByDefault() {
        try (PeerProcess server = python(authority.server())) {
            Endpoint client = start(server.port(), "{'trust': 'full'}");
            server.until("reused no");
            send(client, "hello");
            assertThat(server.line("line")).isEqualTo("hello");
            hears(client, "hello");
            assertThat(Shown.of(client).checked())
                    .startsWith("Issued by CN=" + AUTHORITY + ", which is trusted")
                    .endsWith("Is for 127.0.0.1");
        }
    }

    @Test
    void certificateThatSignsItselfIsTrustedByItsFile() {
        TestCertificate own = TestCertificate.create(folder, "own");
        try (PeerProcess server = python(own)) {
            Endpoint client = start(server.port(), "{" + trusts(own.certificate()) + "}");
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            assertThat(Shown.of(client).fact("peer0", "fingerprint")).isEqualTo(OpenSsl.fingerprint(own.certificate()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ECDSA_P384", "RSA_2048"})
    void checksSignaturesByKeysOfAllKinds(KeyKind kind) {
        try (PeerProcess server = python(authority.issue("server", TestAuthority.server(kind)))) {
            Endpoint client = start(server.port(), "{}");
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            assertThat(Shown.of(client).fact("peer0", "key"))
                    .isEqualTo(kind == KeyKind.RSA_2048 ? "RSA 2048" : "ECDSA P-384");
        }
    }

    /** OpenSSL, to be exact BoringSSL, does not ask for such keys, and the remedy says so. */
    @Test
    void keysOnCurvesOfEdwardsNeedTheJdk() {
        try (PeerProcess server = python(authority.issue("server", TestAuthority.server(KeyKind.ED25519)))) {
            int port = server.port();
            if (provider.equals("jdk")) {
                Endpoint client = start(port, "{}");
                server.until("reused no");
                send(client, "hello");
                hears(client, "hello");
                assertThat(Shown.of(client).fact("peer0", "key")).isEqualTo("Ed25519");
            } else {
                Failure failure = catchThrowableOfType(FailureException.class, () -> start(port, "{}"))
                        .failure();
                assertThat(failure.what().text(Locale.ENGLISH))
                        .isEqualTo("127.0.0.1:" + port + " found nothing that both sides could agree on.");
                assertThat(failure.remedy().text(Locale.ENGLISH)).endsWith("choose the JDK as TLS provider.");
                assertThat(server.line("failed")).contains("NO_SUITABLE_SIGNATURE_ALGORITHM");
            }
        }
    }

    /** The server has to show the authority in between, since the client knows nothing of it. */
    @Test
    void authorityInBetweenIsFollowed() {
        TestAuthority between = authority.between("between");
        try (PeerProcess server = python(between.server())) {
            Endpoint client = start(server.port(), "{}");
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            Shown shown = Shown.of(client);
            assertThat(shown.groups()).containsExactly("tls", "peer0", "peer1");
            assertThat(shown.fact("peer1", "fingerprint")).isEqualTo(OpenSsl.fingerprint(between.certificate()));
            assertThat(shown.checked()).startsWith("Issued by CN=" + AUTHORITY + ", which is trusted");
        }
    }

    @Test
    void serverProvesTheNameThatItIsAskedForAndNotTheHost() {
        CertificatePlan plan = CertificatePlan.server(KeyKind.ECDSA_P256, List.of("*.device.example"), Instant.now());
        try (PeerProcess server = python(authority.issue("device", plan))) {
            Endpoint client = start(server.port(), "{'serverName': 'door.device.example'}");
            assertThat(server.until("sni ")).endsWith("sni door.device.example\n");
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            Shown shown = Shown.of(client);
            assertThat(shown.tls("serverName")).isEqualTo("door.device.example");
            assertThat(shown.fact("peer0", "names")).isEqualTo("*.device.example");
            assertThat(shown.checked()).endsWith("Is for door.device.example");
        }
    }

    /** Addresses are not asked for as names (RFC 6066, section 3). */
    @Test
    void addressIsProvedButNotAskedFor() {
        try (PeerProcess server = python(authority.server())) {
            Endpoint client = start(server.port(), "{}");
            assertThat(server.until("sni ")).endsWith("sni -\n");
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            assertThat(Shown.of(client).tls("serverName")).isEqualTo("none");
            assertThat(Shown.of(client).checked()).endsWith("Is for 127.0.0.1");
        }
    }

    @Test
    void nothingIsCheckedWhereTheSettingsSaySo() {
        TestCertificate stranger = TestCertificate.create(folder, "stranger");
        try (PeerProcess server = python(stranger)) {
            Endpoint client = start(server.port(), "{'trust': 'none', 'serverName': 'somebody.else'}");
            assertThat(server.until("sni ")).endsWith("sni somebody.else\n");
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            Shown shown = Shown.of(client);
            assertThat(shown.checked()).containsExactly("Nothing was checked");
            assertThat(shown.tone("checked")).isEqualTo(Fact.Tone.BAD);
            assertThat(shown.fact("peer0", "fingerprint")).isEqualTo(OpenSsl.fingerprint(stranger.certificate()));
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
        try (PeerProcess server = python(authority.server(), "--min", min, "--max", max)) {
            Endpoint client = start(server.port(), "{'versions': '" + versions + "'}");
            assertThat(server.line("version")).isEqualTo(agreed);
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            assertThat(Shown.of(client).tls("protocol")).isEqualTo(agreed);
            Bench.await(client.stop());
            handshakes(client, 1, 0);
        }
    }

    @Test
    void cipherIsOneThatTheSettingsName() {
        try (PeerProcess server = python(authority.server())) {
            Endpoint client = start(
                    server.port(),
                    "{'versions': 'tls12', 'ciphers': ['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256']}");
            server.line("version");
            assertThat(server.line("cipher")).isEqualTo("ECDHE-ECDSA-CHACHA20-POLY1305");
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            assertThat(Shown.of(client).tls("cipher")).isEqualTo("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
        }
    }

    @ParameterizedTest
    @CsvSource({"'one,two', two", "four, none", "'', none"})
    void applicationProtocolIsWhatTheServerChose(String known, String agreed) {
        TestCertificate localhost = authority.server();
        try (PeerProcess server = known.isEmpty() ? python(localhost) : python(localhost, "--alpn", known)) {
            Endpoint client = start(server.port(), "{'alpn': ['three', 'two']}");
            server.until("cipher");
            assertThat(server.line("alpn")).isEqualTo(agreed.equals("none") ? "-" : agreed);
            server.until("reused no");
            send(client, "hello");
            hears(client, "hello");
            assertThat(Shown.of(client).tls("alpn")).isEqualTo(agreed);
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2, true", "-tls1_3, true", "-tls1_2, false", "-tls1_3, false"})
    void goesOnWithItsSessionWhenItConnectsAgain(String version, boolean resumption) {
        TestCertificate alice = authority.client("alice");
        try (PeerProcess server = OpenSsl.server(
                authority.server(),
                version,
                "-verify",
                "2",
                "-verify_return_error",
                "-CAfile",
                authority.certificate())) {
            Endpoint client = start(
                    OpenSsl.port(server),
                    "{'serverName': 'localhost', 'resumption': " + resumption
                            + ", 'certificate': {'type': 'pem', 'chain': '" + alice.certificate() + "', 'key': '"
                            + alice.key() + "'}}",
                    "{'reconnect': {'type': 'back-off', 'first': '10ms', 'max': '50ms'}}");
            assertThat(server.until("CIPHER is ")).doesNotContain("Reused");
            exchange(client, server);
            assertThat(Shown.of(client).tls("resumed")).isEqualTo("no");
            // A line that begins with this ends a connection.
            server.say("q");
            String second = server.until("CIPHER is ") + server.until("Secure Renegotiation");
            await().atMost(Bench.LIMIT).until(() -> bench.figure(client, "tls_handshakes") == 2);
            send(client, "once more");
            server.until("once more");
            Shown shown = Shown.of(client);
            if (resumption) {
                assertThat(second).contains("Reused session-id");
                assertThat(shown.tls("resumed")).isEqualTo("yes");
                assertThat(shown.checked()).containsExactly("Checked when the session began");
                assertThat(shown.fact("peer0", "subject")).isEqualTo("CN=localhost");
            } else {
                assertThat(second).doesNotContain("Reused");
                assertThat(shown.tls("resumed")).isEqualTo("no");
                assertThat(shown.checked()).hasSize(4);
            }
            handshakes(client, 2, resumption ? 1 : 0);
            assertThat(bench.figure(client, "reconnects")).isEqualTo(1);
        }
    }
}
