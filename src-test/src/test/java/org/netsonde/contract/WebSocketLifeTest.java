package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.netsonde.fixtures.WebSocketPeer.CLOSE;
import static org.netsonde.fixtures.WebSocketPeer.PING;
import static org.netsonde.fixtures.WebSocketPeer.PONG;
import static org.netsonde.fixtures.WebSocketPeer.TEXT;
import static org.netsonde.fixtures.WebSocketPeer.bytes;
import static org.netsonde.fixtures.WebSocketPeer.closing;
import static org.netsonde.fixtures.WebSocketPeer.masked;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.WebSocketListener;
import org.netsonde.fixtures.WebSocketPeer;
import org.netsonde.fixtures.WebSocketPeer.Frame;

/** How conversations by WebSocket begin, are kept alive and end. */
class WebSocketLifeTest extends WebSocketBehaviour {

    /** Less than a client that is stopped waits at least for its server to end the connection. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    @ParameterizedTest
    @CsvSource({"'chat, superchat', chat", "'superchat, chat', superchat", "'other, superchat', superchat", "other, ''"
    })
    void serverTakesTheFirstSubprotocolOfTheClientThatItKnows(String offered, String taken) throws IOException {
        Endpoint server = server("{'subprotocols': ['superchat', 'chat']}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(WebSocketPeer.request("Sec-WebSocket-Protocol: " + offered));
            String head = peer.head();
            if (taken.isEmpty()) {
                assertThat(head).doesNotContainIgnoringCase("sec-websocket-protocol");
            } else {
                assertThat(head).containsIgnoringCase("\r\nsec-websocket-protocol: " + taken + "\r\n");
            }
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            assertThat(fact(server, "subprotocol")).isEqualTo(taken.isEmpty() ? "none" : taken);
            assertThat(fact(server, "path")).isEqualTo("/talk");
        }
    }

    @Test
    void bothSidesKnowWhatWasAgreedOn() {
        Endpoint server = server("{'subprotocols': ['v2.bench', 'v1.bench']}");
        Endpoint client = client("{'path': '/talk?room=1', 'subprotocols': ['v1.bench', 'v2.bench']}");
        assertThat(fact(client, "subprotocol")).isEqualTo("v1.bench");
        assertThat(fact(client, "path")).isEqualTo("/talk?room=1");
        await().untilAsserted(() -> assertThat(fact(server, "subprotocol")).isEqualTo("v1.bench"));
        assertThat(Records.texts(client, Direction.OPENED))
                .singleElement()
                .satisfies(text -> assertThat(text).endsWith(" · /talk?room=1 v1.bench"));
    }

    @Test
    void fieldsOfTheSettingsAreSentInTheAnswer() throws IOException {
        Endpoint server = server("{'headers': [{'name': 'Server', 'value': 'Bench'}, {'name': 'X-Empty'}, {}]}");
        try (WebSocketPeer peer = WebSocketPeer.connect(server)) {
            peer.send(WebSocketPeer.request());
            assertThat(peer.head()).contains("\r\nServer: Bench\r\n").containsPattern("\r\nX-Empty: ?\r\n");
        }
    }

    @Test
    void handshakeIsRecordedOnBothSides() {
        Endpoint server = server("{}");
        Endpoint client = client("{'headers': [{'name': 'X-Bench', 'value': '1'}]}");
        await().until(() -> Records.records(server, Direction.OUT, 0x20).size() == 1);
        for (Direction direction : List.of(Direction.IN, Direction.OUT)) {
            Direction other = direction == Direction.IN ? Direction.OUT : Direction.IN;
            assertThat(Records.records(server, direction, 0x20))
                    .hasSize(1)
                    .isEqualTo(Records.records(client, other, 0x20));
        }
        assertThat(Records.records(server, Direction.IN, 0x20).getFirst()).contains("\\r\\nX-Bench: 1\\r\\n");
    }

    @Test
    void roundTripOfPingsIsKnownAndMeasured() {
        Endpoint server = server("{'pingInterval': '10ms'}");
        Endpoint client = client("{'pingInterval': '10ms'}");
        for (Endpoint endpoint : List.of(server, client)) {
            await().untilAsserted(() -> {
                assertThat(fact(endpoint, "roundTrip")).matches("[0-9]+[.,][0-9]{3} ms");
                assertThat(bench.figure(endpoint, "pongs")).isGreaterThan(3);
            });
            Sample before = bench.sample(endpoint);
            // First the pongs: more of both come meanwhile.
            long pongs = bench.figure(endpoint, "pongs");
            assertThat(bench.figure(endpoint, "pings")).isGreaterThanOrEqualTo(pongs);
            assertThat(bench.figure(endpoint, "ping_time_ns")).isPositive();
            assertThat(before.requests()).as("a ping is no request").isZero();
            assertThat(before.messagesOut()).isZero();
        }
        assertThat(client.metrics().lifeLatency().count()).isZero();
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void pingByHandIsAnsweredAndMeasured() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            assertThat(fact(server, "roundTrip")).isEmpty();
            send(server, Target.all(), "{'kind': 'ping', 'data': 'are you there?'}");
            Frame ping = peer.next();
            assertThat(ping.first()).isEqualTo(PING);
            assertThat(ping.text()).isEqualTo("are you there?");
            peer.frame(PONG, "no, somebody else");
            peer.frame(PONG, ping.payload());
            await().until(() -> !fact(server, "roundTrip").isEmpty());
            assertThat(bench.figure(server, "pings")).isEqualTo(1);
            assertThat(bench.figure(server, "pongs")).isEqualTo(1);
            send(server, Target.all(), "{'kind': 'pong', 'data': 'unasked'}");
            assertThat(peer.next().first()).isEqualTo(PONG);
        }
        assertThat(Records.records(server, Direction.OUT, 9)).containsExactly("are you there?");
        assertThat(Records.records(server, Direction.IN, 10)).containsExactly("no, somebody else", "are you there?");
    }

    @Test
    void serverClosesByHandWithCodeAndReason() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer other = WebSocketPeer.upgraded(server);
                WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            long id = server.connections().list(2).getLast().id();
            send(server, Target.one(id), "{'kind': 'close', 'code': 3001, 'data': 'bye'}");
            Frame close = peer.next();
            assertThat(close.first()).isEqualTo(CLOSE);
            assertThat(close.code()).isEqualTo(3001);
            assertThat(close.reason()).isEqualTo("bye");
            peer.send(bytes(masked(TEXT, "one more"), masked(CLOSE, closing(3001, ""))));
            assertThat(peer.ended()).isTrue();
            await().until(() -> server.connections().count() == 1);
            assertThat(other.exchange("after")).isEqualTo("after");
        }
        assertThat(Records.texts(server, Direction.CLOSED)).first().isEqualTo("closed here");
        assertThat(Records.records(server, Direction.OUT, 8)).containsExactly("\\x0b\\xb9bye");
        assertThat(Records.messages(server, Direction.OUT))
                .as("nothing is said behind it")
                .doesNotContain("one more");
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void closeByHandThatIsNotAnsweredEndsTheConnectionAllTheSame() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            send(server, Target.all(), "{'kind': 'close'}");
            assertThat(peer.next().code()).isEqualTo(1000);
            peer.awaitEnd();
        }
        await().until(() -> server.connections().count() == 0);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void clientClosesByHandAndIsDoneAlsoWithinItsMessages() {
        Endpoint server = server("{}");
        Endpoint client = client("{'messages': ['Hello'], 'repeat': 0, 'interval': '5ms'}");
        await().until(() -> bench.sample(client).messagesIn() > 0);
        send(client, Target.all(), "{'kind': 'close', 'code': 3001, 'data': 'bye'}");
        await().until(() -> !(client.state() instanceof EndpointState.Running));
        assertThat(client.state()).as("what the user wanted is no failure").isInstanceOf(EndpointState.Idle.class);
        assertThat(client.metrics().errorsByKind()).isEmpty();
        await().untilAsserted(() ->
                assertThat(Records.texts(server, Direction.CLOSED)).containsExactly("close 3001 (of its own): bye"));
        assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("closed here");
        assertThat(Records.records(client, Direction.IN, 8)).as("the answer").containsExactly("\\x0b\\xb9");
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void stoppedServerIsGoingAway() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            CompletableFuture<Void> stopped = server.stop().toCompletableFuture();
            Frame close = peer.next();
            assertThat(close.first()).isEqualTo(CLOSE);
            assertThat(close.code()).isEqualTo(1001);
            peer.frame(CLOSE, closing(1001, ""));
            assertThat(peer.ended()).isTrue();
            Bench.await(stopped);
        }
        assertThat(Records.texts(server, Direction.CLOSED)).containsExactly("closed here");
    }

    @Test
    void clientOfAStoppedServerKnowsThatItIsGoingAway() {
        Endpoint server = server("{}");
        Endpoint client = client("{}");
        await().until(() -> server.connections().count() == 1);
        Bench.await(server.stop());
        await().until(() -> client.state() instanceof EndpointState.Idle);
        assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("close 1001 (going away)");
        assertThat(client.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void stoppedClientSaysThatAllIsWell() throws IOException {
        CompletableFuture<Frame> said = new CompletableFuture<>();
        try (WebSocketListener server = new WebSocketListener(peer -> {
            peer.upgrade();
            said.complete(peer.untilClose());
            peer.frame(CLOSE, closing(1000, ""));
        })) {
            Endpoint client = bench.start("client", "websocket-client", "{'port': " + server.port() + "}");
            long begun = System.nanoTime();
            Bench.await(client.stop());
            boolean heardToTheEnd = System.nanoTime() - begun < MOMENT.toNanos();
            assertThat(Bench.await(said).code()).isEqualTo(1000);
            assertThat(Records.texts(client, Direction.CLOSED)).containsExactly("closed here");
            assertThat(Records.records(client, Direction.IN, 8)).hasSizeBetween(heardToTheEnd ? 1 : 0, 1);
        }
    }

    @Test
    void disconnectTakesLeaveInOrder() throws IOException {
        Endpoint server = server("{}");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("Hello")).isEqualTo("Hello");
            Bench.await(server.disconnect(Target.all()));
            assertThat(peer.next().code()).isEqualTo(1001);
            peer.frame(CLOSE, closing(1001, ""));
            assertThat(peer.ended()).isTrue();
        }
        assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void ruleThatClosesRepliesFirst() throws IOException {
        Endpoint server = server("""
                {'responder': {'type': 'rules', 'rules': [
                  {'match': {'type': 'text', 'value': 'quit'}, 'reply': 'bye', 'close': true}]}}""");
        try (WebSocketPeer peer = WebSocketPeer.upgraded(server)) {
            assertThat(peer.exchange("quit")).isEqualTo("bye");
            assertThat(peer.next().code()).isEqualTo(1001);
            peer.frame(CLOSE, closing(1001, ""));
            assertThat(peer.ended()).isTrue();
        }
    }
}
