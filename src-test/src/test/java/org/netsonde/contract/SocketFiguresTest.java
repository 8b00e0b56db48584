package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.stream.SocketMetrics;
import org.netsonde.engine.transport.SocketFacts;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;

/** Every endpoint on TCP has figures of its sockets, where its transport tells them, and says why where it does not. */
class SocketFiguresTest extends OnEveryTransport {

    private boolean tells() {
        return transport == TransportKind.EPOLL || transport == TransportKind.IO_URING;
    }

    private static SocketFacts seen(Connection connection) {
        connection.socket().ask();
        return await().until(() -> connection.socket().latest(), facts -> facts != null);
    }

    private void hasFigures(Endpoint endpoint) {
        await().until(() -> bench.figure(endpoint, "tcp_rtt_ns") > 0);
        assertThat(bench.figure(endpoint, "tcp_rtt_max_ns")).isPositive();
        assertThat(bench.figure(endpoint, "tcp_cwnd_bytes")).isPositive();
        assertThat(bench.figure(endpoint, "tcp_unsent_bytes")).isNotNegative();
        assertThat(bench.figure(endpoint, "tcp_retransmits")).isNotNegative();
    }

    private void hasNone(Endpoint endpoint) {
        await().until(() -> !endpoint.connections().list(1).isEmpty());
        Connection connection = endpoint.connections().list(1).getFirst();
        SocketFacts facts = seen(connection);
        assertThat(facts.tcp()).isNull();
        assertThat(facts.untold()).isNotNull();
        assertThat(facts.sendBuffer()).isPositive();
        for (MetricSpec metric : SocketMetrics.ALL) {
            assertThat(bench.figure(endpoint, metric.id())).as(metric.id()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            tcp, "{'framing': 'lines'}", "'framing': 'lines', 'messages': ['a'], 'interval': '20ms', 'repeat': 0"
            tls, "{'framing': 'lines'}", "'framing': 'lines', 'messages': ['a'], 'interval': '20ms', 'repeat': 0"
            frame, "{}", "'interval': '20ms'"
            websocket, "{}", "'messages': ['a'], 'interval': '20ms', 'repeat': 0"
            http, "{}", "'messages': ['/get'], 'interval': '20ms', 'repeat': 0"
            """)
    void bothSidesHaveFigures(String kind, String serverSettings, String clientSettings) {
        Endpoint server = bench.start("server", kind + "-server", Bench.json("{'port': 0}", serverSettings));
        Endpoint client =
                bench.start("client", kind + "-client", Bench.json("{'target': 'server', " + clientSettings + "}"));
        if (tells()) {
            hasFigures(server);
            hasFigures(client);
            Bench.await(client.stop());
            Bench.await(server.stop());
            for (Endpoint endpoint : List.of(client, server)) {
                await().untilAsserted(() ->
                        assertThat(bench.figure(endpoint, "tcp_rtt_ns")).isZero());
            }
        } else {
            hasNone(server);
            hasNone(client);
        }
    }

    @Test
    void relayTellsOfBothItsSides() throws Exception {
        Endpoint server = bench.start("server", "tcp-server", "{'port': 0}");
        Endpoint relay = bench.start("relay", "relay", "{'port': 0, 'backEnds': [{'target': 'server'}]}");
        try (Socket peer = Sockets.connect(relay)) {
            assertThat(Sockets.exchange(peer, "ping")).isEqualTo("ping");
            assertThat(server.connections().count()).isEqualTo(1);
            List<Connection> both = relay.connections().list(9);
            assertThat(both)
                    .hasSize(2)
                    .allSatisfy(side -> assertThat(seen(side).tcp() != null).isEqualTo(tells()));
            if (tells()) {
                hasFigures(relay);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"tcp-server, thread-per-connection", "tcp-server, platform-thread-per-connection", "select-server, -"})
    void whatIsNotOnTheTransportSaysWhy(String protocol, String threading) throws Exception {
        Endpoint server = bench.start(
                "server",
                protocol,
                threading.equals("-")
                        ? Bench.json("{'port': 0}")
                        : Bench.json("{'port': 0, 'threading': '" + threading + "'}"));
        try (Socket peer = Sockets.connect(server)) {
            assertThat(Sockets.exchange(peer, "ping")).isEqualTo("ping");
            hasNone(server);
        }
    }

    @Test
    void manyConnectionsThatComeAndGoWhileTheyAreAskedAreNoTrouble() throws Exception {
        Endpoint server = bench.start("server", "tcp-server", "{'port': 0}");
        for (int i = 0; i < 200; i++) {
            try (Socket peer = Sockets.connect(server)) {
                Sockets.send(peer, "x");
                server.connections()
                        .list(300)
                        .forEach(connection -> connection.socket().ask());
            }
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
        try (Socket peer = Sockets.connect(server)) {
            assertThat(Sockets.exchange(peer, "ping")).isEqualTo("ping");
        }
    }
}
