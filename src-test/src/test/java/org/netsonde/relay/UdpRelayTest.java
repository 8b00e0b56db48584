package org.netsonde.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
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
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;

/** Datagrams through a relay, between clients and servers in Python and Java, on every transport. */
@ParameterizedClass(name = "on {0}")
@MethodSource("org.netsonde.engine.transport.TransportKind#usable")
class UdpRelayTest {

    /** For how long nothing comes behind the last. */
    private static final Duration SILENCE = Duration.ofMillis(250);

    /** For how long is waited for what need not come, or is asked for again. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    @Parameter
    TransportKind transport;

    private Bench bench;
    private final List<DatagramSocket> sockets = new ArrayList<>();

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.on(transport));
    }

    @AfterEach
    void close() {
        sockets.forEach(DatagramSocket::close);
        bench.close();
    }

    @Test
    void pythonSpeaksWithPythonThroughTheRelay() {
        try (PeerProcess server = Peers.python("udp_server.py", "got ");
                PeerProcess client = Peers.python("udp_client.py")) {
            Endpoint relay = relay(server.port(), "{}");
            int port = Bench.address(relay).getPort();
            client.ask("open a 127.0.0.1 0");

            assertThat(exchange(client, "a", port, "Hello")).isEqualTo("got Hello");
            assertThat(exchange(client, "a", port, "x".repeat(60_000))).hasSize(60_004);
            if (transport != TransportKind.NIO) {
                // A connected channel of Java's cannot send an empty one.
                assertThat(exchange(client, "a", port, "")).isEqualTo("got ");
            }

            await().untilAsserted(() -> {
                assertThat(bench.sample(relay).open()).isEqualTo(1);
                assertThat(bench.figure(relay, "back_open")).isEqualTo(1);
                assertThat(bench.figure(relay, "back_bytes_out")).isEqualTo(60_005);
                assertThat(bench.figure(relay, "back_bytes_in"))
                        .isEqualTo(bench.sample(relay).bytesOut())
                        .isGreaterThanOrEqualTo(9 + 60_004);
                assertThat(relay.metrics().lifeLatency().count()).isGreaterThanOrEqualTo(2);
            });
            assertThat(relay.connections().list(10)).hasSize(2);
        }
    }

    @Test
    void clientsGetTheirOwnRepliesFromTheirOwnBackEnds() {
        try (PeerProcess one = Peers.python("udp_server.py", "one ");
                PeerProcess two = Peers.python("udp_server.py", "two ");
                PeerProcess client = Peers.python("udp_client.py")) {
            Endpoint relay = bench.start(
                    "relay",
                    "relay",
                    "{'port': 0, 'transport': 'udp', 'backEnds': [" + backEnd(one.port()) + ", " + backEnd(two.port())
                            + "]}");
            int port = Bench.address(relay).getPort();
            client.ask("open a 127.0.0.1 0");
            client.ask("open b 127.0.0.1 0");
            send(client, "a", port, "of a");
            send(client, "b", port, "of b");
            String first = receive(client, "a").split(" ", 2)[0];
            String second = receive(client, "b").split(" ", 2)[0];
            assertThat(Set.of(first, second)).containsExactlyInAnyOrder("one", "two");

            for (int i = 0; i < 20; i++) {
                send(client, "a", port, "a" + i);
                send(client, "b", port, "b" + i);
                assertThat(receive(client, "b")).isEqualTo(second + " b" + i);
                assertThat(receive(client, "a")).isEqualTo(first + " a" + i);
            }
            assertThat(relay.backEnds().list().stream().map(BackEnd::open)).containsExactly(1, 1);
        }
    }

    @Test
    void aBackEndThatIsNotThereGivesWayToAnother() throws IOException {
        try (PeerProcess server = Peers.python("udp_server.py", "got ")) {
            Endpoint relay = bench.start(
                    "relay",
                    "relay",
                    "{'port': 0, 'transport': 'udp', 'backEnds': [" + backEnd(closed().getLocalPort()) + ", "
                            + backEnd(server.port()) + "]}");
            // Of two clients one is given the back end that is not there.
            DatagramSocket a = socket();
            DatagramSocket b = socket();
            send(a, relay, "first");
            send(b, relay, "first");
            await().untilAsserted(() ->
                    assertThat(bench.figure(relay, "back_failures")).isEqualTo(1));

            for (DatagramSocket socket : List.of(a, b)) {
                send(socket, relay, "again");
                // One of them has an answer to its first one still to read.
                String reply = receive(socket, Bench.LIMIT);
                assertThat(reply.equals("got first") ? receive(socket, Bench.LIMIT) : reply)
                        .isEqualTo("got again");
            }
            assertThat(bench.figure(relay, "no_back_end")).isZero();
            assertThat(relay.lastFailure().map(Failure::kind)).contains(Failure.Kind.CONNECTION_REFUSED);
        }
    }

    @Test
    void withoutAnyBackEndDatagramsAreDroppedAndItIsSaidWhy() throws IOException {
        DatagramSocket closed = closed();
        int port = closed.getLocalPort();
        Endpoint relay = relay(port, "{'ejection': {'failures': 0}}");
        DatagramSocket client = socket();
        await().untilAsserted(() -> {
            send(client, relay, "anybody?");
            assertThat(bench.figure(relay, "no_back_end")).isPositive();
        });
        assertThat(relay.state()).isInstanceOf(EndpointState.Running.class);

        closed.close();
        bench.start("server", "udp-server", "{'port': " + port + "}");
        await().untilAsserted(() -> {
            send(client, relay, "and now?");
            assertThat(replies(client, MOMENT)).contains("and now?");
        });
    }

    @Test
    void aRelayWithoutBackEndsSaysSo() throws IOException {
        Endpoint relay = bench.start("relay", "relay", "{'port': 0, 'transport': 'udp'}");
        DatagramSocket client = socket();
        for (int i = 0; i < 5; i++) {
            send(client, relay, "anybody?");
        }

        await().untilAsserted(
                        () -> assertThat(bench.figure(relay, "no_back_end")).isEqualTo(5));
        assertThat(relay.connections().count()).isZero();
        assertThat(bench.sample(relay).open()).isZero();
    }

    @Test
    void silentSessionsEndAndBeginAnew() throws IOException {
        try (PeerProcess server = Peers.python("udp_server.py", "got ")) {
            Endpoint relay = relay(server.port(), "{'idleTimeout': '2s'}");
            DatagramSocket client = socket();
            send(client, relay, "one");
            assertThat(replies(client)).containsExactly("got one");

            await().untilAsserted(() -> {
                assertThat(bench.sample(relay).open()).isZero();
                assertThat(bench.figure(relay, "back_open")).isZero();
                assertThat(relay.connections().count()).isZero();
            });
            send(client, relay, "two");
            assertThat(replies(client)).containsExactly("got two");
            assertThat(relay.backEnds().list().getFirst().total()).isEqualTo(2);
        }
    }

    @Test
    void noMoreClientsThanAllowedAreTaken() throws IOException {
        try (PeerProcess server = Peers.python("udp_server.py", "got ")) {
            Endpoint relay = relay(server.port(), "{'maxConnections': 1}");
            DatagramSocket first = socket();
            send(first, relay, "one");
            assertThat(replies(first)).containsExactly("got one");
            DatagramSocket second = socket();
            send(second, relay, "two");

            await().untilAsserted(() -> assertThat(bench.sample(relay).errors()).isEqualTo(1));
            assertThat(replies(second, MOMENT)).isEmpty();
        }
    }

    @Test
    void aSessionEndsByEitherOfItsConnections() throws IOException {
        try (PeerProcess server = Peers.python("udp_server.py", "got ")) {
            Endpoint relay = relay(server.port(), "{}");
            for (int which = 0; which < 2; which++) {
                DatagramSocket client = socket();
                send(client, relay, "one");
                assertThat(replies(client)).containsExactly("got one");
                List<Connection> both = relay.connections().list(10);
                assertThat(both).hasSize(2);
                Bench.await(relay.disconnect(Target.one(both.get(which).id())));

                assertThat(relay.connections().count()).isZero();
            }
        }
    }

    @Test
    void otherBackEndsAreTakenWhileItRuns() throws IOException {
        try (PeerProcess one = Peers.python("udp_server.py", "one ");
                PeerProcess two = Peers.python("udp_server.py", "two ")) {
            Endpoint relay = relay(one.port(), "{}");
            DatagramSocket before = socket();
            send(before, relay, "x");
            assertThat(replies(before)).containsExactly("one x");
            relay.configure(Bench.json(relay.settings().toString(), "{'backEnds': [" + backEnd(two.port()) + "]}"));

            await().untilAsserted(() -> {
                DatagramSocket after = socket();
                send(after, relay, "y");
                assertThat(replies(after, MOMENT)).containsExactly("two y");
            });
            send(before, relay, "z");
            assertThat(replies(before)).containsExactly("one z");
        }
    }

    @Test
    void thePortIsFreeOnceTheRelayIsStopped() throws IOException {
        try (PeerProcess server = Peers.python("udp_server.py", "got ")) {
            Endpoint relay = relay(server.port(), "{}");
            InetSocketAddress address = Bench.address(relay);
            DatagramSocket client = socket();
            send(client, relay, "one");
            assertThat(replies(client)).containsExactly("got one");
            Bench.await(relay.stop());

            try (DatagramSocket same = new DatagramSocket(address)) {
                assertThat(same.getLocalPort()).isEqualTo(address.getPort());
            }
            assertThat(relay.connections().count()).isZero();
        }
    }

    @Test
    void emptyDatagramsThatWaitForABackEndAreHeldToABound() throws IOException {
        try (PeerProcess server = Peers.python("udp_server.py", "got ")) {
            Endpoint relay = relay(server.port(), limit("0.001", "relay", "delay"));
            DatagramSocket first = socket();
            send(first, relay, "one");
            assertThat(replies(first)).containsExactly("got one");
            DatagramSocket second = socket();
            for (int i = 0; i < 1100; i++) {
                send(second, relay, "");
                if ((i + 1) % 50 == 0) {
                    long sent = i + 1;
                    await().until(() ->
                            bench.figure(relay, "held_bytes") / 64 + bench.figure(relay, "dropped") == sent);
                }
            }
            assertThat(bench.figure(relay, "held_bytes")).isEqualTo(1024 * 64);
            assertThat(bench.figure(relay, "dropped")).isEqualTo(1100 - 1024);

            Bench.await(relay.disconnect(Target.all()));
            assertThat(bench.figure(relay, "held_bytes")).isZero();
        }
    }

    @Test
    void aRelayWhoseBackEndIsItselfByAnotherAddressDoesNotGoRoundInCircles() throws IOException {
        Endpoint relay = bench.start("relay", "relay", "{'host': '0.0.0.0', 'port': 0, 'transport': 'udp'}");
        int port = Bench.address(relay).getPort();
        relay.configure(
                Bench.json(relay.settings().toString(), "{'backEnds': [{'host': '127.0.0.1', 'port': " + port + "}]}"));
        DatagramSocket client = socket();

        await().untilAsserted(() -> {
            send(client, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "round");
            assertThat(bench.figure(relay, "back_failures")).isPositive();
        });
        assertThat(relay.connections().count()).isEqualTo(1);
        assertThat(bench.figure(relay, "back_open")).isZero();
        assertThat(relay.backEnds().list().getFirst().lastFailure())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS));
    }

    @Test
    void whomTheLimitOfOneBackEndTurnsAwayGetsAnother() throws IOException {
        try (PeerProcess one = Peers.python("udp_server.py", "got ");
                PeerProcess two = Peers.python("udp_server.py", "got ")) {
            int first = one.port();
            // By the address of the client both are for the same back end.
            String both =
                    "'balancing': 'source-hash', 'backEnds': [" + backEnd(first) + ", " + backEnd(two.port()) + "]";
            Endpoint relay = relay(first, limit("0.001", "back-end", "reject", both));
            for (int i = 0; i < 2; i++) {
                DatagramSocket client = socket();
                send(client, relay, "hello");
                assertThat(replies(client)).containsExactly("got hello");
            }
            assertThat(relay.backEnds().list().stream().map(BackEnd::open)).containsExactly(1, 1);

            DatagramSocket third = socket();
            send(third, relay, "hello");
            await().untilAsserted(() ->
                    assertThat(bench.figure(relay, "limit_refused")).isEqualTo(3));
            await().untilAsserted(() -> assertThat(bench.sample(relay).open()).isEqualTo(2));
        }
    }

    @Test
    void aBackEndThatIsTakenAwayWhileAClientWaitsForItGetsItNoMore() throws IOException {
        try (PeerProcess one = Peers.python("udp_server.py", "one ");
                PeerProcess two = Peers.python("udp_server.py", "two ")) {
            Endpoint relay = relay(one.port(), limit("0.2", "back-end", "delay"));
            DatagramSocket first = socket();
            send(first, relay, "x");
            assertThat(replies(first)).containsExactly("one x");
            DatagramSocket second = socket();
            send(second, relay, "y");
            await().until(() -> bench.figure(relay, "limit_delayed") == 1);
            relay.configure(Bench.json(relay.settings().toString(), "{'backEnds': [" + backEnd(two.port()) + "]}"));

            await().untilAsserted(() -> assertThat(replies(second, MOMENT)).containsExactly("two y"));
        }
    }

    @Test
    void aSessionLeavesABackEndThatIsSilentAndFoundDown() throws IOException {
        try (PeerProcess server = Peers.python("udp_server.py", "got ")) {
            DatagramSocket silent = socket();
            silent.setSoTimeout((int) Bench.LIMIT.toMillis());
            Endpoint relay = relay(silent.getLocalPort(), "{}");
            DatagramSocket client = socket();
            send(client, relay, "one");
            silent.receive(new DatagramPacket(new byte[10], 10));

            relay.configure(Bench.json(
                    relay.settings().toString(),
                    "{'backEnds': [" + backEnd(silent.getLocalPort()) + ", " + backEnd(server.port())
                            + "], 'health': {'type': 'talk', 'send': 'ping', 'expect': 'got',"
                            + " 'checkInterval': '100ms', 'checkTimeout': '2s', 'fall': 1}}"));
            await().until(() -> relay.backEnds().list().getFirst().state() == BackEnd.State.DOWN);

            send(client, relay, "two");
            assertThat(replies(client)).containsExactly("got two");
            assertThat(relay.connections().count()).isEqualTo(2);
        }
    }

    /** Of connections, one at once and so many a second. */
    private static String limit(String rate, String per, String excess, String... more) {
        String limit = "{'limits': [{'limit': {'type': 'token-bucket', 'rate': " + rate
                + ", 'burst': 1}, 'of': 'connections', 'per': '" + per + "', 'excess': '" + excess + "'}]";
        return limit + (more.length == 0 ? "" : ", " + String.join(", ", more)) + "}";
    }

