package org.netsonde.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.security.Authority;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.Identity;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.security.SignatureHash;
import org.netsonde.engine.security.Signer;

class HostChainTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Identity shown = Authority.create(CertificatePlan.authority("Test authority", Instant.now()))
            .issue(CertificatePlan.server(KeyKind.ECDSA_P256, List.of("localhost"), Instant.now())
                    .signed(Signer.BETWEEN, SignatureHash.SUITABLE));

    /** What a server does with its only connection. */
    @FunctionalInterface
    private interface Conduct {
        void with(Socket connection) throws IOException;
    }

    private static void serve(ServerSocket server, Conduct conduct) {
        Thread.ofVirtual().start(() -> {
            try (Socket connection = server.accept()) {
                conduct.with(connection);
            } catch (IOException e) {
                // The other side looks and goes.
                assertThat(e).isNotNull();
            }
        });
    }

    private static ServerSocket plain() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    private SSLServerSocket secure() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", shown.key(), new char[0], shown.chain().toArray(new Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    private static Failure failure(ServerSocket server, Duration limit) {
        HostChain chain = new HostChain("127.0.0.1", server.getLocalPort(), limit);
        FailureException thrown =
                org.assertj.core.api.Assertions.catchThrowableOfType(FailureException.class, chain::fetch);
        return thrown.failure();
    }

    @Test
    void theWholeChainIsShownThoughNobodyTrustsIt() throws IOException, GeneralSecurityException {
        try (SSLServerSocket server = secure()) {
            serve(server, connection -> ((SSLSocket) connection).startHandshake());
            assertThat(new HostChain("localhost", server.getLocalPort(), LONG).fetch())
                    .isEqualTo(shown.chain());
        }
    }

    @Test
    void alsoByAServerThatWantsACertificateItself() throws IOException, GeneralSecurityException {
        try (SSLServerSocket server = secure()) {
            server.setNeedClientAuth(true);
            serve(server, connection -> ((SSLSocket) connection).startHandshake());
            assertThat(new HostChain("127.0.0.1", server.getLocalPort(), LONG).fetch())
                    .isEqualTo(shown.chain());
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket server = plain()) {
            serve(
                    server,
                    connection -> connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()));
            assertThat(failure(server, Duration.ofSeconds(2)).what().key()).isEqualTo("failure.tlsTimeout.what");
        }
    }

    @Test
    void whatIsNoTlsIsNamed() throws IOException {
        try (ServerSocket server = plain()) {
            serve(server, connection -> {
                connection.getOutputStream().write("SSH-2.0-OpenSSH_9.9\r\n".getBytes(StandardCharsets.US_ASCII));
                connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            });
            assertThat(failure(server, LONG).what().key()).isEqualTo("failure.tlsNotSpoken.what");
        }
    }

    @Test
    void whoDoesNotListenIsNamed() throws IOException {
        // A port that is bound and at which nobody listens, so that nobody else can have it.
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress("127.0.0.1", 0));
            int port = bound.getLocalPort();
            assertThatThrownBy(() -> new HostChain("127.0.0.1", port, LONG).fetch())
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
        assertThatThrownBy(() -> new HostChain("no-such-host.invalid", 443, LONG).fetch())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.UNKNOWN_HOST));
    }
}
