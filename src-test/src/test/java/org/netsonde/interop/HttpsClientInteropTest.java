package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.security.CertificatePlan;
import org.netsonde.engine.security.KeyKind;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.TestAuthority;
import org.netsonde.fixtures.TestCertificate;

/**
 * The client of HTTP, asked for {@code https:} addresses of servers that it is not aimed at: Python's {@code http.server} over
 * TLS.
 */
class HttpsClientInteropTest extends WithAuthority {

    private final List<PeerProcess> servers = new ArrayList<>();
    private TestAuthority foreign;

    @BeforeEach
    void createForeign() {
        foreign = TestAuthority.create(folder, "Foreign");
    }

    @AfterEach
    void end() {
        servers.forEach(PeerProcess::close);
    }

    private int plain() {
        return started(Peers.python("http_server.py"));
    }

    private int secure(TestCertificate certificate, Object... options) {
        List<Object> all = new ArrayList<>(List.of("--cert", certificate.certificate(), "--key", certificate.key()));
        all.addAll(Arrays.asList(options));
        return started(Peers.python("http_server.py", all.toArray()));
    }

    private int started(PeerProcess server) {
        servers.add(server);
        return Integer.parseInt(server.line());
    }

    private Endpoint client(int port, String tls) {
        return bench.start("client", "http-client", "{'port': " + port + ", 'tls': " + tls + "}");
    }

    private static String trusts(TestAuthority authority) {
        return "'trust': {'type': 'custom', 'file': '" + authority.certificate() + "'}";
    }

    private static void send(Endpoint client, String url) {
        Bench.await(client.send(Target.all(), Bench.json("{'url': '" + url + "'}")));
    }

    private static String asked(Endpoint client, int replies, String url) {
        send(client, url);
        return HttpTraffic.text(HttpTraffic.reply(client, replies));
    }

    private static String echo(int port) {
        return "https://127.0.0.1:" + port + "/echo";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherServerIsTrustedAsTheSettingsSay(boolean aimedOverTls) {
        int own = aimedOverTls ? secure(foreign.server()) : plain();
        int other = secure(foreign.server());
        Endpoint client = client(own, "{'mode': '" + (aimedOverTls ? "on" : "off") + "', " + trusts(foreign) + "}");

        assertThat(asked(client, 1, "/echo")).contains("Host: 127.0.0.1:" + own + "\n");
        assertThat(asked(client, 2, echo(other))).contains("Host: 127.0.0.1:" + other + "\n", "connections: 1\n");
        assertThat(asked(client, 3, echo(other))).contains("connections: 1\n");
        send(client, "/away?to=" + echo(other));
        assertThat(HttpTraffic.text(HttpTraffic.reply(client, 5))).startsWith("GET /echo\n");

        assertThat(bench.figure(client, "tls_handshakes")).isEqualTo(aimedOverTls ? 2 : 1);
        assertThat(bench.sample(client).total()).isEqualTo(2);
        assertThat(bench.sample(client).errors()).isZero();
    }

    /** What is said of a server that is not trusted; the client goes on with its own. */
    private void isRefused(Endpoint client, int other, String sentence) {
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> send(client, echo(other)));
        Failure failure = thrown.failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CERTIFICATE);
        assertThat(failure.what().text(Locale.ENGLISH)).isEqualTo(sentence);
        assertThat(failure.remedy().text(Locale.ENGLISH))
                .doesNotContain("failure.", "{")
                .endsWith(".");
        assertThat(HttpTraffic.texts(client, Direction.FAILED))
                .containsExactly(failure.what().toString());
        assertThat(HttpTraffic.messages(client, Direction.OUT)).isEmpty();

        assertThat(asked(client, 1, "/echo")).startsWith("GET /echo\n");
        assertThat(client.metrics().errorsByKind()).containsExactly(Map.entry(Failure.Kind.CERTIFICATE, 1L));
    }

    @Test
    void anotherServerOfAnUnknownAuthorityIsRefused() {
        isRefused(
                client(plain(), "{}"),
                secure(foreign.server()),
                "The certificate of CN=localhost was issued by CN=Foreign, which is not trusted.");
    }

    @Test
    void anotherServerThatIsNotTrustedAsTheSettingsSayIsRefused() {
        isRefused(
                client(plain(), "{'mode': 'off', " + trusts(foreign) + "}"),
                secure(authority.server()),
                "The certificate of CN=localhost was issued by CN=" + AUTHORITY + ", which is not trusted.");
    }

    @Test
    void anotherServerUnderAWrongNameIsRefused() {
        CertificatePlan plan = CertificatePlan.server(KeyKind.ECDSA_P256, List.of("door.example"), Instant.now());
        isRefused(
                client(plain(), "{'serverName': 'door.example'}"),
                secure(authority.issue("door", plan)),
                "The server's certificate is for door.example, but you asked for 127.0.0.1.");
    }

    @Test
    void certificateAndNameAreForTheServerThatTheClientIsAimedAt() {
        CertificatePlan plan = CertificatePlan.server(KeyKind.ECDSA_P256, List.of("door.example"), Instant.now());
        Path clients = authority.certificate();
        int own = secure(authority.issue("door", plan), "--cafile", clients);
        int other = secure(authority.server(), "--cafile", clients);
        TestCertificate alice = authority.client("alice");
        Endpoint client = client(
                own,
                "{'mode': 'on', 'serverName': 'door.example', 'certificate': {'type': 'pem', 'chain': '"
                        + alice.certificate() + "', 'key': '" + alice.key() + "'}}");

        assertThat(asked(client, 1, "/echo")).contains("certificate: shown\n");
        assertThat(asked(client, 2, echo(other))).contains("certificate: none\n");
        assertThat(bench.sample(client).errors()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoTrustsAnyServerIsAnsweredByAny(boolean aimedOverTls) {
        int own = aimedOverTls ? secure(foreign.server()) : plain();
        Endpoint client = client(own, "{'mode': '" + (aimedOverTls ? "on" : "off") + "', 'trust': {'type': 'none'}}");
        assertThat(asked(client, 1, echo(secure(foreign.server())))).startsWith("GET /echo\n");
    }
}
