package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.OperatingSystem;
import org.netsonde.engine.export.Schemas;
import org.netsonde.engine.probe.ProbeJson;
import org.netsonde.engine.probe.ProbeListener;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeResult;
import org.netsonde.engine.probe.ProbeRun;
import org.netsonde.engine.probe.ProbeTarget;
import org.netsonde.engine.probe.connect.ConnectAttempt;
import org.netsonde.engine.probe.connect.ConnectPlan;
import org.netsonde.engine.probe.connect.ConnectStats;
import org.netsonde.engine.probe.phase.HttpSeen;
import org.netsonde.engine.probe.phase.Phase;
import org.netsonde.engine.probe.phase.TlsSeen;
import org.netsonde.engine.probe.phase.Waterfall;
import org.netsonde.engine.probe.port.ListeningPort;
import org.netsonde.engine.probe.port.ListeningPorts;
import org.netsonde.engine.probe.port.PortsJson;
import org.netsonde.engine.security.ClientTrust;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.OpenSsl;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Sockets;
import org.netsonde.fixtures.TestCertificate;

/** Probes tell what Python's web server, OpenSSL's server, and ports where nobody answers, are like. */
class ProbeInteropTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private ProbeResult probe(ProbeRequest request) {
        return Bench.await(
                bench.engine().probes().start(request, ProbeListener.NONE).result());
    }

    private static ProbeRequest request(String target, ProbePart... parts) {
        return ProbeRequest.of(ProbeTarget.parse(target)).only(Set.of(parts)).within(PATIENCE, Bench.LIMIT);
    }

    private static PeerProcess python(Path served) {
        return PeerProcess.startTalkative(
                "http.server",
                List.of(
                        Peers.require("python3", "python3").toString(),
                        "-u",
                        "-m",
                        "http.server",
                        "0",
                        "--bind",
                        "127.0.0.1",
                        "--directory",
                        served.toString()));
    }

    /** It prints "Serving HTTP on 127.0.0.1 port N (http://…". */
    private static int port(PeerProcess http) {
        return Integer.parseInt(http.line().replaceAll(".* port (\\d+) .*", "$1"));
    }

    private static void inOrder(Waterfall waterfall, Phase... phases) {
        assertThat(waterfall.phases()).extracting(Waterfall.Stretch::phase).containsExactly(phases);
        Duration end = Duration.ZERO;
        for (Waterfall.Stretch stretch : waterfall.phases()) {
            assertThat(stretch.start()).isEqualTo(end);
            end = end.plus(stretch.took());
        }
        assertThat(waterfall.total()).isEqualTo(end);
    }

    @Test
    void aPageOfPythonsWebServerIsTakenApart() throws IOException {
        Files.writeString(folder.resolve("page.txt"), "x".repeat(100_000));
        try (PeerProcess http = python(folder)) {
            int port = port(http);
            Waterfall waterfall =
                    Objects.requireNonNull(probe(request("http://127.0.0.1:" + port + "/page.txt", ProbePart.HTTP))
                            .waterfall());

            inOrder(waterfall, Phase.CONNECT, Phase.REQUEST, Phase.FIRST_BYTE, Phase.DOWNLOAD);
            assertThat(waterfall.failure()).isNull();
            assertThat(waterfall.http()).isEqualTo(new HttpSeen("GET", "HTTP/1.0", 200, 100_000, true, ""));
            assertThat(http.line()).contains("\"GET /page.txt HTTP/1.1\" 200");

            HttpSeen head = Objects.requireNonNull(Objects.requireNonNull(
                            probe(request("http://127.0.0.1:" + port + "/page.txt", ProbePart.HTTP)
                                            .by(ProbeRequest.Method.HEAD))
                                    .waterfall())
                    .http());
            assertThat(head.bytes()).isZero();
            assertThat(head.status()).isEqualTo(200);
        }
    }

    @Test
    void aRedirectIsToldAndNotFollowed() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        try (PeerProcess http = python(folder)) {
            int port = port(http);
            HttpSeen seen = Objects.requireNonNull(Objects.requireNonNull(
                            probe(request("http://localhost:" + port + "/sub?token=secret", ProbePart.HTTP))
                                    .waterfall())
                    .http());

            assertThat(seen.status()).isEqualTo(301);
            assertThat(seen.location()).startsWith("/sub/").doesNotContain("secret");
            assertThat(http.line()).contains("\"GET /sub?token=secret HTTP/1.1\" 301");
        }
    }

    @Test
    void nothingIsSentWhereOnlyAConnectionIsAskedFor() throws IOException {
        try (PeerProcess http = python(folder)) {
            ProbeResult result = probe(ProbeRequest.of(ProbeTarget.parse("127.0.0.1:" + port(http))));

            assertThat(result.reached()).isTrue();
            assertThat(result.waterfall()).isNull();
            ConnectStats stats = result.connects().getFirst().stats();
            assertThat(stats.connected()).isEqualTo(10);
            assertThat(Objects.requireNonNull(stats.times()).min()).isPositive();
        }
    }

    @Test
    void tlsOfOpenSslIsToldWithItsCertificate() {
        TestCertificate certificate = TestCertificate.create(folder, "probed");
        try (PeerProcess openssl = OpenSsl.server(certificate, "-www", "-alpn", "http/1.1", "-tls1_3")) {
            int port = OpenSsl.port(openssl);
            ClientTrust trust = new ClientTrust.Custom(certificate.certificate().toString());
            ProbeResult result = probe(request("https://localhost:" + port + "/", ProbePart.TLS, ProbePart.HTTP)
                    .trusting(trust));
            Waterfall waterfall = Objects.requireNonNull(result.waterfall());

            assertThat(waterfall.failure()).isNull();
            inOrder(waterfall, Phase.LOOKUP, Phase.CONNECT, Phase.TLS, Phase.REQUEST, Phase.FIRST_BYTE, Phase.DOWNLOAD);
            TlsSeen tls = Objects.requireNonNull(waterfall.tls());
            assertThat(tls.version()).isEqualTo("TLSv1.3");
            assertThat(tls.alpn()).isEqualTo("http/1.1");
            assertThat(tls.subject()).contains("probed");
            assertThat(tls.until()).isNotNull();
            assertThat(Objects.requireNonNull(waterfall.http()).status()).isEqualTo(200);

            Waterfall handshake = Objects.requireNonNull(
                    probe(request("tls://localhost:" + port, ProbePart.TLS).trusting(trust))
                            .waterfall());
            inOrder(handshake, Phase.LOOKUP, Phase.CONNECT, Phase.TLS);
            assertThat(handshake.http()).isNull();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsAFailureOfThatPhase() {
        try (PeerProcess openssl = OpenSsl.server(TestCertificate.create(folder, "unknown"))) {
            Waterfall waterfall =
                    Objects.requireNonNull(probe(request("tls://127.0.0.1:" + OpenSsl.port(openssl), ProbePart.TLS))
                            .waterfall());

            inOrder(waterfall, Phase.CONNECT);
            assertThat(Objects.requireNonNull(waterfall.failure()).kind()).isEqualTo(Failure.Kind.CERTIFICATE);
        }
    }

    @Test
    void aPortWhereNobodyListensRefusesAndLosesNothing() throws IOException {
        try (Socket kept = Sockets.keepPort()) {
            ProbeResult result = probe(request("127.0.0.1:" + kept.getLocalPort(), ProbePart.CONNECT, ProbePart.RACE)
                    .connecting(new ConnectPlan(3, Duration.ofMillis(10), PATIENCE)));

            ConnectStats stats = result.connects().getFirst().stats();
            assertThat(stats.refused()).isEqualTo(3);
            assertThat(stats.lossPercent()).isZero();
            assertThat(result.connects().getFirst().path().readable()).isFalse();
            assertThat(result.reached()).isFalse();
            assertThat(Objects.requireNonNull(result.race()).won()).isEmpty();
        }
    }

    @Test
    void aPortWhoseQueueIsFullLosesEverything() throws IOException {
        List<Socket> queued = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, queued);
            ProbeResult result = probe(request("127.0.0.1:" + full.getLocalPort(), ProbePart.CONNECT)
                    .connecting(new ConnectPlan(3, Duration.ofMillis(10), Duration.ofMillis(300))));

            ConnectStats stats = result.connects().getFirst().stats();
            assertThat(stats.timedOut()).isEqualTo(3);
            assertThat(stats.lossPercent()).isEqualTo(100);
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    /** Connects until the system lets nobody in any more. */
    private static void fill(ServerSocket listener, List<Socket> queued) throws IOException {
        for (int i = 0; i < 100; i++) {
            Socket next = new Socket();
            queued.add(next);
            try {
                next.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 1000);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        Peers.lack("a system whose queues fill up");
    }

    @Test
    void cancellingKeepsWhatWasFoundOut() throws Exception {
        CountDownLatch some = new CountDownLatch(3);
        List<ConnectAttempt> heard = new CopyOnWriteArrayList<>();
        try (Socket kept = Sockets.keepPort()) {
            ProbeRun run = bench.engine()
                    .probes()
                    .start(
                            request("127.0.0.1:" + kept.getLocalPort(), ProbePart.CONNECT)
                                    .connecting(new ConnectPlan(ConnectPlan.MOST, Duration.ofMillis(100), PATIENCE)),
                            new ProbeListener() {
                                @Override
                                public void attempted(ConnectAttempt attempt) {
                                    heard.add(attempt);
                                    some.countDown();
                                }
                            });
            assertThat(some.await(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            run.cancel();
            ProbeResult result = Bench.await(run.result());

            assertThat(result.state()).isEqualTo(ProbeResult.State.CANCELLED);
            assertThat(result.connects().getFirst().attempts())
                    .hasSizeBetween(3, ConnectPlan.MOST - 1)
                    .containsExactlyInAnyOrderElementsOf(heard);
        }
    }

    @Test
    void outOfTimeIsToldAsThat() throws IOException {
        try (Socket kept = Sockets.keepPort()) {
            ProbeResult result = probe(request("127.0.0.1:" + kept.getLocalPort(), ProbePart.CONNECT)
                    .connecting(new ConnectPlan(ConnectPlan.MOST, Duration.ofMinutes(1), PATIENCE))
                    .within(PATIENCE, Duration.ofMillis(500)));

            assertThat(result.state()).isEqualTo(ProbeResult.State.OUT_OF_TIME);
        }
    }

    @Test
    void jsonschemaFindsNothingWrongWithTheJson() throws IOException {
        Peers.requirePythonModule("jsonschema", "python3-jsonschema");
        try (PeerProcess http = python(folder)) {
            ProbeResult result =
                    probe(ProbeRequest.of(ProbeTarget.parse("http://localhost:" + port(http) + "/?token=secret")));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ProbeJson.write(result, out);
            Path json = Files.write(folder.resolve("probe.json"), out.toByteArray());

            assertThat(wrong(json, "probe")).isEqualTo("[]");
            assertThat(Files.readString(json)).doesNotContain("secret");
            Path lacking = Files.writeString(
                    folder.resolve("lacking.json"), Files.readString(json).replace("\"sent\"", "\"cent\""));
            assertThat(wrong(lacking, "probe")).contains("sent");
        }
        Path ports = Files.writeString(folder.resolve("ports.json"), PortsJson.write(ListeningPorts.read()));
        assertThat(wrong(ports, "ports")).isEqualTo("[]");
    }

    private String wrong(Path json, String schema) throws IOException {
        Path file = Files.write(folder.resolve(schema + ".schema.json"), Schemas.get(schema));
        try (PeerProcess python = Peers.python("exports.py", "schema", json, file)) {
            return python.line();
        }
    }

    @Test
    void repeatedProbesAreCounted() throws IOException {
        try (PeerProcess http = python(folder)) {
            int port = port(http);
            Endpoint probe = bench.start(
                    "Watch",
                    "probe",
                    "{'host': 'localhost', 'port': " + port
                            + ", 'probe': 'http', 'interval': '20ms', 'probes': 5, 'connectTimeout': '10s'}");
            Bench.await(probe.done());

            assertThat(bench.figure(probe, "probe_replies")).isEqualTo(5);
            assertThat(bench.figure(probe, "probe_connects")).isEqualTo(5);
            assertThat(bench.figure(probe, "probe_lookups")).isEqualTo(5);
            assertThat(bench.figure(probe, "probe_http_ns")).isPositive();
            assertThat(bench.figure(probe, "probe_lost")).isZero();
        }
    }

    @Test
    void repeatedProbesOfNobodyAreLostAndGoOn() throws IOException {
        try (Socket kept = Sockets.keepPort()) {
            Endpoint probe = bench.start("Watch", "probe", "{'port': " + kept.getLocalPort() + ", 'interval': '20ms'}");
            await().atMost(Bench.LIMIT).until(() -> bench.figure(probe, "probe_lost") >= 3);

            assertThat(probe.lastFailure().orElseThrow().kind()).isEqualTo(Failure.Kind.CONNECTION_REFUSED);
            assertThat(bench.figure(probe, "probe_connects")).isZero();
            Bench.await(probe.stop());
        }
    }

    @Test
    void repeatedProbesFollowAnEndpointByItsName() {
        Endpoint server = bench.start("Echo", "tcp-server", "{'port': 0}");
        Endpoint probe = bench.start(
                "Watch", "probe", "{'target': 'Echo', 'interval': '20ms', 'probes': 3, 'connectTimeout': '10s'}");
        Bench.await(probe.done());

        assertThat(bench.figure(probe, "probe_connects")).isEqualTo(3);
        Bench.await(server.stop());
    }

    @Test
    void pythonsPortIsListedWithItsProcessAndNamedWhereItIsWanted() {
        if (OperatingSystem.here() != OperatingSystem.LINUX) {
            Peers.lack("a system that tells whose ports are");
        }
        try (PeerProcess http = python(folder)) {
            int port = port(http);
            ListeningPort listed = ListeningPorts.read().ports().stream()
                    .filter(each -> each.address().getPort() == port)
                    .findFirst()
                    .orElseThrow();
            ListeningPort.Program program = Objects.requireNonNull(listed.program());
            assertThat(program.command()).contains("http.server");

            Endpoint server = bench.add("Echo", "tcp-server", "{'port': " + port + "}");
            FailureException refused = catchThrowableOfType(FailureException.class, () -> Bench.await(server.start()));
            assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.ADDRESS_IN_USE);
            assertThat(refused.failure().what().text(Locale.ENGLISH))
                    .contains("already in use by " + program.name(), "process " + program.pid());
        }
    }

    @Test
    void anEndpointThatHasThePortIsNamed() {
        if (OperatingSystem.here() != OperatingSystem.LINUX) {
            Peers.lack("a system that tells whose ports are");
        }
        Endpoint first = bench.start("First", "tcp-server", "{'port': 0}");
        Endpoint second = bench.add(
                "Second", "tcp-server", "{'port': " + Bench.address(first).getPort() + "}");

        FailureException refused = catchThrowableOfType(FailureException.class, () -> Bench.await(second.start()));

        assertThat(refused.failure().what().text(Locale.ENGLISH)).contains("\"First\"");
    }
}
