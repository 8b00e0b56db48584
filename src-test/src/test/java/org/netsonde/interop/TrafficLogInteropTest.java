package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.engine.traffic.TrafficMessage;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** The traffic log shows exactly what the other side says it sent and received. */
class TrafficLogInteropTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-loop", "thread-per-connection", "platform-thread-per-connection"})
    void serversLogIsWhatThePeerSentAndReceived(String threading) {
        Endpoint server = bench.start(
                "server",
                "tcp-server",
                "{'port': 0, 'framing': 'lines', 'responder': {'type': 'echo', 'prefix': '> '}, 'threading': '"
                        + threading + "'}");
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Talk python = new Talk()) {
            int port = python.connect("client", server);
            for (int i = 0; i < 60; i++) {
                String lines = ("line " + i + " ü\n").repeat(1 + i % 5);
                sent.writeBytes(utf8(lines));
                received.writeBytes(
                        python.exchange("client", utf8(lines), utf8(lines.replace("line", "> line")).length));
            }
            python.closeSocket("client");
            await().untilAsserted(
                            () -> assertThat(log(server).getLast().direction()).isEqualTo(Direction.CLOSED));
            assertThat(log(server).getFirst().text())
                    .isEqualTo("127.0.0.1:" + port + " ⇄ 127.0.0.1:"
                            + Bench.address(server).getPort());
        }
        assertShown(server, sent.toByteArray(), received.toByteArray());
        assertThat(log(server)).extracting(TrafficMessage::nanos).isSorted();
    }

    @Test
    void clientsLogIsWhatThePeerReceivedAndSent() {
        try (PeerProcess python = Peers.python("threaded_server.py", "twice", "lines", 0)) {
            Endpoint client = bench.start(
                    "client",
                    "tcp-client",
                    "{'port': " + python.port()
                            + ", 'framing': 'lines', 'messages': ['alpha', 'beta', 'gamma'], 'repeat': 50, 'interval': '0'}");
            await().until(() -> bench.sample(client).messagesIn() == 300);
            Bench.await(client.stop());
            python.say("report");
            byte[] received = HexFormat.of().parseHex(python.line("received"));
            byte[] sent = HexFormat.of().parseHex(python.line("sent"));
            assertThat(received).hasSize(50 * "alphabetagamma___".length());
            assertShown(client, sent, received);
        }
    }

    /** The log of lines holds these bytes in these directions, nothing is missing, and its sums are those of the metrics. */
    private void assertShown(Endpoint endpoint, byte[] in, byte[] out) {
        Map<Direction, ByteArrayOutputStream> shown = new EnumMap<>(Direction.class);
        Map<Direction, Long> wire = new EnumMap<>(Direction.class);
        Map<Direction, Long> messages = new EnumMap<>(Direction.class);
        for (TrafficMessage message : log(endpoint)) {
            if (message.direction().isData()) {
                assertThat(message.gap()).isFalse();
                assertThat(message.incomplete()).isFalse();
                ByteArrayOutputStream all =
                        shown.computeIfAbsent(message.direction(), d -> new ByteArrayOutputStream());
                all.writeBytes(message.bytes());
                all.write('\n');
                wire.merge(message.direction(), message.wireLength(), Long::sum);
                messages.merge(message.direction(), 1L, Long::sum);
            }
        }
        assertThat(shown.get(Direction.IN).toByteArray()).isEqualTo(in);
        assertThat(shown.get(Direction.OUT).toByteArray()).isEqualTo(out);
        // What a thread has written is counted a moment after the peer may have it.
        await().untilAsserted(() -> {
            Sample sample = bench.sample(endpoint);
            assertThat(wire).isEqualTo(Map.of(Direction.IN, sample.bytesIn(), Direction.OUT, sample.bytesOut()));
            assertThat(messages)
                    .isEqualTo(Map.of(Direction.IN, sample.messagesIn(), Direction.OUT, sample.messagesOut()));
        });
        assertThat(endpoint.traffic().stats().evicted()).isZero();
        assertThat(endpoint.traffic().stats().truncated()).isZero();
    }

    private static List<TrafficMessage> log(Endpoint endpoint) {
        List<TrafficMessage> all = new ArrayList<>();
        MessageReader reader = new MessageReader(endpoint.traffic().cursor(true), new Framing.Lines());
        while (reader.poll(1000, all::add) > 0) {
            assertThat(reader.lost()).isZero();
        }
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
