package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;

/** Stopping is no failure: whichever end is stopped first, with messages under way, nobody counts an error. */
class StoppingContractTest {

    /** The bytes of the record in which TLS 1.3 says goodbye. */
    private static final int CLOSE_NOTIFY = 24;

    private static final int TIMES = 25;

    /** Less than a client waits at least for its server to end the connection. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    static Stream<Arguments> ways() {
        Stream<Arguments> tcp = TransportKind.usable().stream()
                .flatMap(kind -> Stream.of("event-loop", "thread-per-connection", "platform-thread-per-connection")
                        .map(threading -> Arguments.of(kind, "tcp", "{'threading': '" + threading + "'}")));
        Stream<Arguments> select = Stream.of(Arguments.of(TransportKind.usable().getFirst(), "select", "{}"));
        Stream<Arguments> others = Stream.of("tls", "websocket")
                .map(kind -> Arguments.of(TransportKind.usable().getFirst(), kind, "{}"));
        return Stream.of(tcp, select, others)
                .flatMap(ways -> ways)
                .flatMap(way -> Stream.of("client", "server", "both")
                        .map(first -> Arguments.of(way.get()[0], way.get()[1], way.get()[2], first)));
    }

    /** How many bytes a server has sent that its client has not read. */
    private static long unread(Bench bench, Endpoint server, Endpoint client) {
        return bench.sample(server).bytesOut() - bench.sample(client).bytesIn();
    }

    @ParameterizedTest(name = "{1} on {0}, {2}, {3} first")
    @MethodSource("ways")
    void stoppingWhileMessagesFlowIsNoFailure(TransportKind transport, String kind, String way, String first) {
        try (Bench bench = new Bench(EngineOptions.on(transport))) {
            Endpoint server = bench.engine()
                    .add(null, "server", kind + "-server", Bench.json("{'port': 0, 'framing': 'lines'}", way));
            Endpoint client = bench.add(
                    "client",
                    kind + "-client",
                    "{'target': 'server', 'framing': 'lines', 'messages': ['ping'], 'interval': '1ms', 'repeat': 0,"
                            + " 'reconnect': {'type': 'back-off', 'first': '1h', 'max': '1h'}}");
            long missed = 0;
            for (int i = 0; i < TIMES; i++) {
                long before = bench.sample(client).messagesIn();
                long unread = unread(bench, server, client);
                Bench.await(server.start());
                Bench.await(client.start());
                await().until(() -> bench.sample(client).messagesIn() > before + 2);
                switch (first) {
                    case "client" -> {
                        long begun = System.nanoTime();
                        Bench.await(client.stop());
                        boolean waited = System.nanoTime() - begun >= MOMENT.toNanos();
                        Bench.await(server.stop());
                        // A client does not wait for longer than a moment for a server that does not come to its end.
                        missed += waited ? 0 : unread(bench, server, client) - unread;
                    }
                    case "server" -> {
                        Bench.await(server.stop());
                        Bench.await(client.stop());
                    }
                    default -> {
                        var stopping = client.stop();
                        Bench.await(server.stop());
                        Bench.await(stopping);
                    }
                }
            }
            for (Endpoint endpoint : List.of(server, client)) {
                assertThat(endpoint.metrics().errorsByKind())
                        .as("%s: %s", endpoint.name(), endpoint.lastFailure())
                        .isEmpty();
            }
            if (first.equals("client")) {
                Sample sent = bench.sample(client);
                Sample received = bench.sample(server);
                assertThat(received.bytesIn()).isEqualTo(sent.bytesOut());
                // Nor does it for its server's last word, which TLS has.
                assertThat(missed).isBetween(0L, kind.equals("tls") ? (long) TIMES * CLOSE_NOTIFY : 0);
            }
        }
    }
}
