package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.MessageReader;
import org.netsonde.fixtures.Bench;

/** What nobody outside can make UDP endpoints do, however many addresses they make up. */
class UdpLimitsTest {

    private final Bench bench = new Bench();
    private final List<DatagramSocket> sockets = new ArrayList<>();

    @AfterEach
    void close() {
        sockets.forEach(DatagramSocket::close);
        bench.close();
    }

    @Test
    void whatWaitsToBeRepliedIsBoundedOverAllRemotes() throws IOException {
        Endpoint server = bench.start("server", "udp-server", """
                {'port': 0, 'responder': {'type': 'rules', 'rules': [
                    {'match': {'type': 'text', 'value': 'soon'}, 'reply': 'here', 'delay': '1ms'},
                    {'match': {'type': 'any'}, 'reply': '%s', 'delay': '1h'}]}}
                """.formatted("{{message}}".repeat(8)));
        byte[] large = "x".repeat(60_000).getBytes(UTF_8);
        // Two from each, so that no remote alone has more than it may.
        int most = 200;
        for (int i = 0; i < most && bench.figure(server, "dropped") == 0; i++) {
            DatagramSocket from = socket();
            send(from, large, Bench.address(server));
            send(from, large, Bench.address(server));
            heard(server, 2 * (i + 1));
        }
        assertThat(bench.figure(server, "dropped")).isPositive();

        // With the remotes goes what waited for them, and others find room.
        Bench.await(server.disconnect(Target.all()));
        DatagramSocket other = socket();
        send(other, "soon".getBytes(UTF_8), Bench.address(server));
        DatagramPacket reply = new DatagramPacket(new byte[16], 16);
        other.receive(reply);
        assertThat(new String(reply.getData(), 0, reply.getLength(), UTF_8)).isEqualTo("here");
    }

    @Test
    void repliesFromTooManyRemotesAreCountedAndWrittenDownNowAndThen() throws IOException {
        DatagramSocket first = socket();
        Endpoint client = bench.start(
                "client",
                "udp-client",
                "{'host': '127.0.0.1', 'broadcast': true, 'port': " + first.getLocalPort() + "}");
        Bench.await(client.send(Target.all(), Bench.json("{'data': 'who is there'}")));
        DatagramPacket asked = new DatagramPacket(new byte[16], 16);
        first.receive(asked);
        InetSocketAddress back = (InetSocketAddress) asked.getSocketAddress();
        for (int i = 0; i < 1200; i++) {
            try (DatagramSocket once = new DatagramSocket(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (i % 250)}), 0))) {
                send(once, "me".getBytes(UTF_8), back);
            }
            if (i % 50 == 49) {
                heard(client, i + 1);
            }
        }
        long refused = client.metrics().errorsByKind().getOrDefault(Failure.Kind.TOO_MANY_CONNECTIONS, 0L);
        assertThat(refused).isBetween(100L, 1200L);
        assertThat(failuresIn(client)).isPositive().isLessThan(refused);
        await().until(() -> bench.figure(client, "unmatched") >= refused);
    }

    @Test
    void whatFailsAfterAStopIsNotTold() {
        Endpoint client = bench.add("client", "udp-client", "{'host': 'nobody-has-this-name.invalid'}");
        var attempt = client.start();
        Bench.await(client.stop());
        await().until(() -> attempt.toCompletableFuture().isDone());
        // Looked up after the one before.
        var again = client.start();
        await().until(() -> again.toCompletableFuture().isDone());
        assertThat(client.state()).isInstanceOf(EndpointState.Failed.class);
        assertThat(client.metrics().errorsByKind())
                .containsOnlyKeys(Failure.Kind.UNKNOWN_HOST)
                .containsEntry(Failure.Kind.UNKNOWN_HOST, 1L);
    }

    /** It waits for the lookup, so that its port is never bound behind the back of who stopped it. */
    @Test
    void serverStoppedWhileItsNameIsLookedUpIsIdleThen() {
        Endpoint server = bench.add("server", "udp-server", "{'host': 'nobody-has-this-name.invalid'}");
        var attempt = server.start();
        Bench.await(server.stop());
        await().until(() -> attempt.toCompletableFuture().isDone());
        assertThat(attempt.toCompletableFuture()).isCompletedExceptionally();
        assertThat(server.state()).isInstanceOf(EndpointState.Idle.class);
    }

    private DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout((int) Bench.LIMIT.toMillis());
        sockets.add(socket);
        return socket;
    }

    private static void send(DatagramSocket from, byte[] bytes, InetSocketAddress to) throws IOException {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private void heard(Endpoint endpoint, int messages) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> bench.sample(endpoint).messagesIn() == messages);
    }

    private static long failuresIn(Endpoint endpoint) {
        long[] count = new long[1];
        MessageReader reader = new MessageReader(endpoint.traffic().cursor(true), new Framing.Raw());
        reader.poll(10_000, message -> count[0] += message.direction() == Direction.FAILED ? 1 : 0);
        return count[0];
    }
}
