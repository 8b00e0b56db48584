package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;

/**
 * What every server of byte streams keeps to beyond what all servers do, on every transport that this machine has and with
 * every way of threading.
 */
@ParameterizedClass(name = "{0} on {1}, {2}")
@MethodSource("org.netsonde.contract.Servers#ofBytes")
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

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.on(transport));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void stopsWhilePeersAreConnecting() throws Exception {
        for (int i = 0; i < 5; i++) {
            Endpoint server = bench.engine().add(null, "server " + i, protocol, Bench.json("{'port': 0}", settings));
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
    void endsIdleConnections() throws IOException {
        Endpoint server = start("{'idleTimeout': '50ms'}");
        try (Socket peer = Sockets.connect(server)) {
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void answersLinesThatArriveInPieces() throws IOException {
        Endpoint server = start("{'framing': 'lines'}");
        try (Socket peer = Sockets.connect(server)) {
            long sent = 0;
            for (String piece : List.of("ab", "c\nde", "f\n" + "g".repeat(5_000), "h".repeat(70_000) + "\ni", "j\n")) {
                Sockets.send(peer, piece);
                sent += piece.length();
                long until = sent;
                await().until(() -> bench.sample(server).bytesIn() == until);
            }
            String all = "abc\ndef\n" + "g".repeat(5_000) + "h".repeat(70_000) + "\nij\n";
            assertThat(Sockets.receive(peer, all.length())).isEqualTo(all);
        }
    }

    @Test
    void answersWhatCameBeforeThePeerStoppedSending() throws IOException {
        Endpoint server = start("{'framing': 'lines'}");
        try (Socket peer = Sockets.connect(server)) {
            Sockets.send(peer, "last words\n");
            peer.shutdownOutput();
            assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("last words\n");
        }
    }

    @Test
    void tooLongAMessageEndsItsConnectionOnly() throws IOException {
        Endpoint server = start("{'framing': {'type': 'lines', 'maxLength': '1KiB'}}");
        try (Socket good = Sockets.connect(server);
                Socket bad = Sockets.connect(server)) {
            Sockets.send(bad, "fine\n" + "x".repeat(3000));
            assertThat(new String(bad.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("fine\n");
            assertThat(Sockets.exchange(good, "good\n")).isEqualTo("good\n");
        }
        assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.FRAME_TOO_LARGE, 1L);
    }

    @Test
    void broadcastsToEverybodyAndReplaysToThoseWhoJoin() throws IOException {
        Endpoint server = start("{'framing': 'lines', 'responder': {'type': 'broadcast', 'replay': 1}}");
        try (Socket first = Sockets.connect(server);
                Socket second = Sockets.connect(server)) {
            await().until(() -> bench.sample(server).open() == 2);
            Sockets.send(first, "forgotten\nHello\n");
            String from = "127.0.0.1:" + first.getLocalPort() + ": ";
            String both = from + "forgotten\n" + from + "Hello\n";
            assertThat(Sockets.receive(first, both.length())).isEqualTo(both);
            assertThat(Sockets.receive(second, both.length())).isEqualTo(both);
            try (Socket late = Sockets.connect(server)) {
                assertThat(Sockets.receive(late, from.length() + 6)).isEqualTo(from + "Hello\n");
            }
        }
    }

    @Test
    void sendsByHandToEveryConnection() throws IOException {
        Endpoint server = start("{'framing': 'lines', 'responder': 'discard'}");
        try (Socket first = Sockets.connect(server);
                Socket second = Sockets.connect(server)) {
            await().until(() -> bench.sample(server).open() == 2);
            var receipt = Bench.await(server.send(Target.all(), Bench.json("{'data': 'news'}")));
            assertThat(receipt.connections()).isEqualTo(2);
            assertThat(receipt.bytes()).isEqualTo(10);
            assertThat(Sockets.receive(first, 5)).isEqualTo("news\n");
            assertThat(Sockets.receive(second, 5)).isEqualTo("news\n");
        }
    }

    private Endpoint start(String more) {
        return bench.start("server", protocol, Bench.json("{'port': 0}", settings, more));
    }
}
