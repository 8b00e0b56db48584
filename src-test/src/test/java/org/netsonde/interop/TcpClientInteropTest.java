package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.Sockets;

/** Our TCP client against servers written in Python. */
class TcpClientInteropTest {

    private static final int UNMATCHED = StreamMetrics.CLIENT.indexOf(StreamMetrics.UNMATCHED);
    private static final int UNANSWERED = StreamMetrics.CLIENT.indexOf(StreamMetrics.UNANSWERED);
    private static final int RECONNECTS = StreamMetrics.CLIENT.indexOf(StreamMetrics.RECONNECTS);

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void clientOfTheOriginalExampleHearsItsFourReplies() {
        try (PeerProcess server = server("prefix:服务器回复: ", "lines")) {
            Endpoint client = client(
                    server.port(),
                    "{'framing': 'lines', 'messages': ['Hello', 'World', 'Python', 'Network'], 'interval': '10ms'}");
            Bench.await(client.done());
            assertThat(heard(client, new Framing.Lines()))
                    .containsExactly("服务器回复: Hello", "服务器回复: World", "服务器回复: Python", "服务器回复: Network");
        }
    }

    @Test
    void ourClientAndOurServerSpeakTheOriginalExample() {
        Endpoint server = bench.start(
                "server",
                "tcp-server",
                "{'port': 0, 'framing': 'lines', 'responder': {'type': 'echo', 'prefix': '服务器回复: '}}");
        Endpoint client = bench.start(
                "client",
                "tcp-client",
                "{'target': 'server', 'framing': 'lines', 'messages': ['Hello', 'World', 'Python', 'Network'], 'interval': '10ms'}");
        Bench.await(client.done());
        assertThat(heard(client, new Framing.Lines()))
                .containsExactly("服务器回复: Hello", "服务器回复: World", "服务器回复: Python", "服务器回复: Network");
        assertThat(bench.sample(server).requests()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "length:1:big, {'type':'length'; 'size':1}",
        "length:2:little, {'type':'length'; 'size':2; 'order':'little'}",
        "length:4:big, {'type':'length'; 'size':4}",
        "length:8:little, {'type':'length'; 'size':8; 'order':'little'}",
        "delimiter:0d0a, {'type':'delimiter'}",
        "lines, 'lines'"
    })
    void measuresOneLatencyForEachReplyOfAThreadedServer(String spec, String framing) {
        String json = framing.startsWith("{") ? framing.replace(';', ',') : "'" + framing + "'";
        try (PeerProcess server = server("echo", spec)) {
            Endpoint client = client(
                    server.port(),
                    "{'framing': " + json + ", 'messages': ['one', 'two', 'three'], 'repeat': 30, 'interval': '1ms'}");
            Bench.await(client.done());
            await().untilAsserted(() -> {
                Sample sample = bench.sample(client);
                assertThat(sample.requests()).isEqualTo(90);
                assertThat(sample.messagesIn()).isEqualTo(90);
                assertThat(client.metrics().lifeLatency().count()).isEqualTo(90);
                assertThat(client.metrics().lifeLatency().max()).isPositive();
                assertThat(sample.own()[UNMATCHED]).isZero();
                assertThat(sample.own()[UNANSWERED]).isZero();
                assertThat(sample.errors()).isZero();
            });
        }
    }

    @Test
    void talksWithAnAsyncioServer() {
        try (PeerProcess server = Peers.python("asyncio_server.py")) {
            Endpoint client = client(
                    server.port(), "{'framing': 'lines', 'messages': ['abc', 'défg'], 'repeat': 2, 'interval': '1ms'}");
            Bench.await(client.done());
            assertThat(client.metrics().errorsByKind()).isEmpty();
            // bytes.upper() leaves what is not ASCII alone.
            assertThat(heard(client, new Framing.Lines())).containsExactly("ABC", "DéFG", "ABC", "DéFG");
            Bench.await(client.stop());
            server.finish();
        }
    }

