package org.netsonde.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Target;
import org.netsonde.fixtures.Bench;
import tools.jackson.databind.node.ObjectNode;

/** What the UDP server keeps to, on every transport that this machine has. */
class UdpServerContractTest extends OnEveryTransport {

    private final List<Datagrams> peers = new ArrayList<>();

    @AfterEach
    void close() {
        peers.forEach(Datagrams::close);
    }

    @Test
    void startsAndReplies() throws IOException {
        Endpoint server = start("{}");
        assertThat(peer(server).exchange("Hello")).isEqualTo("Hello");
    }

    @Test
    void emptyDatagramIsEchoedAndCounted() throws IOException {
        Endpoint server = start("{}");
        Datagrams peer = peer(server);
        assertThat(peer.exchange("before")).isEqualTo("before");
        assertThat(peer.exchange("")).isEmpty();
        // Several at once, since transports treat empty ones among others differently.
        for (String text : new String[] {"a", "", "b", "", "", "c"}) {
            peer.send(text);
        }
        for (String text : new String[] {"a", "", "b", "", "", "c"}) {
            assertThat(peer.receive()).isEqualTo(text);
        }
        await().untilAsserted(() -> {
            Sample sample = bench.sample(server);
            assertThat(sample.messagesIn()).isEqualTo(8);
            assertThat(sample.messagesOut()).isEqualTo(8);
            assertThat(sample.bytesIn()).isEqualTo(9);
            assertThat(sample.bytesOut()).isEqualTo(9);
        });
        assertThat(server.traffic().stats().total()).isEqualTo(1 + 16);
    }

