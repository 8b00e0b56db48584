package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every server of byte streams keeps to, on every transport that this machine has and with every way of threading.
 * A new stream protocol joins by adding a line to {@link #servers()}.
 */
@ParameterizedClass(name = "{0} on {1}, {2}")
@MethodSource("servers")
class StreamServerContractTest {

    private final String protocol;
    private final TransportKind transport;
    private final String settings;
    private Bench bench;

    StreamServerContractTest(String protocol, TransportKind transport, String settings) {
        this.protocol = protocol;
        this.transport = transport;
        this.settings = settings;
    }

    static Stream<Arguments> servers() {
        Stream<Arguments> loops = TransportKind.usable().stream()
                .map(kind -> Arguments.of("tcp-server", kind, "{'port': 0, 'threading': 'event-loop'}"));
        Stream<Arguments> threads = Stream.of(Arguments.of(
                "tcp-server", TransportKind.usable().getFirst(), "{'port': 0, 'threading': 'thread-per-connection'}"));
        return Stream.concat(loops, threads);
    }

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.on(transport));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void startsAndReplies() throws IOException {
        Endpoint server = start("{}");
        try (Socket peer = connect(server)) {
            assertThat(exchange(peer, "Hello")).isEqualTo("Hello");
        }
    }

    @Test
    void portInUseFailsCleanlyAndNamesThePort() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint server = bench.add("server", protocol, settings);
            server.configure(((ObjectNode) server.settings()).put("port", other.getLocalPort()));

            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(server.start()));

            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.ADDRESS_IN_USE);
            assertThat(thrown.failure().what().toString()).contains(Integer.toString(other.getLocalPort()));
            assertThat(server.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
            assertThat(server.lastFailure()).contains(thrown.failure());
        }
    }

    @Test
    void stopsFreesThePortAndRestartsOnIt() throws IOException {
        Endpoint server = start("{}");
        int port = Bench.address(server).getPort();
        try (Socket peer = connect(server)) {
            assertThat(exchange(peer, "one")).isEqualTo("one");
            Bench.await(server.stop());
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.state()).isInstanceOf(EndpointState.Idle.class);
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(true);
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        server.configure(((ObjectNode) server.settings()).put("port", port));
        Bench.await(server.start());
        try (Socket peer = connect(server)) {
            assertThat(exchange(peer, "two")).isEqualTo("two");
        }
    }

    @Test
    void nothingIsOpenAnyMoreOnceItHasStopped() throws IOException {
        Endpoint server = start("{}");
        try (Socket first = connect(server);
                Socket second = connect(server)) {
            assertThat(exchange(first, "1")).isEqualTo("1");
            assertThat(exchange(second, "2")).isEqualTo("2");
            Bench.await(server.stop());
            assertThat(bench.sample(server).open()).isZero();
            assertThat(bench.sample(server).total()).isEqualTo(2);
            assertThat(server.connections().count()).isZero();
        }
    }

    @Test
    void stopsWhilePeersAreConnecting() throws Exception {
        for (int i = 0; i < 5; i++) {
            Endpoint server = bench.engine().add(null, "server " + i, protocol, Bench.json(settings));
            Bench.await(server.start());
            InetSocketAddress address = Bench.address(server);
            Thread peers = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        new Socket(address.getAddress(), address.getPort()).close();
                    }
                } catch (IOException e) {
                    // It is closed: what was to happen.
                }
            });
            await().until(() -> bench.sample(server).total() > 0);
            Bench.await(server.stop());
            peers.join();
            assertThat(bench.sample(server).open()).isZero();
        }
    }

    @Test
    void countsExactBytesAndMessages() throws IOException {
        Endpoint server = start("{'framing': 'lines'}");
        int total = 0;
        try (Socket peer = connect(server)) {
            for (int i = 1; i <= 200; i++) {
                String line = "x".repeat(i) + "\n";
                total += line.length();
                assertThat(exchange(peer, line)).isEqualTo(line);
            }
        }
        await().until(() -> server.connections().count() == 0);
        int bytes = total;
        await().untilAsserted(() -> {
            Sample sample = bench.sample(server);
            assertThat(sample.open()).isZero();
            assertThat(sample.total()).isEqualTo(1);
            assertThat(sample.requests()).isEqualTo(200);
            assertThat(sample.messagesOut()).isEqualTo(200);
            assertThat(sample.bytesIn()).isEqualTo(bytes);
            assertThat(sample.bytesOut()).isEqualTo(bytes);
            assertThat(sample.errors()).isZero();
        });
        assertThat(server.metrics().lifeLatency().count()).isEqualTo(200);
    }

    @Test
    void survivesAReset() throws IOException {
        Endpoint server = start("{}");
        try (Socket peer = connect(server)) {
            assertThat(exchange(peer, "before")).isEqualTo("before");
            peer.setSoLinger(true, 0);
        }
        await().untilAsserted(() ->
                assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.CONNECTION_RESET, 1L));
        try (Socket peer = connect(server)) {
            assertThat(exchange(peer, "after")).isEqualTo("after");
        }
    }

    @Test
    void servesAThousandConnections() throws IOException {
        Endpoint server = start("{'backlog': 2000}");
        List<Socket> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                peers.add(connect(server));
            }
            for (int i = 0; i < peers.size(); i++) {
                peers.get(i).getOutputStream().write(("peer " + i).getBytes(StandardCharsets.UTF_8));
            }
            for (int i = 0; i < peers.size(); i++) {
                assertThat(receive(peers.get(i), ("peer " + i).length())).isEqualTo("peer " + i);
            }
            assertThat(bench.sample(server).open()).isEqualTo(1000);
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
        await().until(() -> bench.sample(server).open() == 0);
    }

    @Test
    void refusesConnectionsBeyondTheMaximumAndKeepsTheOthers() throws IOException {
        Endpoint server = start("{'maxConnections': 2}");
        try (Socket first = connect(server);
                Socket second = connect(server)) {
            assertThat(exchange(first, "1")).isEqualTo("1");
            assertThat(exchange(second, "2")).isEqualTo("2");
            try (Socket third = connect(server)) {
                assertThat(third.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(exchange(first, "still")).isEqualTo("still");
        }
        await().untilAsserted(() ->
                assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.TOO_MANY_CONNECTIONS, 1L));
    }

    @Test
    void endsIdleConnections() throws IOException {
        Endpoint server = start("{'idleTimeout': '50ms'}");
        try (Socket peer = connect(server)) {
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void answersLinesThatArriveInPieces() throws IOException {
        Endpoint server = start("{'framing': 'lines'}");
        try (Socket peer = connect(server)) {
            long sent = 0;
            for (String piece : List.of("ab", "c\nde", "f\n" + "g".repeat(5_000), "h".repeat(70_000) + "\ni", "j\n")) {
                peer.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
                sent += piece.length();
                long until = sent;
                await().until(() -> bench.sample(server).bytesIn() == until);
            }
            String all = "abc\ndef\n" + "g".repeat(5_000) + "h".repeat(70_000) + "\nij\n";
            assertThat(receive(peer, all.length())).isEqualTo(all);
        }
    }

    @Test
    void answersWhatCameBeforeThePeerStoppedSending() throws IOException {
        Endpoint server = start("{'framing': 'lines'}");
        try (Socket peer = connect(server)) {
            peer.getOutputStream().write("last words\n".getBytes(StandardCharsets.UTF_8));
            peer.shutdownOutput();
            assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("last words\n");
        }
    }

    @Test
    void tooLongAMessageEndsItsConnectionOnly() throws IOException {
        Endpoint server = start("{'framing': {'type': 'lines', 'maxLength': '1KiB'}}");
        try (Socket good = connect(server);
                Socket bad = connect(server)) {
            bad.getOutputStream().write(("fine\n" + "x".repeat(3000)).getBytes(StandardCharsets.UTF_8));
            assertThat(new String(bad.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("fine\n");
            assertThat(exchange(good, "good\n")).isEqualTo("good\n");
        }
        assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.FRAME_TOO_LARGE, 1L);
    }

    @Test
    void broadcastsToEverybodyAndReplaysToThoseWhoJoin() throws IOException {
        Endpoint server = start("{'framing': 'lines', 'responder': {'type': 'broadcast', 'replay': 1}}");
        try (Socket first = connect(server);
                Socket second = connect(server)) {
            await().until(() -> server.connections().count() == 2);
            first.getOutputStream().write("forgotten\nHello\n".getBytes(StandardCharsets.UTF_8));
            String from = "127.0.0.1:" + first.getLocalPort() + ": ";
            String both = from + "forgotten\n" + from + "Hello\n";
            assertThat(receive(first, both.length())).isEqualTo(both);
            assertThat(receive(second, both.length())).isEqualTo(both);
            try (Socket late = connect(server)) {
                assertThat(receive(late, from.length() + 6)).isEqualTo(from + "Hello\n");
            }
        }
    }

    @Test
    void sendsByHandToEveryConnection() throws IOException {
        Endpoint server = start("{'framing': 'lines', 'responder': 'discard'}");
        try (Socket first = connect(server);
                Socket second = connect(server)) {
            await().until(() -> server.connections().count() == 2);
            var receipt =
                    Bench.await(server.send(org.netsonde.engine.protocol.Target.all(), Bench.json("{'data': 'news'}")));
            assertThat(receipt.connections()).isEqualTo(2);
            assertThat(receipt.bytes()).isEqualTo(10);
            assertThat(receive(first, 5)).isEqualTo("news\n");
            assertThat(receive(second, 5)).isEqualTo("news\n");
        }
    }

    @Test
    void waitsForASlowReaderWithoutLosingAByte() throws IOException {
        Endpoint server = start("{'writeLimit': '64KiB', 'slowReader': 'wait'}");
        int size = 8 << 20;
        try (Socket peer = connect(server)) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    peer.getOutputStream().write(new byte[size]);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(peer.getInputStream().readNBytes(size)).hasSize(size);
            assertThat(sender.isAlive()).isFalse();
        }
        assertThat(bench.sample(server).own()[0]).isZero();
    }

    @Test
    void disconnectsASlowReaderIfToldTo() throws IOException {
        Endpoint server = start("{'writeLimit': '64KiB', 'slowReader': 'disconnect', 'responder': 'discard'}");
        try (Socket peer = connect(server)) {
            await().until(() -> server.connections().count() == 1);
            String block = "{'data': '" + "x".repeat(1 << 20) + "'}";
            await().untilAsserted(() -> {
                server.send(org.netsonde.engine.protocol.Target.all(), Bench.json(block));
                assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.SLOW_READER, 1L);
            });
            await().until(() -> server.connections().count() == 0);
        }
    }

    private Endpoint start(String more) {
        ObjectNode json = Bench.json(settings);
        json.setAll(Bench.json(more));
        Endpoint server = bench.engine().add(null, "server", protocol, json);
        Bench.await(server.start());
        return server;
    }

    private static Socket connect(Endpoint server) throws IOException {
        Socket socket = new Socket();
        socket.connect(Bench.address(server), (int) Bench.LIMIT.toMillis());
        socket.setSoTimeout((int) Bench.LIMIT.toMillis());
        return socket;
    }

    private static String exchange(Socket peer, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        peer.getOutputStream().write(bytes);
        return receive(peer, bytes.length);
    }

    private static String receive(Socket peer, int length) throws IOException {
        return new String(peer.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }
}
