package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.CLOSE;
import static org.netsonde.fixtures.WebSocketPeer.PING;
import static org.netsonde.fixtures.WebSocketPeer.PONG;
import static org.netsonde.fixtures.WebSocketPeer.closing;
import static org.netsonde.fixtures.WebSocketPeer.masked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.Connection;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketPeer;

/** Peers of a WebSocket server that vanish, fall silent, flood or do not listen; and that nobody else has to suffer for it. */
class WebSocketServerTroubleTest extends OnEveryTransport {

    private Endpoint start(String more) {
        return bench.start("server", "websocket-server", Bench.json("{'port': 0, 'responder': 'echo'}", more));
    }

    /** Half a frame's head, half a frame, a frame of which more is to follow. */
    private static Stream<byte[]> halves() {
        byte[] frame = masked(0x01, "Hello");
        return Stream.of(Arrays.copyOf(frame, 1), Arrays.copyOf(frame, frame.length - 1), frame);
    }

    @ParameterizedTest
    @MethodSource("halves")
    void peerThatVanishesWithinAMessageIsGone(byte[] half) throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer other = WebSocketPeer.upgraded(server)) {
            try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
                assertThat(peer.exchange("Hello")).isEqualTo("Hello");
                peer.send(half);
                peer.socket().shutdownOutput();
                peer.awaitEnd();
            }
            await().until(() -> server.connections().count() == 1);
            assertThat(other.exchange("after")).isEqualTo("after");
        }
        assertThat(Records.texts(server, Direction.CLOSED)).first().asString().startsWith("close 1006 (");
        assertThat(Records.messages(server, Direction.IN)).doesNotContain("Hell");
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("halves")
    void resetWithinAMessageIsCounted(byte[] half) throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer other = WebSocketPeer.upgraded(server);
                WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            long before = bench.sample(server).bytesIn();
            peer.send(half);
            await().until(() -> bench.sample(server).bytesIn() == before + half.length);
            peer.reset();
            await().untilAsserted(() ->
                    assertThat(server.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.CONNECTION_RESET, 1L)));
            assertThat(other.exchange("after")).isEqualTo("after");
        }
    }

    @Test
    void resetBehindACloseIsNoFailure() throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            peer.frame(CLOSE, closing(1000, ""));
            peer.next();
            peer.reset();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void peerThatDoesNotAnswerACloseIsNotWaitedForLong() throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server);
                WebSocketPeer mute = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            assertThat(mute.exchange("Hello")).isEqualTo("Hello");
            Bench.await(server.stop());
            assertThat(peer.next().code()).isEqualTo(1001);
            assertThat(mute.next().code()).isEqualTo(1001);
            assertThat(bench.sample(server).open()).isZero();
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void pingsOfAPeerThatDoesNotReadTakeNoMemoryAndTheLatestIsAnswered() throws IOException {
        int pings = 200_000;
        int writeLimit = 128 << 10;
        Endpoint server = start("{'writeLimit': " + writeLimit + "}");
        try (WebSocketPeer other = WebSocketPeer.upgraded(server);
                WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            Connection connection = server.connections().list(2).getLast();
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> flood(peer, pings));
            await().until(() -> connection.queued() > writeLimit / 2);
            for (int i = 0; i < 20; i++) {
                assertThat(other.exchange("message " + i)).isEqualTo("message " + i);
                assertThat(connection.queued()).isLessThan(2 * writeLimit);
            }
            assertThat(sent).isNotDone();

            long latest = 0;
            while (latest < pings) {
                WebSocketPeer.Frame pong = peer.next();
                assertThat(pong.first()).isEqualTo(PONG);
                long number = Long.parseLong(pong.text().strip());
                assertThat(number).isGreaterThan(latest);
                latest = number;
            }
            Bench.await(sent);
            assertThat(peer.exchange("still there")).isEqualTo("still there");
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    private static void flood(WebSocketPeer peer, int pings) {
        try {
            for (int i = 1; i <= pings; i += 100) {
                byte[][] hundred = new byte[100][];
                for (int j = 0; j < 100; j++) {
                    hundred[j] = masked(PING, "%125d".formatted(i + j));
                }
                peer.send(hundred);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void peerThatDoesNotAnswerAPingIsGone() throws IOException {
        Endpoint server = start("{'pingInterval': '20ms', 'pongTimeout': '2500ms'}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server);
                WebSocketPeer mute = WebSocketPeer.upgraded(server)) {
            CompletableFuture<Integer> answered = CompletableFuture.supplyAsync(() -> answerPings(peer));
            assertThat(mute.untilClose(PING).code()).isEqualTo(1001);
            mute.awaitEnd();
            assertThat(answered).isNotDone();
            Bench.await(server.stop());
            assertThat(Bench.await(answered)).isGreaterThan(1);
        }
        assertThat(server.metrics().errorsByKind()).isEqualTo(Map.of(Failure.Kind.REPLY_TIMEOUT, 1L));
        assertThat(Records.texts(server, Direction.FAILED))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("ping", "2s500ms"));
    }

    /** Answers pings until a close comes; how many there were. */
    private static int answerPings(WebSocketPeer peer) {
        int pings = 0;
        try {
            while (true) {
                WebSocketPeer.Frame frame = peer.next();
                if (frame.first() == CLOSE) {
                    return pings;
                }
                pings++;
                answer(peer, frame);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(WebSocketPeer peer, WebSocketPeer.Frame ping) {
        try {
            peer.frame(PONG, ping.payload());
        } catch (IOException e) {
            // The server is gone already; its close is still to be read.
        }
    }

    @Test
    void pongsThatNobodyAskedForAreTakenInSilence() throws IOException {
        Endpoint server = start("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            for (int i = 0; i < 1000; i++) {
                peer.frame(PONG, "unasked " + i);
            }
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
        }
        assertThat(bench.figure(server, "pongs")).isZero();
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void pingIsAnsweredWithItsPayloadAlsoWithinAMessage(int length) throws IOException {
        Endpoint server = start("{}");
        String payload = "x".repeat(length);
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            peer.send(masked(0x01, "Hel"), masked(PING, payload), masked(0x80, "lo"));
            WebSocketPeer.Frame pong = peer.next();
            assertThat(pong.first()).isEqualTo(PONG);
            assertThat(pong.text()).isEqualTo(payload);
            assertThat(peer.next().text()).isEqualTo("Hello");
        }
        assertThat(Records.records(server, Direction.IN, 9)).containsExactly(payload);
        assertThat(Records.records(server, Direction.OUT, 10)).containsExactly(payload);
        assertThat(bench.sample(server).messagesIn()).as("a ping is no message").isEqualTo(1);
    }

    @Test
    void silenceEndsAConnectionAfterTheIdleTimeOut() throws IOException {
        Endpoint server = start("{'idleTimeout': '2s'}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            WebSocketPeer.Frame close = peer.next();
            assertThat(close.first()).isEqualTo(CLOSE);
            assertThat(close.code()).isEqualTo(1001);
            peer.frame(CLOSE, closing(1001, ""));
            assertThat(peer.ended()).isTrue();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
        assertThat(Records.texts(server, Direction.CLOSED)).containsExactly("closed after the idle time-out");
    }
}
