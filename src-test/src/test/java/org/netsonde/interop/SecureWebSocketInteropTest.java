package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Target;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;

/** Certificates of WebSocket over TLS, against Python's module websockets and Node's module ws. */
@ParameterizedClass
@ValueSource(strings = {"py", "js"})
class SecureWebSocketInteropTest extends WithAuthority {

    @Parameter
    String language;

    private PeerProcess connect(Endpoint server, Path authority, Object... options) {
        Object[] all = new Object[options.length + 4];
        all[0] = "--url";
        all[1] = "wss://127.0.0.1:" + Bench.address(server).getPort();
        all[2] = "--cafile";
        all[3] = authority;
        System.arraycopy(options, 0, all, 4, options.length);
        return Peers.webSocket("ws_client." + language, all);
    }

    private Endpoint serve(String tls) {
        return bench.start(
                "server", "websocket-server", "{'port': 0, 'responder': 'echo', 'tls': {'mode': 'on'" + tls + "}}");
    }

    private Endpoint client(int port, String tls) {
        return bench.add("client", "websocket-client", "{'port': " + port + ", 'tls': {'mode': 'on'" + tls + "}}");
    }

    @Test
    void serverAsksForACertificate() {
        TestCertificate alice = authority.client("alice");
        Endpoint server = serve(", 'clientAuth': 'required'");
        try (PeerProcess client =
                connect(server, authority.certificate(), "--cert", alice.certificate(), "--key", alice.key())) {
            client.until("extensions");
            assertThat(client.ask("text x")).isEqualTo("text x");
            Shown shown = Shown.of(server);
            assertThat(shown.groups()).contains("tls", "websocket", "peer0", "own0");
            assertThat(shown.fact("peer0", "subject")).isEqualTo("CN=alice");
            assertThat(bench.figure(server, "tls_handshakes")).isEqualTo(1);
        }
    }

    /** Both go without a word to the server. */
    @Test
    void clientThatDoesNotTrustTheServerGoesAndOthersStay() {
        Endpoint server = serve("");
        Path foreign = TestAuthority.create(folder, "Foreign").certificate();
        try (PeerProcess other = connect(server, authority.certificate());
                PeerProcess client = connect(server, foreign)) {
            assertThat(client.line("failed")).contains("certificate");
            other.until("extensions");
            assertThat(other.ask("text x")).isEqualTo("text x");
            await().atMost(Bench.LIMIT).until(() -> server.connections().count() == 1);
            assertThat(bench.sample(server).open()).isEqualTo(1);
        }
    }

    @Test
    void clientShowsItsCertificate() {
        TestCertificate alice = authority.client("alice");
        TestCertificate localhost = authority.server();
        try (PeerProcess server = Peers.webSocket(
                "ws_server." + language,
                "--cert",
                localhost.certificate(),
                "--key",
                localhost.key(),
                "--cafile",
                authority.certificate())) {
            Endpoint client = client(
                    server.port(),
                    ", 'certificate': {'type': 'pem', 'chain': '" + alice.certificate() + "', 'key': '" + alice.key()
                            + "'}");
            Bench.await(client.start());
            server.until("extensions");
            Bench.await(client.send(Target.all(), Bench.json("{'data': 'x'}")));
            assertThat(server.line("text")).isEqualTo("x");
            assertThat(Shown.of(client).fact("own0", "subject")).isEqualTo("CN=alice");
            assertThat(Shown.of(client).checked()).contains("Is for 127.0.0.1");
        }
    }

    @Test
    void clientDoesNotTrustTheServer() {
        TestCertificate stranger = TestCertificate.create(folder, "stranger");
        try (PeerProcess server =
                Peers.webSocket("ws_server." + language, "--cert", stranger.certificate(), "--key", stranger.key())) {
            Endpoint client = client(server.port(), "");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().what().text(Locale.ENGLISH))
                    .isEqualTo("The certificate of CN=stranger vouches for itself, and is not trusted.");
            assertThat(client.metrics().errorsByKind()).containsExactly(Map.entry(Failure.Kind.CERTIFICATE, 1L));
        }
    }
}
