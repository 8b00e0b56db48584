package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.node.ObjectNode;

/** Our select server and client against programs that use Python's select, and against plain sockets. */
class SelectInteropTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void clientHearsItsRepliesFromASelectServer() {
        try (PeerProcess server = Peers.python("select_server.py")) {
            Endpoint client = client(
                    server.port(),
                    "{'framing': 'lines', 'messages': ['one', 'two', 'three'], 'repeat': 30, 'interval': '1ms'}");
            Bench.await(client.done());

            Sample sample = bench.sample(client);
            assertThat(sample.requests()).isEqualTo(90);
            assertThat(sample.messagesIn()).isEqualTo(90);
            assertThat(sample.bytesIn()).isEqualTo(30 * (4 + 4 + 6));
            assertThat(client.metrics().lifeLatency().count()).isEqualTo(90);
            assertThat(sample.errors()).isZero();
            Bench.await(client.stop());
            server.say("stop");
            assertThat(server.line("bytes")).isEqualTo(Integer.toString(30 * (4 + 4 + 6)));
            server.line("rounds");
            server.finish();
        }
    }

    @Test
    void messagesThatTheSystemTakesInPiecesArriveWhole() {
        int size = 1_000_000;
        try (PeerProcess server = Peers.python("select_server.py")) {
            Endpoint client = client(
                    server.port(),
                    "{'framing': {'type': 'lines', 'maxLength': '2MiB'}, 'replyTimeout': '20s',"
                            + " 'tcp': {'sendBuffer': '8KiB'}, 'interval': '0', 'repeat': 5, 'messages': ['"
                            + "x".repeat(size) + "']}");
            Bench.await(client.done());
            Sample sample = bench.sample(client);
            assertThat(sample.messagesIn()).isEqualTo(5);
            assertThat(sample.bytesOut()).isEqualTo(5L * (size + 1));
            assertThat(sample.bytesIn()).isEqualTo(5L * (size + 1));
            assertThat(sample.errors()).isZero();
        }
    }

    @Test
    void severalClientsTalkToOneSelectServer() {
        List<Endpoint> clients = new ArrayList<>();
        try (PeerProcess server = Peers.python("select_server.py")) {
            int port = server.port();
            for (int i = 0; i < 5; i++) {
                clients.add(client(
                        port,
                        "{'framing': 'lines', 'messages': ['client " + i + "'], 'repeat': 40, 'interval': '1ms'}"));
            }
            for (Endpoint client : clients) {
                Bench.await(client.done());
                assertThat(bench.sample(client).messagesIn()).isEqualTo(40);
                assertThat(bench.figure(client, "unmatched")).isZero();
            }
        }
    }

    @Test
    void serverEchoesToManySelectClientsAtOnce() {
        Endpoint server = server("{'framing': 'lines'}");
        try (PeerProcess clients =
                Peers.python("select_clients.py", Bench.address(server).getPort(), 100, 50)) {
            long bytes = Long.parseLong(clients.line("bytes"));
            assertThat(bench.sample(server).open()).isEqualTo(100);
            clients.finish();
            await().untilAsserted(() -> {
                Sample sample = bench.sample(server);
                assertThat(sample.total()).isEqualTo(100);
                assertThat(sample.open()).isZero();
                assertThat(sample.requests()).isEqualTo(100 * 50);
                assertThat(sample.bytesIn()).isEqualTo(bytes);
                assertThat(sample.bytesOut()).isEqualTo(bytes);
                assertThat(sample.errors()).isZero();
            });
        }
        // Each connection is read at least once, and told at least once that it has ended.
        assertThat(bench.figure(server, "ready_keys")).isGreaterThanOrEqualTo(200);
        assertThat(bench.figure(server, "select_rounds")).isPositive();
        assertThat(bench.figure(server, "select_time_ns")).isPositive();
        assertThat(bench.figure(server, "handler_time_ns")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "raw, 'raw'",
        "lines, 'lines'",
        "length:4:big, {'type':'length'}",
        "delimiter:0d0a, {'type':'delimiter'}"
    })
    void serverEchoesEveryFramingOfASocketClient(String spec, String framing) {
        String json = framing.startsWith("{") ? framing : "'" + framing + "'";
        Endpoint server = server("{'framing': " + json + "}");
        try (PeerProcess client =
                Peers.python("socket_client.py", Bench.address(server).getPort(), spec, 40)) {
            long bytes = Long.parseLong(client.line("bytes"));
            client.finish();
            await().untilAsserted(() -> {
                Sample sample = bench.sample(server);
                assertThat(sample.bytesIn()).isEqualTo(bytes);
                assertThat(sample.bytesOut()).isEqualTo(bytes);
                assertThat(sample.open()).isZero();
                assertThat(sample.errors()).isZero();
            });
        }
    }

    @Test
    void fiveMegabytesComeBackUnchanged() {
        Endpoint server = server("{'writeLimit': '64KiB'}");
        int size = 5_000_000;
        try (PeerProcess client =
                Peers.python("transfer.py", Bench.address(server).getPort(), size)) {
            String sent = client.line("sent");
            assertThat(sent).endsWith(" " + size);
            assertThat(client.line("received")).isEqualTo(sent);
            client.finish();
        }
    }

    private Endpoint server(String more) {
        return bench.start("server", "select-server", Bench.json("{'port': 0}", more));
    }

    private Endpoint client(int port, String more) {
        ObjectNode json = Bench.json("{'port': " + port + "}", more);
        return bench.start(bench.engine().freeName("client"), "select-client", json);
    }
}
