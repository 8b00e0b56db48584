package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.protocol.Transfer;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.HttpTraffic;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Sockets;
import org.netsonde.fixtures.TestCertificate;

/** The client of HTTP/2 against {@code nghttpd}, in the clear and over TLS. */
class Http2ClientInteropTest extends WithAuthority {

    private Socket kept;
    private int port;

    /** It cannot take any port and tell which, so it gets one that nobody else takes. */
    @BeforeEach
    void keepPort() throws IOException {
        kept = Sockets.keepPort();
        port = kept.getLocalPort();
    }

    @AfterEach
    void givePort() throws IOException {
        kept.close();
    }

    /** Starts one, which listens then, and what else it prints is of no interest. */
    private PeerProcess nghttpd(List<String> options, List<Path> keyAndCertificate) throws IOException {
        Path pages = Files.createDirectories(folder.resolve("pages"));
        Files.writeString(pages.resolve("page.txt"), "a page of nghttpd");
        Files.write(pages.resolve("large.bin"), new byte[3 << 20]);
        List<String> command = new ArrayList<>(List.of(
                Peers.require("nghttpd", "nghttp2-server").toString(),
                "--verbose",
                "--address=127.0.0.1",
                "--htdocs=" + pages));
        command.addAll(options);
        command.add(Integer.toString(port));
        keyAndCertificate.forEach(file -> command.add(file.toString()));
        PeerProcess server = PeerProcess.startTalkative("nghttpd", command);
        server.until("listen 127.0.0.1:" + port);
        server.ignore();
        return server;
    }

    private Endpoint client(String more) {
        return bench.start("client", "http-client", Bench.json("{'port': " + port + "}", more));
    }

    private static void send(Endpoint client, String message) {
        Bench.await(client.send(Target.all(), Bench.json(message)));
    }

    @Test
    void requestsCrossOneConnectionInTheClear() throws IOException {
        try (PeerProcess server = nghttpd(List.of("--no-tls", "--echo-upload"), List.of())) {
            Endpoint client =
                    client("{'versions': 'http2', 'messages': ['/page.txt'], 'repeat': 200, 'interval': '0'}");
            Bench.await(client.done());
            List<HttpText> replies = HttpTraffic.replies(client, 200);
            assertThat(replies).hasSize(200).allSatisfy(reply -> {
                assertThat(reply.startLine()).isEqualTo("HTTP/2 200 OK");
                assertThat(reply.field(HttpText.STREAM)).isPresent();
                assertThat(reply.field("transfer-encoding")).isEmpty();
                assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("a page of nghttpd");
            });
            assertThat(HttpTraffic.messages(client, Direction.OUT).getFirst().startLine())
                    .isEqualTo("GET /page.txt HTTP/2");
            assertThat(client.connections().count()).isEqualTo(1);

            send(client, "{'method': 'POST', 'url': '/page.txt', 'content': {'type': 'text', 'text': 'uploaded'}}");
            assertThat(HttpTraffic.text(HttpTraffic.reply(client, 201))).isEqualTo("uploaded");
            send(client, "{'url': '/nothing'}");
            assertThat(HttpTraffic.reply(client, 202).status()).isEqualTo(404);
        }
    }

    @Test
    void largeRepliesAreSavedAtThePaceOfTheDisk() throws IOException {
        try (PeerProcess server = nghttpd(List.of("--no-tls", "--max-concurrent-streams=2"), List.of())) {
            Endpoint client = client("{'versions': 'http2'}");
            for (int i = 0; i < 4; i++) {
                send(client, "{'url': '/large.bin', 'saveTo': '" + folder + "'}");
            }
            await().until(() -> client.transfers().list().size() == 4
                    && client.transfers().list().stream().allMatch(t -> t.state() == Transfer.State.DONE));
            for (String name : List.of("large.bin", "large (1).bin", "large (2).bin", "large (3).bin")) {
                assertThat(folder.resolve(name)).hasSize(3 << 20);
            }
            assertThat(bench.sample(client).errors()).isZero();
            assertThat(client.connections().count()).isEqualTo(1);
        }
    }

    @Test
    void bothAgreeOnHttp2OverTls() throws IOException {
        TestCertificate certificate = authority.server();
        try (PeerProcess server = nghttpd(List.of(), List.of(certificate.key(), certificate.certificate()))) {
            Endpoint client = client("{'tls': {'mode': 'on', 'trust': {'type': 'custom', 'file': '"
                    + authority.certificate() + "'}}, 'messages': ['/page.txt', 'page.txt']}");
            Bench.await(client.done());
            assertThat(HttpTraffic.replies(client, 2))
                    .allMatch(reply -> reply.startLine().equals("HTTP/2 200 OK"))
                    .allMatch(reply -> HttpTraffic.text(reply).equals("a page of nghttpd"));
            assertThat(bench.figure(client, "tls_handshakes")).isEqualTo(1);
            assertThat(bench.sample(client).total()).isEqualTo(1);
        }
    }
}