    @Test
    void theSameSeedDropsTheSameDatagrams() throws IOException {
        List<String> first = survivors(11);
        assertThat(survivors(11)).isEqualTo(first);
        assertThat(survivors(12)).isNotEqualTo(first);
        // 300 draws at 30 % have a standard deviation of 7.9: five of them are met once in two million seeds.
        assertThat(first).hasSizeBetween(210 - 40, 210 + 40);
    }

    /** Which of 300 datagrams come back, where 30 % of those to the server are dropped. */
    private List<String> survivors(int seed) throws IOException {
        try (PeerProcess server = Peers.python("udp_server.py", "")) {
            Endpoint relay =
                    bench.start("relay" + seed + sockets.size(), "relay", """
                    {'port': 0, 'transport': 'udp', 'backEnds': [%s], 'faults': [
                        {'fault': {'type': 'drop'}, 'direction': 'to-server', 'probability': 0.3, 'seed': %d}]}
                    """.formatted(backEnd(server.port()), seed));
            DatagramSocket client = socket();
            for (int i = 0; i < 300; i++) {
                send(client, relay, Integer.toString(i));
                if ((i + 1) % 50 == 0) {
                    long sent = i + 1;
                    // Few at a time, so that nothing but the fault can lose one.
                    await().until(() ->
                            bench.figure(relay, "dropped") + bench.sample(relay).messagesOut() == sent);
                }
            }
            List<String> survivors = new ArrayList<>();
            for (long left = bench.sample(relay).messagesOut(); left > 0; left--) {
                survivors.add(receive(client, Bench.LIMIT));
            }
            return survivors;
        }
    }

