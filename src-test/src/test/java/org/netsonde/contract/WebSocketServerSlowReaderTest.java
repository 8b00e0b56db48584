package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.BINARY;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketPeer;
import tools.jackson.databind.node.ObjectNode;

/** What WebSocket servers do with a peer that does not read large messages, and that nobody else has to suffer for it. */
@ParameterizedClass(name = "on {0}")
@MethodSource("transports")
class WebSocketServerSlowReaderTest {

    private static final int BLOCK = 64 << 10;
    private static final ObjectNode BLOCK_MESSAGE = Bench.json("{'data': '" + "x".repeat(BLOCK) + "'}");

    private final TransportKind transport;
    private Bench bench;

    WebSocketServerSlowReaderTest(TransportKind transport) {
        this.transport = transport;
    }

    static Stream<TransportKind> transports() {
        return TransportKind.usable().stream();
    }

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.on(transport));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Endpoint start(String policy, String more) {
        return bench.start(
                "server",
                "websocket-server",
                Bench.json(
                        "{'port': 0, 'responder': 'echo', 'writeLimit': '128KiB', 'slowReader': '" + policy + "'}",
                        more));
    }

    @Test
    void waitsForItWithoutLosingAByte() throws IOException {
        // More than all buffers of the system may hold.
        byte[][] messages = new byte[48][1 << 20];
        for (int i = 0; i < messages.length; i++) {
            new Random(i).nextBytes(messages[i]);
        }
        Endpoint server = start("wait", "{'fragmentSize': '100KiB'}");
        try (WebSocketPeer slow = WebSocketPeer.upgraded(server);
                WebSocketPeer other = WebSocketPeer.upgraded(server)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    for (byte[] message : messages) {
                        slow.frame(BINARY, message);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            await().until(() -> slowConnection(server, slow).queued() > BLOCK);
            assertServed(other);
            assertThat(sent).isNotDone();

            for (byte[] message : messages) {
                int at = 0;
                WebSocketPeer.Frame frame;
                do {
                    frame = slow.next();
                    assertThat(frame.payload()).isEqualTo(Arrays.copyOfRange(message, at, at + frame.payload().length));
                    at += frame.payload().length;
                } while (frame.first() < 0x80);
                assertThat(at).isEqualTo(message.length);
            }
            Bench.await(sent);
            assertThat(server.connections().count()).isEqualTo(2);
        }
        assertThat(bench.figure(server, "dropped")).isZero();
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void dropsAndCountsWhatItDoesNotTake() throws IOException {
        Endpoint server = start("drop", "{}");
        try (WebSocketPeer slow = WebSocketPeer.upgraded(server);
                WebSocketPeer other = WebSocketPeer.upgraded(server)) {
            Connection connection = slowConnection(server, slow);
            long sent = fill(server, connection);
            assertServed(other);
            long served = bench.sample(server).requests();

            AtomicLong received = new AtomicLong();
            CompletableFuture<Boolean> caughtUp = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> read(slow, received, caughtUp));
            caughtUp.completeOnTimeout(false, Bench.LIMIT.toSeconds(), TimeUnit.SECONDS);
            while (!caughtUp.isDone()) {
                Bench.await(server.send(Target.one(connection.id()), Bench.json("{'data': 'caught up'}")));
                sent++;
            }
            assertThat(caughtUp).isCompletedWithValue(true);
            long all = sent;
            await().untilAsserted(() -> {
                long taken = bench.sample(server).messagesOut() - served;
                assertThat(received.get()).isEqualTo(taken);
                assertThat(bench.figure(server, "dropped") + taken).isEqualTo(all);
            });
            assertThat(bench.sample(server).errors()).isZero();
        }
    }

    @Test
    void disconnectsItIfToldTo() throws IOException {
        Endpoint server = start("disconnect", "{}");
        try (WebSocketPeer slow = WebSocketPeer.upgraded(server);
                WebSocketPeer other = WebSocketPeer.upgraded(server)) {
            Connection connection = slowConnection(server, slow);
            assertServed(other);
            await().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
                server.send(Target.one(connection.id()), BLOCK_MESSAGE);
                assertThat(server.metrics().errorsByKind()).containsOnlyKeys(Failure.Kind.SLOW_READER);
            });
            await().until(() -> server.connections().count() == 1);
            assertServed(other);
        }
        assertThat(server.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.SLOW_READER, 1L));
    }

    @Test
    void broadcastDoesNotWaitForIt() throws IOException {
        Endpoint server = start(
                "drop",
                "{'responder': {'type': 'rules', 'rules': [{'reply': '{{message}}', 'to': 'everyone', 'match': 'any'}]}}");
        try (WebSocketPeer slow = WebSocketPeer.upgraded(server);
                WebSocketPeer other = WebSocketPeer.upgraded(server)) {
            Connection connection = slowConnection(server, slow);
            slowConnection(server, other);
            String block = "x".repeat(BLOCK);
            int sent = 0;
            while (bench.figure(server, "dropped") < 5) {
                assertThat(other.exchange(block)).isEqualTo(block);
                assertThat(connection.queued()).isLessThan(5L * BLOCK);
                assertThat(++sent).as("blocks that were taken").isLessThan(2_000);
            }
            assertServed(other);
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    private Connection slowConnection(Endpoint server, WebSocketPeer peer) {
        await().until(() -> bench.sample(server).open() == 2);
        return await().until(
                        () -> server.connections().list(10).stream()
                                .filter(c -> c.remote().equals(peer.socket().getLocalSocketAddress()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Sends blocks until the server drops some; how many. */
    private long fill(Endpoint server, Connection to) {
        AtomicLong sent = new AtomicLong();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> {
            Bench.await(server.send(Target.one(to.id()), BLOCK_MESSAGE));
            sent.incrementAndGet();
            return bench.figure(server, "dropped") > 2;
        });
        return sent.get();
    }

    private static void assertServed(WebSocketPeer peer) throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(peer.exchange("message " + i)).isEqualTo("message " + i);
        }
    }

    /** Reads texts to the end, and says when one came that was sent after the peer had begun to read. */
    private static void read(WebSocketPeer peer, AtomicLong texts, CompletableFuture<Boolean> caughtUp) {
        try {
            while (true) {
                WebSocketPeer.Frame frame = peer.next();
                if (frame.first() == TEXT) {
                    texts.incrementAndGet();
                }
                if (frame.text().equals("caught up")) {
                    caughtUp.complete(true);
                }
            }
        } catch (IOException e) {
            // The test has closed it.
            caughtUp.complete(false);
        }
    }
}
