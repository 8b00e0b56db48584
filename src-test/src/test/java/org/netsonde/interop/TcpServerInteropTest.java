package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.node.ObjectNode;

/** Python's own clients against our TCP server, with every way of threading. */
@ParameterizedClass
@ValueSource(strings = {"event-loop", "thread-per-connection", "platform-thread-per-connection"})
class TcpServerInteropTest {

    @Parameter
    String threading;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Map.Entry<String, String>> framings() {
        Stream<Map.Entry<String, String>> others = Stream.of(
                Map.entry("raw", "'raw'"),
                Map.entry("lines", "'lines'"),
                Map.entry("delimiter:0d0a", "{'type': 'delimiter'}"),
                Map.entry("delimiter:03", "{'type': 'delimiter', 'delimiter': '\\\\x03'}"));
        Stream<Map.Entry<String, String>> lengths = Stream.of(1, 2, 4, 8)
                .flatMap(size -> Stream.of("big", "little")
                        .map(order -> Map.entry(
                                "length:" + size + ":" + order,
                                "{'type': 'length', 'size': " + size + ", 'order': '" + order + "'}")));
        return Stream.concat(others, lengths);
    }

    @ParameterizedTest
    @MethodSource("framings")
    void echoesEveryFramingOfASocketClient(Map.Entry<String, String> framing) {
        Endpoint server = start("{'framing': " + framing.getValue() + "}");
        try (PeerProcess client =
                Peers.python("socket_client.py", Bench.address(server).getPort(), framing.getKey(), 40)) {
            long bytes = Long.parseLong(client.line("bytes"));
            client.finish();
            await().untilAsserted(() -> {
                Sample sample = bench.sample(server);
                assertThat(sample.bytesIn()).isEqualTo(bytes);
                assertThat(sample.bytesOut()).isEqualTo(bytes);
                assertThat(sample.messagesOut()).isEqualTo(sample.messagesIn());
                assertThat(sample.open()).isZero();
                assertThat(sample.errors()).isZero();
                if (!framing.getKey().equals("raw")) {
                    assertThat(sample.messagesIn()).isEqualTo(40 + 40 + 8);
                }
            });
        }
    }

    @Test
    void echoesToManyAsyncioClients() {
        Endpoint server = start("{'framing': 'lines'}");
        try (PeerProcess clients =
                Peers.python("asyncio_client.py", Bench.address(server).getPort(), 20, 50)) {
            long bytes = Long.parseLong(clients.line("bytes"));
            clients.finish();
            await().untilAsserted(() -> {
                Sample sample = bench.sample(server);
                assertThat(sample.total()).isEqualTo(20);
                assertThat(sample.open()).isZero();
                assertThat(sample.requests()).isEqualTo(20 * 50);
                assertThat(sample.bytesIn()).isEqualTo(bytes);
                assertThat(sample.bytesOut()).isEqualTo(bytes);
            });
        }
    }

    @Test
    void broadcastsToSeveralAsyncioClients() {
        Endpoint server = start("{'framing': 'lines', 'responder': 'broadcast'}");
        try (PeerProcess clients =
                Peers.python("broadcast_clients.py", Bench.address(server).getPort(), 8)) {
            clients.line("connected");
            await().until(() -> bench.sample(server).open() == 8);
            clients.say("go");
            assertThat(clients.line("heard")).isEqualTo("64");
            clients.finish();
        }
        await().untilAsserted(
                        () -> assertThat(bench.sample(server).messagesOut()).isEqualTo(64));
    }

    @Test
    void replyWithAChinesePrefixIsThatOfTheOriginalExample() {
        Endpoint server = start("{'responder': {'type': 'echo', 'prefix': '服务器回复: '}}");
        try (Talk python = new Talk()) {
            python.connect("client", server);
            for (String message : new String[] {"Hello", "World", "Python", "Network"}) {
                byte[] expected = ("服务器回复: " + message).getBytes(UTF_8);
                assertThat(new String(python.exchange("client", message.getBytes(UTF_8), expected.length), UTF_8))
                        .isEqualTo("服务器回复: " + message);
            }
            python.closeSocket("client");
        }
        await().untilAsserted(() -> assertThat(bench.sample(server).requests()).isEqualTo(4));
    }

    @Test
    void fiveMegabytesComeBackUnchanged() {
        Endpoint server = start("{'writeLimit': '64KiB'}");
        int size = 5_000_000;
        try (PeerProcess client =
                Peers.python("transfer.py", Bench.address(server).getPort(), size)) {
            String sent = client.line("sent");
            assertThat(sent).endsWith(" " + size);
            assertThat(client.line("received")).isEqualTo(sent);
            client.finish();
        }
        await().untilAsserted(() -> {
            Sample sample = bench.sample(server);
            assertThat(sample.bytesIn()).isEqualTo(size);
            assertThat(sample.bytesOut()).isEqualTo(size);
            assertThat(sample.errors()).isZero();
        });
    }

    @Test
    void halfClosedClientStillGetsItsAnswer() {
        Endpoint server = start("{'framing': 'lines'}");
        try (Talk python = new Talk()) {
            python.connect("client", server);
            python.send("client", "last words\n".getBytes(UTF_8));
            python.shutdown("client");
            assertThat(python.rest("client"))
                    .isEqualTo(HexFormat.of().formatHex("last words\n".getBytes(UTF_8)) + " eof");
        }
    }

    @Test
    void stoppingEndsConnectionsInOrder() {
        Endpoint server = start("{'framing': 'lines'}");
        try (Talk python = new Talk()) {
            python.connect("client", server);
            assertThat(python.exchange("client", "one\n".getBytes(UTF_8), 4)).isEqualTo("one\n".getBytes(UTF_8));
            var stopped = server.stop();
            assertThat(python.rest("client")).isEqualTo(" eof");
            python.closeSocket("client");
            Bench.await(stopped);
        }
    }

    private Endpoint start(String more) {
        ObjectNode json = Bench.json("{'port': 0, 'threading': '" + threading + "'}");
        json.setAll(Bench.json(more));
        Endpoint server = bench.engine().add(null, "server", "tcp-server", json);
        Bench.await(server.start());
        return server;
    }
}