    @Test
    void repliesBeyondTheFirstAreCountedAsUnmatched() {
        try (PeerProcess server = server("twice", "lines")) {
            Endpoint client =
                    client(server.port(), "{'framing': 'lines', 'messages': ['x'], 'repeat': 20, 'interval': '1ms'}");
            await().untilAsserted(() -> {
                Sample sample = bench.sample(client);
                assertThat(sample.messagesIn()).isEqualTo(40);
                // A second copy may come after the next message was sent, and then it answers that one.
                assertThat(client.metrics().lifeLatency().count()).isEqualTo(20);
                assertThat(sample.own()[UNMATCHED]).isEqualTo(20);
            });
        }
    }

    @Test
    void readOfARawStreamThatAnswersNothingIsUnmatched() {
        try (PeerProcess server = server("echo", "raw")) {
            Endpoint client = client(server.port(), "{}");
            Bench.await(client.send(Target.all(), Bench.json("{'data': 'ping'}")));
            await().until(() -> bench.sample(client).messagesIn() == 1);
            assertThat(server.ask("push 21")).isEqualTo("pushed 1");
            await().untilAsserted(() -> {
                Sample sample = bench.sample(client);
                assertThat(sample.messagesIn()).isEqualTo(2);
                assertThat(client.metrics().lifeLatency().count()).isEqualTo(1);
                assertThat(sample.own()[UNMATCHED]).isEqualTo(1);
            });
        }
    }

    @Test
    void messagesWithoutReplyAreCountedWhenTheServerGoes() {
        try (PeerProcess server = server("silent", "lines")) {
            Endpoint client =
                    client(server.port(), "{'framing': 'lines', 'messages': ['a', 'b', 'c'], 'interval': '0'}");
            await().until(() -> bench.sample(client).requests() == 3);
            assertThat(server.ask("stop")).isEqualTo("stopped");
            await().untilAsserted(() ->
                    assertThat(bench.sample(client).own()[UNANSWERED]).isEqualTo(3));
            Bench.await(client.done());
        }
    }

    @Test
    void serverThatClosesEarlyIsAFailureAndCounted() {
        try (PeerProcess server = server("close-after:2", "lines")) {
            Endpoint client =
                    client(server.port(), "{'framing': 'lines', 'messages': ['a'], 'repeat': 0, 'interval': '1ms'}");
            await().until(() -> client.state() instanceof EndpointState.Failed);
            Failure failure = client.lastFailure().orElseThrow();
            // Where the server closed while a message was on its way, the system reports a reset.
            if (failure.kind() == Failure.Kind.NOT_CONNECTED) {
                assertThat(failure.what().key()).isEqualTo("failure.closedEarly.what");
            } else {
                assertThat(failure.kind()).isEqualTo(Failure.Kind.CONNECTION_RESET);
            }
            assertThat(client.metrics().errorsByKind()).containsOnly(java.util.Map.entry(failure.kind(), 1L));
        }
    }

    @Test
    void serverThatClosesBetweenMessagesClosesEarly() {
        try (PeerProcess server = server("close-after:1", "lines")) {
            Endpoint client = client(server.port(), "{'framing': 'lines', 'messages': ['a', 'b'], 'interval': '1h'}");
            await().until(() -> client.state() instanceof EndpointState.Failed);
            assertThat(client.lastFailure().orElseThrow().what().key()).isEqualTo("failure.closedEarly.what");
            assertThat(client.metrics().errorsByKind())
                    .containsOnly(java.util.Map.entry(Failure.Kind.NOT_CONNECTED, 1L));
        }
    }

    @Test
    void resetByTheServerIsAFailure() {
        try (PeerProcess server = server("reset-after:1", "lines")) {
            Endpoint client = client(server.port(), "{'framing': 'lines', 'messages': ['a', 'b'], 'interval': '1h'}");
            await().until(() -> client.state() instanceof EndpointState.Failed);
            assertThat(client.lastFailure().orElseThrow().kind()).isEqualTo(Failure.Kind.CONNECTION_RESET);
            assertThat(client.metrics().errorsByKind())
                    .containsOnly(java.util.Map.entry(Failure.Kind.CONNECTION_RESET, 1L));
        }
    }