    @Test
    void longDatagramsComeBackWhole() throws IOException {
        Endpoint server = start("{}");
        Datagrams peer = peer(server);
        for (int length : new int[] {1, 1472, 2048, 2049, 9000, 60_000, 65_507}) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (i * 31);
            }
            peer.send(bytes);
            assertThat(peer.receiveBytes()).isEqualTo(bytes);
        }
        assertThat(bench.sample(server).errors()).isZero();
    }

    @Test
    void replyLongerThanADatagramIsRefusedAndCounted() throws IOException {
        Endpoint server = start("{'responder': {'type': 'echo', 'prefix': 'much: '}}");
        Datagrams peer = peer(server);
        peer.send(new byte[65_507]);
        assertThat(peer.exchange("short")).isEqualTo("much: short");
        assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.FRAME_TOO_LARGE, 1L);
        FailureException thrown = catchThrowableOfType(
                FailureException.class,
                () -> Bench.await(server.send(Target.all(), Bench.json("{'data': '" + "x".repeat(65_508) + "'}"))));
        assertThat(thrown.failure().what().toString()).contains("65508").contains("65507");
    }

    @Test
    void portInUseFailsCleanlyAndNamesThePort() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Endpoint server = bench.add("server", "udp-server", "{'port': " + other.getLocalPort() + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(server.start()));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.ADDRESS_IN_USE);
            assertThat(thrown.failure().what().toString()).contains(Integer.toString(other.getLocalPort()));
            assertThat(server.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
        }
    }

    @Test
    void stopsFreesThePortAndRestartsOnIt() throws IOException {
        Endpoint server = start("{}");
        int port = Bench.address(server).getPort();
        assertThat(peer(server).exchange("one")).isEqualTo("one");
        Bench.await(server.stop());
        assertThat(server.connections().count()).isZero();
        assertThat(bench.sample(server).open()).isZero();
        assertThat(bench.sample(server).total()).isEqualTo(1);
        new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
        server.configure(((ObjectNode) server.settings()).put("port", port));
        Bench.await(server.start());
        assertThat(peer(server).exchange("two")).isEqualTo("two");
    }

    @Test
    void countsExactBytesAndMessages() throws IOException {
        Endpoint server = start("{}");
        Datagrams peer = peer(server);
        int total = 0;
        for (int i = 1; i <= 200; i++) {
            String text = "x".repeat(i);
            total += i;
            assertThat(peer.exchange(text)).isEqualTo(text);
        }
        int expected = total;
        await().untilAsserted(() -> {
            Sample sample = bench.sample(server);
            assertThat(sample.bytesIn()).isEqualTo(expected);
            assertThat(sample.bytesOut()).isEqualTo(expected);
            assertThat(sample.requests()).isEqualTo(200);
            assertThat(sample.messagesOut()).isEqualTo(200);
            assertThat(sample.errors()).isZero();
            assertThat(server.metrics().lifeLatency().count()).isEqualTo(200);
        });
    }

    @Test
    void everyRemoteIsAConnection() throws IOException {
        Endpoint server = start("{}");
        for (int i = 0; i < 1000; i++) {
            assertThat(peer(server).exchange("peer " + i)).isEqualTo("peer " + i);
        }
        assertThat(server.connections().count()).isEqualTo(1000);
        assertThat(bench.sample(server).open()).isEqualTo(1000);
    }

    @Test
    void remotesBeyondTheMostAreRefusedAndCounted() throws IOException {
        Endpoint server = start("{'maxConnections': 2}");
        assertThat(peer(server).exchange("1")).isEqualTo("1");
        Datagrams second = peer(server);
        assertThat(second.exchange("2")).isEqualTo("2");
        Datagrams third = peer(server);
        third.send("3");
        assertThat(second.exchange("still")).isEqualTo("still");
        assertThat(server.connections().count()).isEqualTo(2);
        assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.TOO_MANY_CONNECTIONS, 1L);
        server.configure(((ObjectNode) server.settings()).put("maxConnections", 3));
        await().untilAsserted(() -> {
            third.send("now");
            assertThat(server.connections().count()).isEqualTo(3);
        });
    }

    @Test
    void withoutATimeOutTheQuietestGivesWay() throws IOException {
        Endpoint server = start("{'maxConnections': 2, 'idleTimeout': '0s'}");
        Datagrams first = peer(server);
        Datagrams second = peer(server);
        assertThat(first.exchange("1")).isEqualTo("1");
        assertThat(second.exchange("2")).isEqualTo("2");
        assertThat(first.exchange("1 again")).isEqualTo("1 again");
        assertThat(peer(server).exchange("3")).isEqualTo("3");
        assertThat(server.connections().list(10))
                .extracting(connection -> connection.remote())
                .contains(first.local())
                .doesNotContain(second.local());
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void silentRemotesAreForgottenWithoutFailure() throws IOException {
        Endpoint server = start("{'idleTimeout': '50ms'}");
        Datagrams peer = peer(server);
        assertThat(peer.exchange("once")).isEqualTo("once");
        await().until(() -> server.connections().count() == 0);
        assertThat(peer.exchange("again")).isEqualTo("again");
        Sample sample = bench.sample(server);
        assertThat(sample.total()).isEqualTo(2);
        assertThat(sample.errors()).isZero();
    }

    @Test
    void takesAnotherResponderWhileItRuns() throws IOException {
        Endpoint server = start("{}");
        Datagrams peer = peer(server);
        assertThat(peer.exchange("plain")).isEqualTo("plain");
        ObjectNode settings = (ObjectNode) server.settings();
        settings.set("responder", Bench.json("{'type': 'echo', 'prefix': '> '}"));
        server.configure(settings);
        await().untilAsserted(() -> assertThat(peer.exchange("new")).isEqualTo("> new"));
    }

    @Test
    void sendsByHandToEveryConnectionOrToOne() throws IOException {
        Endpoint server = start("{'responder': 'discard'}");
        Datagrams first = peer(server);
        Datagrams second = peer(server);
        first.send("here");
        second.send("here");
        await().until(() -> server.connections().count() == 2);
        SendReceipt receipt = Bench.await(server.send(Target.all(), Bench.json("{'data': 'news'}")));
        assertThat(receipt).isEqualTo(new SendReceipt(2, 8, 0));
        assertThat(first.receive()).isEqualTo("news");
        assertThat(second.receive()).isEqualTo("news");
        long id = server.connections().list(10).stream()
                .filter(connection -> connection.remote().equals(second.local()))
                .findFirst()
                .orElseThrow()
                .id();
        receipt = Bench.await(server.send(new Target.Some(Set.of(id, 99L)), Bench.json("{'data': 'you'}")));
        assertThat(receipt).isEqualTo(new SendReceipt(1, 3, 1));
        assertThat(second.receive()).isEqualTo("you");
        Bench.await(server.disconnect(Target.one(id)));
        assertThat(server.connections().count()).isEqualTo(1);
    }

    @Test
    void broadcastsToEverybodyAndReplaysToThoseWhoJoin() throws IOException {
        Endpoint server = start("{'responder': {'type': 'broadcast', 'replay': 1}}");
        Datagrams first = peer(server);
        Datagrams second = peer(server);
        String name = "127.0.0.1:" + first.local().getPort() + ": ";
        assertThat(first.exchange("forgotten")).isEqualTo(name + "forgotten");
        assertThat(first.exchange("Hello")).isEqualTo(name + "Hello");
        second.send("Hi");
        String hi = "127.0.0.1:" + second.local().getPort() + ": Hi";
        assertThat(second.receive()).isEqualTo(name + "Hello");
        assertThat(second.receive()).isEqualTo(hi);
        assertThat(first.receive()).isEqualTo(hi);
    }

    /** No datagram of a flood is unaccounted for, whatever the machine can take. */
    @Test
    void everyDatagramOfAFloodIsAccountedFor() throws IOException {
        Endpoint server = start("{'responder': 'discard', 'receiveBuffer': '256KiB'}");
        int count = 50_000;
        Datagrams peer = peer(server);
        for (int i = 0; i < count; i++) {
            peer.send("datagram " + i);
        }
        await().untilAsserted(() -> {
            Sample sample = bench.sample(server);
            assertThat(sample.messagesIn() + sample.own()[0]).isEqualTo(count);
            assertThat(sample.errors()).isZero();
        });
        long received = bench.sample(server).messagesIn();
        assertThat(received).isPositive();
        // And one that says that the remote was opened.
        await().until(() -> server.traffic().stats().total() == received + 1);
    }

    @Test
    void hearsIpv6() throws IOException {
        Endpoint server = start("{'host': '::1'}");
        assertThat(peer(server).exchange("six")).isEqualTo("six");
        assertThat(peer(server).exchange("")).isEmpty();
        Set<String> remotes = new HashSet<>();
        server.connections()
                .list(10)
                .forEach(connection -> remotes.add(
                        ((InetSocketAddress) connection.remote()).getAddress().getHostAddress()));
        assertThat(remotes).containsExactly("0:0:0:0:0:0:0:1");
    }

    @Test
    void replyingWorksWhereTheAddressOfAllIsBound() throws IOException {
        Endpoint server = start("{'host': '0.0.0.0'}");
        try (Datagrams peer = new Datagrams(
                new InetSocketAddress("127.0.0.1", Bench.address(server).getPort()))) {
            assertThat(peer.exchange("any")).isEqualTo("any");
        }
    }

    @Test
    void badGroupsAndInterfacesAreNamed() {
        Endpoint server =
                bench.add("group", "udp-server", "{'port': 0, 'multicast': {'type': 'group', 'address': '10.0.0.1'}}");
        assertThat(server.check().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("10.0.0.1"));
        Endpoint other = bench.add(
                "interface", "udp-server", "{'port': 0, 'multicast': {'type': 'group', 'networkInterface': 'nope7'}}");
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(other.start()));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS);
        assertThat(thrown.failure().toString()).contains("nope7").contains("127.0.0.1");
    }

    private Endpoint start(String more) {
        ObjectNode json = Bench.json("{'port': 0}");
        json.setAll(Bench.json(more));
        Endpoint server = bench.engine().add(null, "server", "udp-server", json);
        Bench.await(server.start());
        return server;
    }

    private Datagrams peer(Endpoint server) throws IOException {
        Datagrams peer = new Datagrams(Bench.address(server));
        peers.add(peer);
        return peer;
    }

    /** A plain socket that talks with one peer; not connected, since Java then sends no empty datagrams. */
    private static final class Datagrams implements AutoCloseable {
        private final DatagramSocket socket;
        private final InetSocketAddress server;

        Datagrams(InetSocketAddress server) throws IOException {
            this.server = server;
            socket = new DatagramSocket(0, server.getAddress());
            socket.setSoTimeout((int) Bench.LIMIT.toMillis());
        }

        InetSocketAddress local() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        String exchange(String text) throws IOException {
            send(text);
            return receive();
        }

        void send(String text) throws IOException {
            send(text.getBytes(UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            socket.send(new java.net.DatagramPacket(bytes, bytes.length, server));
        }

        String receive() throws IOException {
            return new String(receiveBytes(), UTF_8);
        }

        byte[] receiveBytes() throws IOException {
            java.net.DatagramPacket packet = new java.net.DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
