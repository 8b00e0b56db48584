package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.engine.traffic.TrafficMessage;
import org.netsonde.fixtures.Bench;
import tools.jackson.databind.node.ObjectNode;

/** What a peer may do wrong: it is told apart, counted, and touches nobody else. */
@ParameterizedClass
@ValueSource(strings = {"event-loop", "thread-per-connection", "platform-thread-per-connection"})
class BadInputInteropTest {

    @Parameter
    String threading;

    private final Bench bench = new Bench();
    private final Talk python = new Talk();
    private Endpoint neighbour;

    @BeforeEach
    void neighbour() {
        neighbour = bench.start("neighbour", "tcp-server", "{'port': 0}");
        python.connect("neighbour", neighbour);
    }

    @AfterEach
    void close() {
        python.close();
        bench.close();
    }

    private void neighbourIsUntouched() {
        assertThat(python.exchange("neighbour", "still here".getBytes(UTF_8), 10))
                .isEqualTo("still here".getBytes(UTF_8));
        assertThat(neighbour.state()).isInstanceOf(EndpointState.Running.class);
        assertThat(neighbour.metrics().errorsByKind()).isEmpty();
        assertThat(neighbour.lastFailure()).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8EchoIntactAndShowAsEscapes() {
        Endpoint server = start("{'framing': 'lines'}");
        byte[] bad = HexFormat.of().parseHex("ff41c328e2820042" + "0a");
        python.connect("client", server);

        assertThat(python.exchange("client", bad, bad.length)).isEqualTo(bad);

        python.closeSocket("client");
        await().until(() -> server.connections().count() == 0);
        List<String> shown = new ArrayList<>();
        await().untilAsserted(() -> {
            shown.clear();
            for (TrafficMessage message : messages(server, new Framing.Lines())) {
                if (message.direction().isData()) {
                    shown.add(message.direction() + " " + Escapes.encode(message.bytes()));
                }
            }
            assertThat(shown).containsExactly("IN \\xffA\\xc3(\\xe2\\x82\\x00B", "OUT \\xffA\\xc3(\\xe2\\x82\\x00B");
        });
        assertThat(server.metrics().errorsByKind()).isEmpty();
        neighbourIsUntouched();
    }

    @Test
    void tooLongALineEndsItsConnectionWithItsAnswersSent() {
        Endpoint server = start("{'framing': {'type': 'lines', 'maxLength': '1KiB'}}");
        python.connect("good", server);
        python.connect("bad", server);

        python.send("bad", ("fine\n" + "x".repeat(3000)).getBytes(UTF_8));

        assertThat(python.rest("bad")).isEqualTo(HexFormat.of().formatHex("fine\n".getBytes(UTF_8)) + " eof");
        assertThat(python.exchange("good", "good\n".getBytes(UTF_8), 5)).isEqualTo("good\n".getBytes(UTF_8));
        counted(server, Failure.Kind.FRAME_TOO_LARGE);
        neighbourIsUntouched();
    }

    @Test
    void announcedLengthOfEightBytesIsRefusedBeforeItTakesMemory() {
        Endpoint server = start("{'framing': {'type': 'length', 'size': 8}}");
        python.connect("bad", server);

        python.send("bad", HexFormat.of().parseHex("ffffffffffffffff"));

        assertThat(python.rest("bad")).isEqualTo(" eof");
        counted(server, Failure.Kind.FRAME_TOO_LARGE);
        assertThat(server.lastFailure().orElseThrow().what().args()).contains("18446744073709551615");
        neighbourIsUntouched();
    }

    @Test
    void resetInTheMiddleOfAMessageIsCountedOnce() {
        Endpoint server = start("{'framing': {'type': 'length', 'size': 4}}");
        python.connect("good", server);
        python.connect("bad", server);
        python.send("bad", HexFormat.of().parseHex("00000005" + "6162"));
        await().until(() -> bench.sample(server).bytesIn() == 6);

        python.reset("bad");

        counted(server, Failure.Kind.CONNECTION_RESET);
        await().until(() -> server.connections().count() == 1);
        byte[] frame = HexFormat.of().parseHex("000000026f6b");
        assertThat(python.exchange("good", frame, frame.length)).isEqualTo(frame);
        await().untilAsserted(() -> assertThat(messages(server, new Framing.Length()))
                .anySatisfy(message -> {
                    assertThat(message.direction()).isEqualTo(Direction.IN);
                    assertThat(message.bytes()).isEqualTo(HexFormat.of().parseHex("000000056162"));
                    assertThat(message.incomplete()).isTrue();
                }));
        neighbourIsUntouched();
    }

    private void counted(Endpoint server, Failure.Kind kind) {
        await().untilAsserted(() -> {
            assertThat(server.metrics().errorsByKind()).containsOnly(java.util.Map.entry(kind, 1L));
            assertThat(bench.sample(server).errors()).isEqualTo(1);
            // Told once it has been counted.
            assertThat(server.lastFailure()).map(Failure::kind).contains(kind);
        });
        assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
    }

    private static List<TrafficMessage> messages(Endpoint endpoint, Framing framing) {
        List<TrafficMessage> all = new ArrayList<>();
        new MessageReader(endpoint.traffic().cursor(true), framing).poll(10_000, all::add);
        return all;
    }

    private Endpoint start(String more) {
        ObjectNode json = Bench.json("{'port': 0, 'threading': '" + threading + "'}");
        json.setAll(Bench.json(more));
        Endpoint server = bench.engine().add(null, "server", "tcp-server", json);
        Bench.await(server.start());
        return server;
    }
}