    @Test
    void replyLongerThanAllowedIsAFailure() {
        try (PeerProcess server = server("huge:5000", "lines")) {
            Endpoint client = client(
                    server.port(),
                    "{'framing': {'type': 'lines', 'maxLength': '1KiB'}, 'messages': ['a', 'b'], 'interval': '1h'}");
            await().until(() -> client.state() instanceof EndpointState.Failed);
            assertThat(client.lastFailure().orElseThrow().kind()).isEqualTo(Failure.Kind.FRAME_TOO_LARGE);
            assertThat(client.metrics().errorsByKind())
                    .containsOnly(java.util.Map.entry(Failure.Kind.FRAME_TOO_LARGE, 1L));
        }
    }

    @Test
    void refusedConnectionNamesTheAddress() throws IOException {
        try (Socket kept = Sockets.keepPort()) {
            int port = kept.getLocalPort();
            Endpoint client = bench.add("client", "tcp-client", "{'port': " + port + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.CONNECTION_REFUSED);
            assertThat(thrown.failure().what().args()).containsExactly("127.0.0.1:" + port);
            assertThat(client.metrics().errorsByKind())
                    .containsOnly(java.util.Map.entry(Failure.Kind.CONNECTION_REFUSED, 1L));
        }
    }

    @Test
    void unknownHostIsNamed() {
        Endpoint client = bench.add("client", "tcp-client", "{'host': 'no-such-host.invalid'}");
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.UNKNOWN_HOST);
        assertThat(thrown.failure().what().args()).containsExactly("no-such-host.invalid");
    }

    @Test
    void goesOnWithItsMessagesWhenTheServerComesBackOnItsPort() throws IOException {
        try (Socket kept = Sockets.keepPort()) {
            int port = kept.getLocalPort();
            Endpoint client;
            try (PeerProcess first = Peers.python("threaded_server.py", "echo", "lines", port)) {
                assertThat(first.port()).isEqualTo(port);
                client = client(
                        port,
                        "{'framing': 'lines', 'messages': ['a', 'b', 'c'], 'repeat': 0, 'interval': '5ms',"
                                + " 'reconnect': {'type': 'back-off', 'first': '10ms', 'max': '50ms'}}");
                await().until(() -> bench.sample(client).messagesIn() >= 3);
                assertThat(first.ask("stop")).isEqualTo("stopped");
            }
            await().untilAsserted(() ->
                    assertThat(client.metrics().errorsByKind()).containsKey(Failure.Kind.CONNECTION_REFUSED));
            assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
            try (PeerProcess second = Peers.python("threaded_server.py", "echo", "lines", port)) {
                assertThat(second.port()).isEqualTo(port);
                long before = bench.sample(client).messagesIn();
                await().until(() -> bench.sample(client).messagesIn() >= before + 3);
                Sample sample = bench.sample(client);
                assertThat(sample.own()[RECONNECTS]).isEqualTo(1);
                assertThat(sample.total()).isEqualTo(2);
                assertThat(sample.open()).isEqualTo(1);
                // Where it was interrupted it goes on, so that the order of the round is kept.
                List<String> sent = data(client, new Framing.Lines(), Direction.OUT);
                for (int i = 0; i < sent.size(); i++) {
                    assertThat(sent.get(i))
                            .as("message %d", i)
                            .isEqualTo(List.of("a", "b", "c").get(i % 3));
                }
            }
            Bench.await(client.stop());
        }
    }

    private static PeerProcess server(String mode, String framing) {
        return Peers.python("threaded_server.py", mode, framing, 0);
    }

    private Endpoint client(int port, String more) {
        var json = Bench.json("{'port': " + port + "}");
        json.setAll(Bench.json(more));
        Endpoint client = bench.engine().add(null, "client", "tcp-client", json);
        Bench.await(client.start());
        return client;
    }

    private static List<String> heard(Endpoint endpoint, Framing framing) {
        return data(endpoint, framing, Direction.IN);
    }

    private static List<String> data(Endpoint endpoint, Framing framing, Direction direction) {
        List<String> texts = new ArrayList<>();
        new MessageReader(endpoint.traffic().cursor(true), framing).poll(10_000, message -> {
            if (message.direction() == direction) {
                texts.add(message.text());
            }
        });
        return texts;
    }
}
