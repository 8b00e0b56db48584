package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;

/** How servers of byte streams part with their peers, and what they count then. */
@ParameterizedClass(name = "{0} on {1}, {2}")
@MethodSource("org.netsonde.contract.Servers#ofBytes")
class StreamServerClosingTest {

    private final String protocol;
    private final TransportKind transport;
    private final String settings;
    private Bench bench;

    StreamServerClosingTest(String protocol, TransportKind transport, String settings) {
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
    void disconnectsAPeerThatDoesNotRead() throws IOException {
        Endpoint server = start("{'writeLimit': '64KiB', 'slowReader': 'drop', 'responder': 'discard'}");
        try (Socket peer = Sockets.connect(server)) {
            await().until(() -> server.connections().count() == 1);
            fill(server);
            Bench.await(server.disconnect(Target.all()));
            await().until(() -> server.connections().count() == 0);
            assertThat(bench.sample(server).open()).isZero();
        }
    }

    @Test
    void idleTimeoutEndsAPeerThatDoesNotRead() throws IOException {
        Endpoint server =
                start("{'idleTimeout': '3s', 'writeLimit': '64KiB', 'slowReader': 'wait', 'responder': 'discard'}");
        try (Socket peer = Sockets.connect(server)) {
            await().until(() -> server.connections().count() == 1);
            fill(server);
            await().until(() -> server.connections().count() == 0);
        }
    }

    @Test
    void peerThatOnlyListensIsNotIdleWhileItIsSpokenTo() throws IOException {
        Endpoint server = start("{'idleTimeout': '3s', 'responder': 'discard'}");
        try (Socket peer = Sockets.connect(server)) {
            await().until(() -> server.connections().count() == 1);
            await().during(Duration.ofMillis(3500))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        Bench.await(server.send(Target.all(), Bench.json("{'data': 'news'}")));
                        return server.connections().count() == 1;
                    });
        }
    }

    @Test
    void countsOnlyWhatItSentWhenItIsStoppedInTheMiddle() throws Exception {
        Endpoint server = start("{'framing': 'lines'}");
        try (Socket peer = Sockets.connect(server)) {
            AtomicBoolean ended = new AtomicBoolean();
            Thread sender = Thread.ofVirtual().start(() -> send(peer, ended));
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII));
            int received = 0;
            for (; received < 100; received++) {
                assertThat(replies.readLine()).isEqualTo("Hello");
            }
            var stopped = server.stop();
            while (replies.readLine() != null) {
                received++;
            }
            ended.set(true);
            Bench.await(stopped);
            sender.join();

            Sample sample = bench.sample(server);
            assertThat(sample.messagesOut()).isEqualTo(received);
            assertThat(sample.bytesOut()).isEqualTo(6L * received);
            assertThat(sample.errors()).isZero();
            assertThat(sample.open()).isZero();
        }
    }

    @Test
    void doesNotCountBytesThatNeverLeft() throws IOException {
        Endpoint server = start("{'writeLimit': '64MiB', 'slowReader': 'drop', 'responder': 'discard'}");
        try (Socket peer = Sockets.connect(server)) {
            await().until(() -> bench.sample(server).open() == 1);
            for (int i = 0; i < 500; i++) {
                Bench.await(server.send(Target.all(), Bench.json("{'data': '" + "x".repeat(64 << 10) + "'}")));
            }
            await().until(() -> bench.sample(server).messagesOut() == 500);
            peer.setSoLinger(true, 0);
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(bench.sample(server).bytesOut()).isPositive().isLessThan(500 * (64 << 10));
    }

    @Test
    void broadcastsReachEverybodyAtOnce() throws IOException {
        Endpoint server = start("{'framing': 'lines', 'responder': 'broadcast'}");
        List<Socket> peers = new ArrayList<>();
        List<BufferedReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket peer = Sockets.connect(server);
                peer.setTcpNoDelay(true);
                peers.add(peer);
                readers.add(
                        new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII)));
            }
            await().until(() -> bench.sample(server).open() == peers.size());
            for (int round = 0; round < 3000; round++) {
                for (Socket peer : peers) {
                    peer.getOutputStream().write("Hello\n".getBytes(StandardCharsets.US_ASCII));
                }
                for (BufferedReader reader : readers) {
                    for (int i = 0; i < peers.size(); i++) {
                        assertThat(reader.readLine()).endsWith(": Hello");
                    }
                }
            }
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void whatIsReplayedToThoseWhoJoinIsNoLatency() throws IOException {
        Endpoint server = start("{'framing': 'lines', 'responder': {'type': 'broadcast', 'replay': 1}}");
        try (Socket first = Sockets.connect(server)) {
            BufferedReader own =
                    new BufferedReader(new InputStreamReader(first.getInputStream(), StandardCharsets.US_ASCII));
            first.getOutputStream().write("Hello\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(own.readLine()).endsWith(": Hello");
            try (Socket late = Sockets.connect(server)) {
                BufferedReader theirs =
                        new BufferedReader(new InputStreamReader(late.getInputStream(), StandardCharsets.US_ASCII));
                assertThat(theirs.readLine()).endsWith(": Hello");
                late.getOutputStream().write("Bye\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(theirs.readLine()).endsWith(": Bye");
            }
        }
        await().until(() -> server.connections().count() == 0);
        bench.sample(server);
        assertThat(server.metrics().lifeLatency().count()).isZero();
    }

    @Test
    void admitsNoMoreThanTheMaximumWhenManyComeAtOnce() throws Exception {
        Endpoint server = start("{'maxConnections': 5}");
        List<Socket> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                peers.add(Sockets.connect(server));
            }
            await().until(() ->
                    bench.sample(server).total() + bench.sample(server).errors() == peers.size());
            assertThat(bench.sample(server).total()).isEqualTo(5);
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    /** Sends until the server does not take any more for its peers. */
    private void fill(Endpoint server) {
        String block = "{'data': '" + "x".repeat(1 << 20) + "'}";
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(() -> {
            server.send(Target.all(), Bench.json(block));
            return bench.figure(server, "dropped") > 0;
        });
    }

    /** Not without end: a server that stops resets a peer that goes on, and what has not been read by then is lost. */
    private static void send(Socket peer, AtomicBoolean ended) {
        byte[] line = "Hello\n".getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < 20_000 && !ended.get(); i++) {
                peer.getOutputStream().write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Endpoint start(String more) {
        return bench.start("server", protocol, Bench.json("{'port': 0}", settings, more));
    }
}
