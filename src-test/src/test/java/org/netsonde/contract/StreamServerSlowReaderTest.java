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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;
import tools.jackson.databind.node.ObjectNode;

/** What servers of byte streams do with a peer that does not read, and that nobody else has to suffer for it. */
@ParameterizedClass(name = "{0} on {1}, {2}")
@MethodSource("org.netsonde.contract.Servers#ofBytes")
class StreamServerSlowReaderTest {

    private static final int BLOCK = 64 << 10;
    private static final ObjectNode BLOCK_MESSAGE = Bench.json("{'data': '" + "x".repeat(BLOCK - 1) + "'}");

    private final String protocol;
    private final TransportKind transport;
    private final String settings;
    private Bench bench;

    StreamServerSlowReaderTest(String protocol, TransportKind transport, String settings) {
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
    void waitsForItWithoutLosingAByte() throws IOException {
        Endpoint server = start("wait");
        byte[] data = new byte[16 << 20];
        new Random(1).nextBytes(data);
        for (int i = 0; i < data.length; i += 1000) {
            data[i] = '\n';
        }
        data[data.length - 1] = '\n';
        try (Socket slow = Sockets.connect(server);
                Socket other = Sockets.connect(server)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(slow, data));
            await().until(() -> reader(server, slow).queued() > BLOCK);
            assertServed(other);
            assertThat(sent).isNotDone();

            assertThat(slow.getInputStream().readNBytes(data.length)).isEqualTo(data);
            Bench.await(sent);
            assertThat(server.connections().count()).isEqualTo(2);
        }
        assertThat(bench.figure(server, "dropped")).isZero();
    }

    @Test
    void dropsAndCountsWhatItDoesNotTake() throws IOException {
        Endpoint server = start("drop");
        try (Socket slow = Sockets.connect(server);
                Socket other = Sockets.connect(server)) {
            reader(server, slow)
                    .losesNothingUncounted(() -> assertServed(other), (lines, caughtUp) -> read(slow, lines, caughtUp));
        }
    }

    @Test
    void disconnectsItIfToldTo() throws IOException {
        Endpoint server = start("disconnect");
        try (Socket slow = Sockets.connect(server);
                Socket other = Sockets.connect(server)) {
            SlowReader reader = reader(server, slow);
            assertServed(other);
            reader.isDisconnected();
            assertServed(other);
        }
        assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.SLOW_READER, 1L);
    }

    @Test
    void connectionTellsHowMuchWaitsForIt() throws IOException {
        Endpoint server = start("drop");
        try (Socket slow = Sockets.connect(server)) {
            SlowReader reader = reader(server, slow);
            assertThat(reader.queued()).isZero();
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).untilAsserted(() -> {
                reader.sendBlock();
                // The write limit of two, the message that went beyond it, and one that is half taken by the system.
                assertThat(reader.queued()).isBetween(2L * BLOCK, 5L * BLOCK);
            });
            CompletableFuture.runAsync(() -> read(slow, new AtomicLong(), new CompletableFuture<>()));
            await().until(() -> reader.queued() == 0);
        }
    }

    private Endpoint start(String policy) {
        return bench.start(
                "server",
                protocol,
                Bench.json(
                        "{'port': 0, 'framing': 'lines', 'writeLimit': '128KiB', 'slowReader': '" + policy + "'}",
                        settings));
    }

    private SlowReader reader(Endpoint server, Socket peer) {
        return new SlowReader(bench, server, peer.getLocalSocketAddress(), BLOCK_MESSAGE);
    }

    private static void assertServed(Socket peer) throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(Sockets.exchange(peer, "message " + i + "\n")).isEqualTo("message " + i + "\n");
        }
    }

    private static void send(Socket peer, byte[] data) {
        try {
            peer.getOutputStream().write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines to the end, and says when one came that was sent after the peer had begun to read. */
    private static void read(Socket peer, AtomicLong lines, CompletableFuture<Boolean> caughtUp) {
        try {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII));
            String line;
            while ((line = reader.readLine()) != null) {
                lines.incrementAndGet();
                if (line.equals(SlowReader.CAUGHT_UP)) {
                    caughtUp.complete(true);
                }
            }
        } catch (IOException e) {
            // The test has closed it.
            caughtUp.complete(false);
        }
    }
}
