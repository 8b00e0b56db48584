package org.netsonde.autobahn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestCertificate;
import org.netsonde.fixtures.TlsTunnel;

/**
 * The suite against a server and a client that others wrote, who are known to be good: if these fail, the fault is in the
 * fixture. It takes minutes, so it runs only by name: {@code -Dtest=AutobahnAgainstPython}.
 */
class AutobahnAgainstPython {

    private static final String SERVER = "ws_server.py";

    private final List<PeerProcess> peers = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        peers.forEach(PeerProcess::close);
    }

    @Test
    void server() {
        PeerProcess peer = keep(Peers.webSocket(SERVER, "--echo", "--quiet", "--no-compression"));
        int port = peer.port();
        peer.ignore();
        check(Autobahn.testServer("python-server", URI.create("ws://127.0.0.1:" + port)));
    }

    @Test
    void tlsServer() {
        TestCertificate certificate = TestCertificate.create(folder, "server");
        PeerProcess peer = keep(Peers.webSocket(
                SERVER,
                "--echo",
                "--quiet",
                "--no-compression",
                "--cert",
                certificate.certificate(),
                "--key",
                certificate.key()));
        int port = peer.port();
        peer.ignore();
        try (TlsTunnel tunnel = TlsTunnel.toTls(port, certificate.certificate())) {
            check(Autobahn.testServer("python-tls-server", URI.create("ws://127.0.0.1:" + tunnel.port())));
        }
    }

    @Test
    void client() {
        ThreadLocal<PeerProcess> peer = ThreadLocal.withInitial(() -> keep(Peers.webSocket("ws_echo.py")));
        check(Autobahn.testClient("python-client", uri -> echo(peer.get(), uri)));
    }

    @Test
    void tlsClient() {
        TestCertificate certificate = TestCertificate.create(folder, "server");
        ThreadLocal<PeerProcess> peer =
                ThreadLocal.withInitial(() -> keep(Peers.webSocket("ws_echo.py", certificate.certificate())));
        check(Autobahn.testTlsClient("python-tls-client", certificate, uri -> echo(peer.get(), uri)));
    }

    @Test
    void serverThatIsNotThereHasNoReport() {
        assertThatThrownBy(() -> Autobahn.testServer("nobody", URI.create("ws://127.0.0.1:1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0 cases");
    }

    private static void echo(PeerProcess peer, URI uri) {
        peer.say(uri.toString());
        peer.line("ended", Duration.ofMinutes(2));
    }

    private synchronized PeerProcess keep(PeerProcess peer) {
        peers.add(peer);
        return peer;
    }

    private static void check(AutobahnReport report) {
        System.out.println(report.summary());
        assertThat(report.bad()).isEmpty();
        assertThat(report.cases()).hasSize(AutobahnReport.CASES);
        assertThat(report.informational()).hasSize(3);
    }
}