    private Endpoint relay(int backEnd, String more) {
        return bench.start(
                "relay",
                "relay",
                Bench.json("{'port': 0, 'transport': 'udp', 'backEnds': [" + backEnd(backEnd) + "]}", more));
    }

    private static String backEnd(int port) {
        return "{'host': '127.0.0.1', 'port': " + port + "}";
    }

    private DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sockets.add(socket);
        return socket;
    }

    /** A socket that hears nobody but itself: whoever sends to its port is refused, and yet nobody else takes that. */
    private DatagramSocket closed() throws IOException {
        DatagramSocket socket = socket();
        socket.connect(socket.getLocalSocketAddress());
        return socket;
    }

    private static void send(DatagramSocket from, Endpoint relay, String text) throws IOException {
        send(from, Bench.address(relay), text);
    }

    private static void send(DatagramSocket from, InetSocketAddress to, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** What comes until it is silent for a moment; something must come. */
    private static List<String> replies(DatagramSocket socket) throws IOException {
        return replies(socket, Bench.LIMIT);
    }

    /** What comes until it is silent for a moment; the first within that time, if anything comes at all. */
    private static List<String> replies(DatagramSocket socket, Duration first) throws IOException {
        List<String> replies = new ArrayList<>();
        try {
            replies.add(receive(socket, first));
            while (true) {
                replies.add(receive(socket, SILENCE));
            }
        } catch (SocketTimeoutException e) {
            return replies;
        }
    }

    /** The next that comes. */
    private static String receive(DatagramSocket socket, Duration limit) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        socket.setSoTimeout((int) limit.toMillis());
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    private static void send(PeerProcess client, String socket, int port, String text) {
        String hex = text.isEmpty() ? "empty" : HexFormat.of().formatHex(text.getBytes(UTF_8));
        client.ask("send " + socket + " 127.0.0.1 " + port + " " + hex);
    }

    private static String receive(PeerProcess client, String socket) {
        String hex = client.ask("receive " + socket).split(" ", 2)[0];
        return hex.equals("empty") ? "" : new String(HexFormat.of().parseHex(hex), UTF_8);
    }

    private static String exchange(PeerProcess client, String socket, int port, String text) {
        send(client, socket, port, text);
        return receive(client, socket);
    }
}
