package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The XML-RPC client against {@code xmlrpc.server} of Python's standard library. */
class XmlRpcClientInteropTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** One call after the other: on several connections at a time, answers come in any order. */
    private Endpoint call(PeerProcess python, String... calls) {
        ObjectNode settings = Bench.json("{'port': " + python.port() + ", 'interval': '0s', 'connections': 1}");
        ArrayNode messages = settings.putArray("messages");
        for (String call : calls) {
            messages.add(call);
        }
        Endpoint client = bench.start("client", "xmlrpc-client", settings);
        Bench.await(client.done());
        return client;
    }

    /** What was received, as the traffic table shows it. */
    private static List<String> shown(Endpoint client) {
        MessageCodec<?> codec = client.protocol().codec();
        List<String> shown = new ArrayList<>();
        new MessageReader(client.traffic().cursor(true), new Framing.Raw()).poll(1000, message -> {
            if (message.direction() == Direction.IN) {
                MessageCodec.Content content = codec.content(message.bytes());
                shown.add(content.kind().map(kind -> kind.text(Locale.ENGLISH)).orElse("") + " "
                        + new String(content.body(), StandardCharsets.UTF_8));
            }
        });
        return shown;
    }

    /** What the traffic has beside messages. */
    private static List<String> told(Endpoint client) {
        List<String> told = new ArrayList<>();
        new MessageReader(client.traffic().cursor(true), new Framing.Raw()).poll(1000, message -> {
            if (!message.direction().isData()) {
                told.add(message.text());
            }
        });
        return told;
    }

    @Test
    void pythonUnderstandsEveryTypeAndTheClientPythons() {
        try (PeerProcess python = Peers.python("xmlrpc_server.py")) {
            Endpoint client = call(
                    python,
                    "add(5, 3)",
                    "divide(1, 3)",
                    "tell(5, i8(5), 5000000000, 2.5, 1e300, inf, true, nil, 'é<&>\\r\\n')",
                    "tell(base64('AP8='), dateTime('19980717T14:08:55'), [1, ['a']], {a: {b: []}})",
                    "echo([1, 2.5, true, nil, 'x', base64('AP8='), dateTime('19980717T14:08:55'), {'a b': [i8(7)]}])",
                    "system.listMethods");
            assertThat(shown(client))
                    .containsExactly(
                            "result 8",
                            "result 0.3333333333333333",
                            "result \"(5, 5, 5000000000, 2.5, 1e+300, inf, True, None, 'é<&>\\\\r\\\\n')\"",
                            "result \"(b'\\\\x00\\\\xff', datetime.datetime(1998, 7, 17, 14, 8, 55), [1, ['a']], {'a': {'b': []}})\"",
                            "result [1, 2.5, true, nil, \"x\", base64(\"AP8=\"), dateTime(\"19980717T14:08:55\"), {\"a b\": [7]}]",
                            "result [\n  \"add\",\n  \"divide\",\n  \"echo\",\n  \"system.listMethods\",\n  \"system.methodHelp\",\n"
                                    + "  \"system.methodSignature\",\n  \"system.multicall\",\n  \"tell\"\n]");
            assertThat(bench.figure(client, "calls")).isEqualTo(6);
            assertThat(client.metrics().errorsByKind()).isEmpty();
        }
    }

    @Test
    void faultsAreFailuresThatSayWhatTheServerSaid() {
        try (PeerProcess python = Peers.python("xmlrpc_server.py")) {
            Endpoint client = call(python, "divide(1, 0)", "nothing()", "<methodCall>", "add(1, 2)");
            assertThat(shown(client).getFirst())
                    .isEqualTo("fault fault 1: <class 'ZeroDivisionError'>:division by zero");
            assertThat(shown(client).get(1))
                    .startsWith("fault fault 1: ")
                    .contains("method \"nothing\" is not supported");
            assertThat(shown(client).getLast()).isEqualTo("result 3");
            assertThat(bench.figure(client, "faults")).isEqualTo(3);
            assertThat(client.metrics().errorsByKind()).containsOnly(Map.entry(Failure.Kind.FAULT, 3L));
            assertThat(told(client)).anyMatch(text -> text.contains("The server answered fault 1: "));
        }
    }

    @Test
    void otherPathsAreNotThere() {
        try (PeerProcess python = Peers.python("xmlrpc_server.py")) {
            ObjectNode settings = Bench.json(
                    "{'port': " + python.port() + ", 'path': '/other', 'interval': '0s', 'messages': ['add(1, 2)']}");
            Endpoint client = bench.start("client", "xmlrpc-client", settings);
            Bench.await(client.done());
            assertThat(shown(client).getFirst()).startsWith("404 ");
            assertThat(client.metrics().errorsByKind()).containsOnly(Map.entry(Failure.Kind.HTTP_STATUS, 1L));
            assertThat(bench.figure(client, "calls")).isZero();
        }
    }
}
