package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.probe.tls.Grade.Letter;
import org.netsonde.engine.probe.tls.InspectionReport;
import org.netsonde.engine.probe.tls.RevocationStatus;
import org.netsonde.engine.probe.tls.Severity;
import org.netsonde.engine.probe.tls.Suite;
import org.netsonde.engine.probe.tls.TlsInspection;
import org.netsonde.engine.probe.tls.TlsInspection.Answer;
import org.netsonde.engine.probe.tls.TlsInspection.ClientCertificates;
import org.netsonde.engine.probe.tls.TlsInspection.Order;
import org.netsonde.engine.probe.tls.TlsInspector;
import org.netsonde.engine.probe.tls.TlsRequest;
import org.netsonde.engine.probe.tls.TlsTarget;
import org.netsonde.engine.probe.tls.TlsVersion;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.CertificateSource;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.security.Keys;
import org.netsonde.engine.security.Secret;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.RawServer;
import org.netsonde.fixtures.SslScan;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;
import org.netsonde.fixtures.TestSsl;

/** The inspector, sslscan and testssl say the same about servers of OpenSSL that are set up in many ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsInspectorInteropTest {

    private final Map<String, TestCertificate> made = new ConcurrentHashMap<>();

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    static Stream<Arguments> servers() {
        return Stream.of(
                server("TLS 1.2 only", "ec -pkeyopt ec_paramgen_curve:prime256v1", "-tls1_2"),
                server("TLS 1.3 only", "rsa:2048", "-tls1_3"),
                server("both, by default", "rsa:2048", ""),
                server(
                        "few suites, server's order",
                        "rsa:2048",
                        "-serverpref -cipher AES128-SHA:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-SHA256",
                        Order.SERVER),
                server(
                        "few suites, client's order",
                        "rsa:2048",
                        "-no_tls1_3 -cipher AES128-SHA:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-SHA256"),
                server("RSA 1024", "rsa:1024", "-cipher ALL:@SECLEVEL=0"),
                server("Ed25519", "ed25519", ""),
                server("ECDSA P-384", "ec -pkeyopt ec_paramgen_curve:secp384r1", ""),
                server("client certificate required", "rsa:2048", "-Verify 1"),
                server("client certificate optional", "rsa:2048", "-verify 1"),
                server("no tickets", "rsa:2048", "-no_ticket -no_tls1_3"),
                server(
                        "TLS 1.0 to 1.2",
                        "rsa:2048",
                        "-min_protocol TLSv1 -max_protocol TLSv1.2 -cipher ALL:@SECLEVEL=0"),
                server("TLS 1.1 only", "rsa:2048", "-tls1_1 -cipher DEFAULT:@SECLEVEL=0"),
                server("all that there is", "rsa:2048", "-tls1_2 -cipher ALL:COMPLEMENTOFALL:@SECLEVEL=0"),
                server("TLS 1.3, one suite", "rsa:2048", "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256"),
                server(
                        "TLS 1.3, CCM",
                        "rsa:2048",
                        "-tls1_3 -ciphersuites TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256 -serverpref",
                        Order.SERVER));
    }

    private static Arguments server(String name, String key, String options) {
        return server(name, key, options, Order.CLIENT);
    }

    private static Arguments server(String name, String key, String options, Order order) {
        return Arguments.of(name, key, options, order);
    }

    private static Object[] words(String text) {
        return text.isEmpty() ? new Object[0] : text.split(" ");
    }

    static TlsInspection inspect(int port) {
        TlsRequest request = TlsRequest.of(new TlsTarget("127.0.0.1", port));
        try (TlsInspector inspector = new TlsInspector(
                Keys.inMemory(InstantSource.system()), InstantSource.system(), request, progress -> {})) {
            return inspector.run();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void sslscanAgreesOnVersionsAndSuites(String name, String key, String options, Order order) {
        TestCertificate certificate = certificate(key);
        List<Object> all = new ArrayList<>(List.of("-rev"));
        all.addAll(List.of(words(options)));
        try (PeerProcess server = OpenSsl.server(certificate, all.toArray())) {
            int port = OpenSsl.port(server);
            server.ignore();
            TlsInspection inspection = inspect(port);
            SslScan scan = scan(certificate, all, port);

            Set<String> offered =
                    inspection.offered().stream().map(v -> v.version().id()).collect(Collectors.toSet());
            assertThat(offered).isEqualTo(scan.protocols());
            for (TlsInspection.Version version : inspection.versions()) {
                List<String> names = version.suites().stream()
                        .map(TlsInspectorInteropTest::name)
                        .toList();
                List<String> theirs = scan.ciphers(version.version().id());
                assertThat(names).as(version.version().label()).containsExactlyInAnyOrderElementsOf(theirs);
                assertThat(version.order())
                        .as(version.version().label())
                        .isEqualTo(names.size() < 2 ? Order.UNKNOWN : order);
                if (order == Order.SERVER) {
                    assertThat(names).as(version.version().label()).containsExactlyElementsOf(theirs);
                }
                for (SslScan.Cipher cipher : scan.ciphers()) {
                    version.suites().stream()
                            .filter(suite -> name(suite).equals(cipher.name()))
                            .forEach(suite ->
                                    assertThat(suite.bits()).as(cipher.name()).isEqualTo(cipher.bits()));
                }
            }
            assertThat(inspection.protocol().compression() == Answer.YES).isEqualTo(scan.compression());
            // The JDK knows no suite with CCM, and in TLS 1.3 certificates are encrypted.
            if (!name.endsWith("CCM")) {
                assertThat(inspection.missing()).hasSize(options.contains("-Verify") ? 2 : 0);
                assertThat(inspection
                                .certificate()
                                .orElseThrow()
                                .getSubjectX500Principal()
                                .getName())
                        .isEqualTo("CN=server");
            } else {
                assertThat(inspection.certificate()).isEmpty();
                assertThat(inspection.grade().letter()).isGreaterThanOrEqualTo(Letter.B);
            }
        }
    }

    /** One of each kind is enough for all tests. */
    private TestCertificate certificate(String key) {
        return made.computeIfAbsent(
                key, kind -> TestCertificate.create(newFolder(kind.replaceAll("\\W", "-")), "server", kind.split(" ")));
    }

    private static Path newFolder(String name) {
        try {
            return Files.createDirectory(certificates.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a server requires a certificate, sslscan finds out little: it is asked about one that does not. */
    private static SslScan scan(TestCertificate certificate, List<Object> options, int port) {
        if (!options.contains("-Verify")) {
            return SslScan.run(port);
        }
        List<Object> easier = options.subList(0, options.indexOf("-Verify"));
        try (PeerProcess server = OpenSsl.server(certificate, easier.toArray())) {
            int other = OpenSsl.port(server);
            server.ignore();
            return SslScan.run(other);
        }
    }

    private static TlsInspection inspect(TlsRequest request) {
        try (TlsInspector inspector = new TlsInspector(
                Keys.inMemory(InstantSource.system()), InstantSource.system(), request, progress -> {})) {
            return inspector.run();
        }
    }

    private static TlsRequest request(int port, Path trusted) {
        return TlsRequest.of(new TlsTarget("127.0.0.1", port)).trusting(new ClientTrust.Custom(trusted.toString()));
    }

    private static TlsInspection inspect(TestCertificate certificate, Path trusted, Object... options) {
        try (PeerProcess server = OpenSsl.server(certificate, options)) {
            int port = OpenSsl.port(server);
            server.ignore();
            return inspect(request(port, trusted));
        }
    }

    private static List<String> keys(TlsInspection inspection) {
        return inspection.findings().stream()
                .filter(finding -> finding.severity().compareTo(Severity.WEAK) >= 0)
                .map(finding -> finding.what().key().replaceFirst("inspect.finding.|failure.", ""))
                .toList();
    }

    @Test
    void goodServerHasTheBestGradeAndIsTrusted() {
        TestAuthority authority = TestAuthority.create(folder, "authority");
        TlsInspection inspection = inspect(
                authority.server(),
                authority.certificate(),
                "-cipher",
                "ECDHE+AESGCM",
                "-serverpref",
                "-alpn",
                "h2,http/1.1",
                "-rev");
        assertThat(inspection.grade().letter()).isEqualTo(Letter.A_PLUS);
        assertThat(keys(inspection)).isEmpty();
        assertThat(inspection.missing()).isEmpty();
        assertThat(inspection.protocol().protocols()).containsExactly("h2", "http/1.1");
        assertThat(inspection.protocol().clientCertificates()).isEqualTo(ClientCertificates.NONE);
        assertThat(inspection.protocol().resumes13()).isEqualTo(Answer.YES);
        assertThat(inspection.protocol().resumes12()).isEqualTo(Answer.YES);
        assertThat(inspection.protocol().secureRenegotiation()).isEqualTo(Answer.YES);
        assertThat(inspection.protocol().clientRenegotiation()).isEqualTo(Answer.NO);
        assertThat(inspection.protocol().fallback()).isEqualTo(Answer.YES);
        assertThat(inspection.times().handshake()).isPositive();
        assertThat(inspection.times().resumed()).isPositive();
        assertThat(inspection.version(TlsVersion.TLS12).order()).isEqualTo(Order.SERVER);
        for (Locale locale : Texts.LANGUAGES) {
            assertThat(new InspectionReport(inspection, locale, ZoneId.of("UTC")).text())
                    .doesNotContain("inspect.");
        }
    }

    @Test
    void expiredCertificatesOtherNamesAndMissingAuthoritiesAreTold() {
        TestAuthority authority = TestAuthority.create(folder, "authority");
        TestCertificate expired =
                authority.issue("expired", TestAuthority.expired(TestAuthority.server(KeyKind.ECDSA_P256)));
        TlsInspection old = inspect(expired, authority.certificate(), "-rev");
        assertThat(keys(old)).contains("certificateExpired.what");
        assertThat(old.grade().letter()).isEqualTo(Letter.T);

        TestCertificate other = authority.issue(
                "other", CertificatePlan.server(KeyKind.ECDSA_P256, List.of("example.org"), Instant.now()));
        TlsInspection elsewhere = inspect(other, authority.certificate(), "-rev");
        assertThat(keys(elsewhere)).contains("certificateWrongName.what");
        assertThat(elsewhere.grade().letter()).isEqualTo(Letter.M);

        TestCertificate between = authority.between("between").server();
        TestCertificate alone = new TestCertificate(folder.resolve("alone.pem"), between.key());
        OpenSsl.copyFirst(between.certificate(), alone.certificate());
        assertThat(keys(inspect(alone, authority.certificate(), "-rev"))).contains("intermediateMissing");
    }

    @Test
    void stapledAnswersAreReadAndChecked() {
        TestCertificate certificate = TestCertificate.create(folder, "server");
        TlsInspection inspection = inspect(
                certificate,
                certificate.certificate(),
                "-status_file",
                OpenSsl.revocation(folder, certificate),
                "-rev");
        RevocationStatus stapled = inspection.protocol().stapled();
        assertThat(stapled).isNotNull();
        assertThat(stapled.verdict()).isEqualTo(RevocationStatus.Verdict.GOOD);
        assertThat(stapled.signed()).isTrue();
    }

    @Test
    void shortPrimesAndRenegotiationByClientsAreTold() {
        TestCertificate certificate = TestCertificate.create(folder, "server", "rsa:2048");
        TlsInspection inspection = inspect(
                certificate,
                certificate.certificate(),
                "-tls1_2",
                "-client_renegotiation",
                "-cipher",
                "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0",
                "-dhparam",
                OpenSsl.prime(folder, "modp_1536"),
                "-rev");
        assertThat(inspection.primeBits()).isEqualTo(1536);
        assertThat(inspection.protocol().clientRenegotiation()).isEqualTo(Answer.YES);
        assertThat(keys(inspection)).contains("shortPrime", "clientRenegotiation");
        assertThat(inspection.grade().letter()).isEqualTo(Letter.B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void requiredCertificatesOfClientsAreToldApartFromOptionalOnes(String version) {
        TestAuthority authority = TestAuthority.create(folder, "authority");
        TestCertificate client = authority.client("client");
        List<Object> options = List.of("-CAfile", authority.certificate(), "-verify_return_error", "-rev", version);
        List<Object> required = new ArrayList<>(List.of("-Verify", 2));
        required.addAll(options);
        List<Object> optional = new ArrayList<>(List.of("-verify", 2));
        optional.addAll(options);
        assertThat(inspect(authority.server(), authority.certificate(), optional.toArray())
                        .protocol()
                        .clientCertificates())
                .isEqualTo(ClientCertificates.OPTIONAL);
        try (PeerProcess server = OpenSsl.server(authority.server(), required.toArray())) {
            int port = OpenSsl.port(server);
            server.ignore();
            TlsInspection without = inspect(request(port, authority.certificate()));
            assertThat(without.protocol().clientCertificates()).isEqualTo(ClientCertificates.REQUIRED);
            assertThat(without.times().handshake()).isNull();
            assertThat(without.missing()).isNotEmpty();
            TlsInspection with = inspect(request(port, authority.certificate())
                    .with(new CertificateSource.Pem(
                            client.certificate().toString(), client.key().toString(), new Secret())));
            assertThat(with.protocol().clientCertificates()).isEqualTo(ClientCertificates.REQUIRED);
            assertThat(with.times().handshake()).isNotNull();
            assertThat(with.missing()).isEmpty();
        }
    }

    @Test
    void testsslAgreesOnVersionsAndSuites() {
        TestCertificate certificate = certificate("rsa:2048");
        List<Object> all =
                new ArrayList<>(List.of(words("-min_protocol TLSv1 -max_protocol TLSv1.2 -cipher ALL:@SECLEVEL=0")));
        all.add("-rev");
        try (PeerProcess server = OpenSsl.server(certificate, all.toArray())) {
            int port = OpenSsl.port(server);
            server.ignore();
            TestSsl theirs = TestSsl.run(port, folder, "-p", "-E");
            TlsInspection ours = inspect(request(port, certificate.certificate()));
            for (TlsInspection.Version version : ours.versions()) {
                String id = version.version()
                        .id()
                        .replace("TLSv1.0", "TLS1")
                        .replace("TLSv", "TLS")
                        .replace('.', '_');
                assertThat(theirs.finding(id).orElseThrow().text().startsWith("offered"))
                        .as(id)
                        .isEqualTo(version.offered() == Answer.YES);
                String prefix = "cipher-" + id.toLowerCase(Locale.ROOT) + "_x";
                assertThat(version.suites().stream().map(suite -> Integer.toHexString(suite.code())))
                        .as(id)
                        .containsExactlyInAnyOrderElementsOf(theirs.findings().stream()
                                .map(TestSsl.Finding::id)
                                .filter(found -> found.startsWith(prefix))
                                .map(found -> found.substring(prefix.length()))
                                .toList());
            }
        }
    }

    private static Failure failure(RawServer server) {
        return failure(server, Duration.ofSeconds(5));
    }

    private static Failure failure(RawServer server, Duration patience) {
        TlsRequest request =
                TlsRequest.of(new TlsTarget("127.0.0.1", server.port())).within(patience, Duration.ofSeconds(60));
        return catchThrowableOfType(FailureException.class, () -> inspect(request))
                .failure();
    }

    @Test
    void whatIsNoTlsIsNamed() throws IOException {
        try (RawServer http = new RawServer(client -> {
            client.getInputStream().read();
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(failure(http).toString()).contains("HTTP").contains("400");
        }
        try (RawServer garbage = new RawServer(client -> {
            client.getOutputStream().write(new byte[] {1, 2, 3, 4, 5, 6, 7});
            RawServer.waitForEnd(client);
        })) {
            assertThat(failure(garbage).what().key()).isEqualTo("failure.tlsNotSpokenBut.what");
        }
    }

    @Test
    void serversThatAreSilentCloseAtOnceOrNeverEndAreGivenUp() throws IOException {
        try (RawServer silent = new RawServer(RawServer::waitForEnd)) {
            assertThat(failure(silent, Duration.ofSeconds(2)).what().key()).isEqualTo("failure.tlsTimeout.what");
        }
        try (RawServer closing = new RawServer(client -> client.getInputStream().read())) {
            assertThat(failure(closing).what().key()).isEqualTo("failure.tlsClosed.what");
        }
        try (RawServer endless = new RawServer(client -> {
            // A record that grows for ever, by warnings.
            while (true) {
                client.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 1, 112});
            }
        })) {
            assertThat(failure(endless).what().key()).isEqualTo("failure.inspectBroken.what");
        }
        try (RawServer refusing = new RawServer(client -> {
            client.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
            RawServer.waitForEnd(client);
        })) {
            assertThat(failure(refusing).kind()).isEqualTo(Failure.Kind.TLS_HANDSHAKE);
        }
    }

    /**
     * Hands on what a client and a server say; what the server begins with an alert, or at all, may be withheld.
     *
     * @param over told once when the server is done with, before the client can see it
     */
    private static void relay(Socket client, int behind, boolean alerts, Runnable over) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            Thread back = Thread.ofVirtual().start(() -> {
                try {
                    int first = server.getInputStream().read();
                    if (first >= 0 && (alerts || first != 21)) {
                        client.getOutputStream().write(first);
                        server.getInputStream().transferTo(client.getOutputStream());
                    }
                } catch (IOException e) {
                    // One of both has gone.
                }
                over.run();
                try {
                    client.close();
                } catch (IOException e) {
                    // It has gone.
                }
            });
            try {
                client.getInputStream().transferTo(server.getOutputStream());
                server.shutdownOutput();
            } finally {
                server.close();
                back.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<List<Suite>> suites(TlsInspection inspection) {
        return inspection.versions().stream().map(TlsInspection.Version::suites).toList();
    }

    @Test
    void serversThatHangUpInsteadOfSayingNoAreInspectedAll() throws IOException {
        Semaphore free = new Semaphore(1);
        try (PeerProcess server = OpenSsl.server(certificate("rsa:2048"), "-rev")) {
            int port = OpenSsl.port(server);
            server.ignore();
            TlsInspection plain = inspect(port);
            try (RawServer mute = new RawServer(client -> relay(client, port, false, () -> {}))) {
                TlsInspection inspection = inspect(mute.port());
                assertThat(suites(inspection)).isEqualTo(suites(plain));
                assertThat(inspection.version(TlsVersion.SSL3).offered()).isEqualTo(Answer.NO);
                assertThat(inspection.missing()).isEmpty();
            }
            try (RawServer single = new RawServer(client -> {
                if (free.tryAcquire()) {
                    relay(client, port, true, free::release);
                } else {
                    // It hangs up on what comes beside another, but not before it could take the next.
                    free.acquireUninterruptibly();
                    free.release();
                }
            })) {
                TlsInspection inspection = inspect(single.port());
                assertThat(suites(inspection)).isEqualTo(suites(plain));
            }
        }
    }

    @Test
    void serverThatGoesAwayMeanwhileIsNotGraded() throws IOException {
        AtomicInteger left = new AtomicInteger(8);
        try (PeerProcess server = OpenSsl.server(certificate("rsa:2048"), "-rev")) {
            int port = OpenSsl.port(server);
            server.ignore();
            try (RawServer tired = new RawServer(client -> {
                if (left.getAndDecrement() > 0) {
                    relay(client, port, true, () -> {});
                }
            })) {
                TlsInspection inspection = inspect(tired.port());
                assertThat(inspection.missing()).isNotEmpty();
                assertThat(inspection.grade().letter()).isGreaterThanOrEqualTo(Letter.B);
                assertThat(inspection.version(TlsVersion.TLS10).offered()).isEqualTo(Answer.UNKNOWN);
            }
        }
    }

    @Test
    void oldestVersionIsDetected() throws IOException {
        try (RawServer old = new RawServer(client -> {
            if ((client.getInputStream().read() & 0x80) != 0) {
                client.getOutputStream().write(new byte[] {(byte) 0x80, 11, 4, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0});
                RawServer.waitForEnd(client);
            }
        })) {
            TlsInspection inspection = inspect(old.port());
            assertThat(inspection.offered())
                    .extracting(TlsInspection.Version::version)
                    .containsExactly(TlsVersion.SSL2);
            assertThat(inspection.grade().letter()).isEqualTo(Letter.F);
        }
    }

    @Test
    void nobodyThereAndNobodyKnownAreToldInTheUsualWords() {
        assertThat(catchThrowableOfType(FailureException.class, () -> inspect(1))
                        .failure()
                        .kind())
                .isEqualTo(Failure.Kind.CONNECTION_REFUSED);
        assertThat(catchThrowableOfType(
                                FailureException.class,
                                () -> inspect(TlsRequest.of(new TlsTarget("nowhere.invalid", 443))))
                        .failure()
                        .kind())
                .isEqualTo(Failure.Kind.UNKNOWN_HOST);
    }

    private static String name(Suite suite) {
        return suite.openSsl().isEmpty() ? suite.name() : suite.openSsl();
    }
}
