package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.node.ObjectNode;

/** The frame protocols against a peer that has nothing but Python's standard library. */
@ParameterizedClass
@MethodSource("framings")
class FrameInteropTest {

    /** How both sides are told the same framing. */
    record Pair(String here, String client, String server) {}

    static List<Pair> framings() {
        return List.of(
                new Pair("'lines'", "lines", "lines"),
                new Pair("{'type': 'length', 'size': 4, 'order': 'big'}", "length:4:big", "length"));
    }

    @Parameter
    Pair framing;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private Endpoint server(String more) {
        return bench.start("server", "frame-server", "{'port': 0, 'framing': " + framing.here() + more + "}");
    }

    private PeerProcess pythonClient(Endpoint server) {
        return Peers.python("frame_client.py", Bench.address(server).getPort(), framing.client());
    }

    private static String raw(String text) {
        return "raw " + HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    @Test
    void echoAndCalculationAreThoseOfTheOriginalExample() {
        Endpoint server = server("");
        try (PeerProcess python = pythonClient(server)) {
            assertThat(python.ask("frame {\"type\": \"echo\", \"payload\": {\"text\": \"Grüße 👋🏽\"}}"))
                    .isEqualTo("[\"echo\", {\"text\": \"Echo: Gr\\u00fc\\u00dfe \\ud83d\\udc4b\\ud83c\\udffd\"}]");
            assertThat(python.ask(calculation("add", "12345678901234567890", "1")))
                    .isEqualTo("[\"calculation\", {\"result\": 12345678901234567891}]");
            assertThat(python.ask(calculation("multiply", "1e200", "3"))).endsWith("{\"result\": 3e+200}]");
            assertThat(python.ask(calculation("divide", "6", "3"))).endsWith("{\"result\": 2.0}]");
            assertThat(python.ask(calculation("divide", "7.5", "0"))).endsWith("{\"result\": 0}]");
            python.finish();
        }
        await().untilAsserted(() -> {
            assertThat(bench.figure(server, "good_frames")).isEqualTo(5);
            assertThat(bench.figure(server, "bad_frames")).isZero();
        });
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    private static String calculation(String operation, String a, String b) {
        return "frame {\"type\": \"calculation\", \"payload\": {\"operation\": \"" + operation + "\", \"a\": " + a
                + ", \"b\": " + b + "}}";
    }

    @Test
    void resultsAreThoseOfPython() {
        Endpoint server = server("");
        try (PeerProcess python = pythonClient(server)) {
            assertThat(python.ask("calculations 1 600")).isEqualTo("600");
            python.finish();
        }
    }

    @Test
    void badFramesAreAnsweredWithErrorsAndTheConnectionStays() {
        Endpoint server = server("");
        try (PeerProcess python = pythonClient(server)) {
            assertThat(python.ask(
                            "frame {\"type\": \"echo\", \"payload\": {\"text\": \"a\"}, \"checksum\": \"wrong\"}"))
                    .startsWith("[\"error\", {\"code\": \"bad_checksum\", \"message\": \"checksum ");
            assertThat(python.ask(raw("{\"type\": \"echo\"")))
                    .isEqualTo("[\"error\", {\"code\": \"bad_json\", \"message\":"
                            + " \"not JSON: a comma or } is missing at line 1, column 16\"}]");
            assertThat(python.ask(raw("{\"type\": \"echo\", \"payload\": {}}")))
                    .isEqualTo("[\"error\", {\"code\": \"bad_frame\", \"message\": \"\\\"timestamp\\\" is missing\"}]");
            assertThat(python.ask("frame {\"type\": \"sing\", \"payload\": {}}"))
                    .isEqualTo("[\"error\", {\"code\": \"unknown_type\", \"message\":"
                            + " \"no handler for type \\\"sing\\\"\"}]");
            assertThat(python.ask("frame {\"type\": \"calculation\", \"payload\": {\"operation\": \"add\", \"a\": 1}}"))
                    .startsWith("[\"error\", {\"code\": \"bad_request\"");
            assertThat(python.ask("frame {\"type\": \"echo\", \"payload\": {\"text\": \"still here\"}}"))
                    .isEqualTo("[\"echo\", {\"text\": \"Echo: still here\"}]");
            python.finish();
        }
        await().untilAsserted(() -> {
            assertThat(bench.figure(server, "good_frames")).isEqualTo(1);
            assertThat(bench.figure(server, "bad_frames")).isEqualTo(5);
        });
        assertThat(server.metrics().errorsByKind()).containsOnly(Map.entry(Failure.Kind.MALFORMED_MESSAGE, 5L));
        assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
    }

    @Test
    void whatAHandlerDoesMayChangeWhileItRuns() {
        Endpoint server = server("");
        try (PeerProcess python = pythonClient(server)) {
            String ask = "frame {\"type\": \"ask\", \"payload\": {\"text\": \"\\\"quoted\\\"\"}}";
            assertThat(python.ask(ask)).contains("no handler for type");
            ObjectNode changed = server.settings().deepCopy();
            changed.setAll(Bench.json("{'handlers': [{'type': 'template', 'frameType': 'ask', 'replyType': 'tell',"
                    + " 'replyPayload': '{\\'heard\\': \\'{{json:/text}}\\', \\'n\\': {{counter}}}'}]}"));
            server.configure(changed);
            // A connection takes it on its own thread, soon.
            String first = await().until(() -> python.ask(ask), answer -> !answer.contains("no handler for type"));
            assertThat(first).isEqualTo("[\"tell\", {\"heard\": \"\\\"quoted\\\"\", \"n\": 1}]");
            assertThat(python.ask(ask)).isEqualTo("[\"tell\", {\"heard\": \"\\\"quoted\\\"\", \"n\": 2}]");
            python.finish();
        }
    }

    @Test
    void pythonTakesTheClientsFramesAndTheClientPythons() {
        try (PeerProcess python = Peers.python("frame_server.py", framing.server())) {
            Endpoint client = client(
                    python.port(),
                    "'Grüße 👋🏽', {'payload': {'z': 1, 'a': 1e22, 'text': 'x'}},"
                            + " {'type': 'calculation', 'payload': {'operation': 'divide', 'a': 1, 'b': 3}}");
            Bench.await(client.done());
            assertThat(bench.figure(client, "good_frames")).isEqualTo(3);
            assertThat(bench.figure(client, "bad_frames")).isZero();
            assertThat(bench.sample(client).messagesIn()).isEqualTo(3);
            assertThat(client.metrics().errorsByKind()).isEmpty();
        }
    }

    @Test
    void badRepliesAndReportedErrorsAreFailuresOfTheClient() {
        try (PeerProcess python = Peers.python("frame_server.py", framing.server())) {
            Endpoint client = client(
                    python.port(),
                    "{'type': 'wrong'}, {'type': 'noise'}, {'type': 'sing'}, {'checksum': 'wrong'}, 'good'");
            Bench.await(client.done());
            assertThat(bench.figure(client, "good_frames")).isEqualTo(3);
            assertThat(bench.figure(client, "bad_frames")).isEqualTo(2);
            assertThat(client.metrics().errorsByKind())
                    .containsOnly(
                            Map.entry(Failure.Kind.MALFORMED_MESSAGE, 2L), Map.entry(Failure.Kind.PEER_ERROR, 2L));
        }
    }

    private Endpoint client(int port, String messages) {
        return bench.start(
                "client",
                "frame-client",
                "{'port': " + port + ", 'framing': " + framing.here() + ", 'interval': '0s', 'messages': [" + messages
                        + "]}");
    }
}
