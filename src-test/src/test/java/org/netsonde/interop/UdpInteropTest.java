package org.netsonde.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.datagram.DatagramMetrics;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Our UDP server against Python's sockets, and our client against an asyncio server, on every transport. */
@ParameterizedClass(name = "on {0}")
@MethodSource("org.netsonde.engine.transport.TransportKind#usable")
class UdpInteropTest {

    private static final String GROUP = "239.192.77.1";

    @Parameter
    TransportKind transport;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.on(transport));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void pythonGetsBackWhatItSends() {
        Endpoint server =
                bench.start("server", "udp-server", "{'port': 0, 'responder': {'type': 'echo', 'prefix': '服务器回复: '}}");
        int port = Bench.address(server).getPort();
        try (PeerProcess python = Peers.python("udp_client.py")) {
            python.ask("open a 127.0.0.1 0");
            assertThat(exchange(python, "127.0.0.1", port, "Hello".getBytes(UTF_8)))
                    .asString(UTF_8)
                    .isEqualTo("服务器回复: Hello");
            assertThat(exchange(python, "127.0.0.1", port, new byte[0]))
                    .asString(UTF_8)
                    .isEqualTo("服务器回复: ");
            byte[] large = new byte[60_000];
            Arrays.fill(large, (byte) 'x');
            assertThat(exchange(python, "127.0.0.1", port, large)).hasSize(60_000 + 17);
        }
    }

    @Test
    void pythonGetsBackAnEmptyDatagramAndIpv6() {
        Endpoint server = bench.start("server", "udp-server", "{'port': 0, 'host': '::1'}");
        int port = Bench.address(server).getPort();
        try (PeerProcess python = Peers.python("udp_client.py")) {
            python.ask("open a ::1 0");
            assertThat(exchange(python, "::1", port, new byte[0])).isEmpty();
            assertThat(exchange(python, "::1", port, "six".getBytes(UTF_8)))
                    .asString(UTF_8)
                    .isEqualTo("six");
        }
    }

    @Test
    void originalExampleInOrder() {
        try (PeerProcess server = Peers.python("udp_server.py", "服务器回复: ")) {
            Endpoint client =
                    client(server.port(), "{'messages': ['Hello', 'World', 'Python', 'Network'], 'interval': '5ms'}");
            Bench.await(client.done());
            assertThat(heard(client))
                    .containsExactly("服务器回复: Hello", "服务器回复: World", "服务器回复: Python", "服务器回复: Network");
            await().untilAsserted(() -> {
                Sample sample = bench.sample(client);
                assertThat(sample.requests()).isEqualTo(4);
                assertThat(sample.bytesOut()).isEqualTo(5 + 5 + 6 + 7);
                assertThat(client.metrics().lifeLatency().count()).isEqualTo(4);
            });
        }
    }

    @Test
    void lostRepeatedAndReorderedRepliesAreCountedExactly() {
        // Every 3rd lost, every 4th that is left twice, every 5th that is left after the next that is answered.
        try (PeerProcess server = Peers.python("udp_server.py", "服务器回复: ", "lose:3", "twice:4", "late:5", "upper")) {
            Endpoint client = client(
                    server.port(),
                    "{'messages': ['ping #1 '], 'repeat': 31, 'interval': '2ms', 'numbering': true, 'replyTimeout': '2500ms'}");
            Bench.await(client.done());
            int lost = 0;
            int twice = 0;
            int late = 0;
            for (int i = 1; i <= 31; i++) {
                if (i % 3 == 0) {
                    lost++;
                } else if (i % 5 == 0) {
                    late++;
                } else if (i % 4 == 0) {
                    twice++;
                }
            }
            assertThat(own(client, DatagramMetrics.LOST)).isEqualTo(lost);
            assertThat(own(client, DatagramMetrics.DUPLICATES)).isEqualTo(twice);
            assertThat(own(client, DatagramMetrics.REORDERED)).isEqualTo(late);
            assertThat(own(client, DatagramMetrics.UNMATCHED)).isZero();
            assertThat(own(client, DatagramMetrics.UNANSWERED)).isZero();
            assertThat(client.metrics().lifeLatency().count()).isEqualTo(31 - lost);
        }
    }

    @Test
    void withoutNumbersWhatNobodyAnsweredIsCounted() {
        try (PeerProcess server = Peers.python("udp_server.py", "", "lose:4")) {
            Endpoint client =
                    client(server.port(), "{'messages': ['a'], 'repeat': 8, 'interval': '2ms', 'replyTimeout': '2s'}");
            Bench.await(client.done());
            assertThat(own(client, DatagramMetrics.UNANSWERED)).isEqualTo(2);
            assertThat(own(client, DatagramMetrics.UNMATCHED)).isZero();
        }
    }

    @Test
    void emptyAndLongDatagramsReachAConnectedClient() {
        Endpoint server = bench.start("server", "udp-server", "{'port': 0}");
        // Java's own sockets send no empty datagrams to one peer; told in the next test.
        boolean several = transport == TransportKind.NIO;
        Endpoint client = bench.start("client", "udp-client", "{'target': 'server', 'broadcast': " + several + "}");
        for (int length : new int[] {3, 0, 9000, 0, 0, 65_507, 1}) {
            long before = bench.sample(client).messagesIn();
            Bench.await(client.send(Target.all(), Bench.json("{'data': '" + "x".repeat(length) + "'}")));
            await().untilAsserted(
                            () -> assertThat(bench.sample(client).messagesIn()).isEqualTo(before + 1));
        }
        await().untilAsserted(() ->
                assertThat(heard(client)).extracting(String::length).containsExactly(3, 0, 9000, 0, 0, 65_507, 1));
        assertThat(bench.sample(server).messagesIn()).isEqualTo(7);
        FailureException thrown = catchThrowableOfType(
                FailureException.class,
                () -> Bench.await(client.send(Target.all(), Bench.json("{'data': '" + "x".repeat(65_508) + "'}"))));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.FRAME_TOO_LARGE);
    }

    @Test
    void emptyDatagramIsSentOrTheReasonIsTold() {
        bench.start("server", "udp-server", "{'port': 0}");
        Endpoint client = bench.start("client", "udp-client", "{'target': 'server'}");
        Bench.await(client.send(Target.all(), Bench.json("{'data': ''}")));
        await().untilAsserted(() -> {
            Sample sample = bench.sample(client);
            assertThat(sample.messagesIn() + sample.errors()).isEqualTo(1);
        });
        if (transport == TransportKind.NIO) {
            assertThat(client.lastFailure().orElseThrow().toString()).contains("nio");
        } else {
            await().untilAsserted(() -> assertThat(heard(client)).containsExactly(""));
        }
    }

    @Test
    void closedPortIsToldAndTheClientGoesOn() throws IOException {
        // A port of an address that nobody else binds, so that nobody takes it meanwhile.
        String host = "127.0.0.77";
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName(host))) {
            port = free.getLocalPort();
        }
        Endpoint client = client(
                port,
                "{'host': '" + host
                        + "', 'messages': ['x'], 'repeat': 3, 'interval': '20ms', 'replyTimeout': '200ms'}");
        Bench.await(client.done());
        assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
        assertThat(client.metrics().errorsByKind())
                .hasEntrySatisfying(
                        Failure.Kind.CONNECTION_REFUSED,
                        count -> assertThat(count).isBetween(1L, 3L))
                .hasSize(1);
        assertThat(client.lastFailure().orElseThrow().what().toString()).contains(Integer.toString(port));
        assertThat(own(client, DatagramMetrics.UNANSWERED)).isEqualTo(3);
        try (PeerProcess python = Peers.python("udp_client.py")) {
            python.ask("open a " + host + " " + port);
            SendReceipt receipt = Bench.await(client.send(Target.all(), Bench.json("{'data': 'now'}")));
            assertThat(receipt.connections()).isEqualTo(1);
            assertThat(python.ask("receive a")).startsWith("6e6f77 ");
        }
    }

    @Test
    void unknownHostFailsClearly() {
        Endpoint client = bench.add("client", "udp-client", "{'host': 'no-such-host.invalid'}");
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.UNKNOWN_HOST);
        assertThat(thrown.failure().what().toString()).contains("no-such-host.invalid");
    }

    @Test
    void broadcastNeedsToBeAllowed() {
        Endpoint client = bench.add("client", "udp-client", "{'host': '127.255.255.255'}");
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.PERMISSION_DENIED);
        assertThat(thrown.failure().toString()).contains("Broadcast");
    }

    @Test
    void broadcastReachesPythonAndItsReplyComesBack() {
        try (PeerProcess python = Peers.python("udp_client.py")) {
            int port = Integer.parseInt(python.ask("open a 127.255.255.255 0"));
            int other = Integer.parseInt(python.ask("open b 127.0.0.1 0"));
            Endpoint client = bench.start(
                    "client", "udp-client", "{'host': '127.255.255.255', 'broadcast': true, 'port': " + port + "}");
            Bench.await(client.send(Target.all(), Bench.json("{'data': 'all'}")));
            String[] received = python.ask("receive a").split(" ");
            assertThat(received[0]).isEqualTo("616c6c");
            python.ask("send b 127.0.0.1 " + received[1] + " 6d65");
            await().untilAsserted(() -> assertThat(heard(client)).containsExactly("me"));
            assertThat(client.connections().list(10))
                    .extracting(connection -> connection.remote().toString())
                    .containsExactly("/127.255.255.255:" + port, "/127.0.0.1:" + other);
            await().untilAsserted(() -> {
                bench.sample(client);
                assertThat(client.metrics().lifeLatency().count()).isEqualTo(1);
            });
        }
    }

    @Test
    void serverHearsPythonsBroadcast() {
        Endpoint server = bench.start("server", "udp-server", "{'host': '0.0.0.0', 'port': 0}");
        int port = Bench.address(server).getPort();
        try (PeerProcess python = Peers.python("udp_client.py")) {
            python.ask("open a 127.0.0.1 0");
            python.ask("send a 127.255.255.255 " + port + " 6869");
            assertThat(python.ask("receive a")).startsWith("6869 ");
        }
        assertThat(server.connections().count()).isEqualTo(1);
    }

    @Test
    void serverHearsAGroupToWhichPythonSends() {
        Endpoint server = bench.start(
                "server", "udp-server", "{'port': 0, 'multicast': {'type': 'group', 'address': '" + GROUP + "'}}");
        int port = Bench.address(server).getPort();
        try (PeerProcess python = Peers.python("udp_client.py")) {
            python.ask("open a 127.0.0.1 0");
            python.ask("route a 127.0.0.1");
            python.ask("send a " + GROUP + " " + port + " 6869");
            assertThat(python.ask("receive a")).isEqualTo("6869 " + port);
        }
    }

    @Test
    void membersOfAGroupShareAPortAndAllReply() {
        Endpoint first = bench.start(
                "first",
                "udp-server",
                "{'port': 0, 'reuseAddress': true, 'multicast': {'type': 'group', 'address': '" + GROUP
                        + "', 'networkInterface': 'lo'}, 'responder': {'type': 'echo', 'prefix': 'first '}}");
        int port = Bench.address(first).getPort();
        try (PeerProcess python = Peers.python("udp_client.py")) {
            // Python has another port, so it is reached through the group from a client of its own.
            int own = Integer.parseInt(python.ask("open member 0.0.0.0 0"));
            python.ask("join member " + GROUP + " 127.0.0.1");
            for (int to : new int[] {port, own}) {
                Endpoint client = bench.start(
                        "to " + to,
                        "udp-client",
                        "{'host': '" + GROUP + "', 'port': " + to
                                + ", 'numbering': true, 'multicast': {'networkInterface': '127.0.0.1', 'ttl': 0}}");
                Bench.await(client.send(Target.all(), Bench.json("{'data': 'x'}")));
                if (to == port) {
                    await().untilAsserted(() -> assertThat(heard(client))
                            .singleElement()
                            .asString()
                            .startsWith("first #")
                            .endsWith("-000000000001 x"));
                    await().untilAsserted(() -> {
                        bench.sample(client);
                        assertThat(client.metrics().lifeLatency().count()).isEqualTo(1);
                    });
                } else {
                    String data = python.ask("receive member").split(" ")[0];
                    assertThat(new String(HexFormat.of().parseHex(data), UTF_8)).endsWith("-000000000001 x");
                }
            }
        }
    }

    @Test
    void clientIsBoundWhereToldAndAnswersArriveInTime() {
        Endpoint server = bench.start("server", "udp-server", "{'port': 0}");
        Endpoint client = bench.start(
                "client",
                "udp-client",
                "{'target': 'server', 'local': '127.0.0.9', 'messages': ['x'], 'replyTimeout': '20s'}");
        // It does not wait for the time-out once everything is answered.
        Bench.await(client.done());
        assertThat(server.connections().list(1).getFirst().remote().toString()).startsWith("/127.0.0.9:");
        Bench.await(client.disconnect(Target.all()));
        await().until(() -> client.state() instanceof EndpointState.Idle);
    }

    private static byte[] exchange(PeerProcess python, String host, int port, byte[] bytes) {
        python.ask("send a " + host + " " + port + " "
                + (bytes.length == 0 ? "empty" : HexFormat.of().formatHex(bytes)));
        String reply = python.ask("receive a").split(" ")[0];
        return reply.equals("empty") ? new byte[0] : HexFormat.of().parseHex(reply);
    }

    private Endpoint client(int port, String more) {
        var json = Bench.json("{'port': " + port + "}");
        json.setAll(Bench.json(more));
        Endpoint client = bench.engine().add(null, "client", "udp-client", json);
        Bench.await(client.start());
        return client;
    }

    private long own(Endpoint endpoint, MetricSpec metric) {
        return bench.sample(endpoint).own()[endpoint.metrics().own().indexOf(metric)];
    }

    private static List<String> heard(Endpoint endpoint) {
        List<String> heard = new ArrayList<>();
        MessageReader reader = new MessageReader(endpoint.traffic().cursor(true), new Framing.Raw());
        reader.poll(1000, message -> {
            if (message.direction() == Direction.IN) {
                heard.add(message.text());
            }
        });
        return heard;
    }
}
