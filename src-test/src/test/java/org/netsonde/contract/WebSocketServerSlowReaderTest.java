package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.BINARY;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketPeer;
import tools.jackson.databind.node.ObjectNode;

/** What WebSocket servers do with a peer that does not read large messages, and that nobody else has to suffer for it. */
class WebSocketServerSlowReaderTest extends OnEveryTransport {

    private static final int BLOCK = 64 << 10;
    private static final ObjectNode BLOCK_MESSAGE = Bench.json("{'data': '" + "x".repeat(BLOCK) + "'}");

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
            await().until(() -> reader(server, slow).queued() > BLOCK);
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
            reader(server, slow)
                    .losesNothingUncounted(() -> assertServed(other), (texts, caughtUp) -> read(slow, texts, caughtUp));
        }
    }

    @Test
    void disconnectsItIfToldTo() throws IOException {
        Endpoint server = start("disconnect", "{}");
        try (WebSocketPeer slow = WebSocketPeer.upgraded(server);
                WebSocketPeer other = WebSocketPeer.upgraded(server)) {
            SlowReader reader = reader(server, slow);
            assertServed(other);
            reader.isDisconnected();
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
            SlowReader reader = reader(server, slow);
            reader(server, other);
            String block = "x".repeat(BLOCK);
            int sent = 0;
            while (bench.figure(server, "dropped") < 5) {
                assertThat(other.exchange(block)).isEqualTo(block);
                assertThat(reader.queued()).isLessThan(5L * BLOCK);
                assertThat(++sent).as("blocks that were taken").isLessThan(2_000);
            }
            assertServed(other);
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    private SlowReader reader(Endpoint server, WebSocketPeer peer) {
        await().until(() -> bench.sample(server).open() == 2);
        return new SlowReader(bench, server, peer.socket().getLocalSocketAddress(), BLOCK_MESSAGE);
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
                if (frame.text().equals(SlowReader.CAUGHT_UP)) {
                    caughtUp.complete(true);
                }
            }
        } catch (IOException e) {
            // The test has closed it.
            caughtUp.complete(false);
        }
    }
}
