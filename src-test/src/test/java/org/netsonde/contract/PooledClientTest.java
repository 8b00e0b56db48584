package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.PreparedRequest;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Target;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.RawServer;
import org.netsonde.fixtures.Sockets;
import tools.jackson.databind.node.ObjectNode;

/** Clients of byte streams with a pool of connections. */
class PooledClientTest extends OnEveryTransport {

    private static final int MOST = 4;
    private static final int REQUESTS = 100;

    /** What a server does with each line that it gets on a connection. */
    @FunctionalInterface
    private interface OnLine {
        /** The answer; empty for none. */
        String answer(Socket client, String line) throws IOException;
    }

    private static RawServer server(OnLine conduct) throws IOException {
        return new RawServer(client -> {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (line != null) {
                String answer = conduct.answer(client, line);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                line = lines.readLine();
            }
        });
    }

    private Endpoint client(RawServer server, String pool, String more) {
        ObjectNode settings = Bench.json("{'framing': 'lines', 'port': " + server.port() + "}", more);
        settings.set("pool", Bench.json("{'type': 'on', 'max': " + MOST + "}", pool));
        return bench.start("client", "tcp-client", settings);
    }

    private static CompletionStage<Reply<?>> request(Endpoint client, String text) {
        return client.request(Target.all(), Bench.json("{'data': '" + text + "'}"), Bench.LIMIT);
    }

    private static String text(CompletionStage<Reply<?>> reply) {
        return new String(((StreamMessage) Bench.await(reply).message()).bytes(), StandardCharsets.UTF_8);
    }

    private static Failure failure(CompletionStage<?> stage) {
        return catchThrowableOfType(FailureException.class, () -> Bench.await(stage))
                .failure();
    }

    @Test
    void requestsAreUnderWayAtOnceOnAsManyConnectionsAsThereMayBe() throws IOException {
        CyclicBarrier together = new CyclicBarrier(MOST);
        try (RawServer server = server((socket, line) -> {
            try {
                together.await(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new AssertionError(e);
            }
            return line + "\n";
        })) {
            Endpoint client = client(server, "{}", "{}");
            List<CompletionStage<Reply<?>>> replies = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                replies.add(request(client, "request " + i));
            }
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(text(replies.get(i))).isEqualTo("request " + i);
            }
            assertThat(server.accepted()).isEqualTo(MOST);
            assertThat(bench.figure(client, "pool_acquired")).isEqualTo(REQUESTS);
            assertThat(bench.figure(client, "pool_reused")).isEqualTo(REQUESTS - MOST);
            assertThat(bench.figure(client, "pool_opened")).isEqualTo(MOST);
            assertThat(bench.figure(client, "pool_waits")).isPositive();
            assertThat(bench.figure(client, "pool_wait_ns")).isPositive();
            await().untilAsserted(() -> {
                assertThat(bench.figure(client, "pool_busy")).isZero();
                assertThat(bench.figure(client, "pool_idle")).isEqualTo(MOST);
            });
            assertThat(bench.figure(client, "unmatched")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void neverAreThereMoreConnectionsThanTheMost(int uses) throws IOException {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        AtomicInteger peakOfClient = new AtomicInteger();
        AtomicReference<Endpoint> endpoint = new AtomicReference<>();
        try (RawServer server = new RawServer(client -> {
            peak.accumulateAndGet(open.incrementAndGet(), Math::max);
            try {
                int c = client.getInputStream().read();
                while (c >= 0) {
                    if (c == '\n') {
                        peakOfClient.accumulateAndGet(
                                endpoint.get().connections().count(), Math::max);
                        client.getOutputStream().write("done\n".getBytes(StandardCharsets.UTF_8));
                    }
                    c = client.getInputStream().read();
                }
            } finally {
                open.decrementAndGet();
            }
        })) {
            Endpoint client = client(server, "{'uses': " + uses + "}", "{}");
            endpoint.set(client);
            PreparedRequest request = client.prepare(Bench.json("{'data': 'x'}"));
            List<CompletionStage<Reply<?>>> replies = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                replies.add(request.send(Target.all(), Bench.LIMIT));
            }
            replies.forEach(reply -> assertThat(text(reply)).isEqualTo("done"));
            if (uses == 0) {
                // Where connections are ended, the server may be slow to see it, and its count too high.
                assertThat(peak.get()).isLessThanOrEqualTo(MOST);
                assertThat(server.accepted()).isLessThanOrEqualTo(MOST);
            } else {
                // The last requests may be spread over connections that could serve more.
                int least = (REQUESTS + uses - 1) / uses;
                assertThat(server.accepted()).isBetween(least, least + MOST);
            }
            assertThat(peakOfClient.get()).isLessThanOrEqualTo(MOST);
            assertThat(client.lastFailure()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp-client", "tls-client", "frame-client"})
    void scriptKeepsAsManyMessagesUnderWayAsThereMayBeConnections(String protocol) {
        String counterpart =
                bench.engine().protocols().find(protocol).orElseThrow().counterpart();
        Endpoint server = bench.start("server", counterpart, "{'framing': 'lines', 'port': 0}");
        Endpoint client = bench.start(
                "client",
                protocol,
                "{'target': 'server', 'framing': 'lines', 'pool': {'type': 'on', 'max': 3}, 'messages': ['a', 'b'],"
                        + " 'interval': '0', 'repeat': 100}");
        Bench.await(client.done());
        assertThat(client.lastFailure()).isEmpty();
        assertThat(bench.figure(client, "pool_acquired")).isEqualTo(200);
        assertThat(bench.sample(client).requests()).isEqualTo(200);
        assertThat(bench.sample(client).messagesIn()).isEqualTo(200);
        assertThat(client.metrics().lifeLatency().count()).isEqualTo(200);
        assertThat(bench.figure(client, "pool_opened")).isBetween(1L, 3L);
        assertThat(bench.figure(client, "unmatched")).isZero();
        assertThat(bench.figure(client, "unanswered")).isZero();
        assertThat(bench.sample(server).total()).isLessThanOrEqualTo(3);
        assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
        Bench.await(client.stop());
        assertThat(client.connections().count()).isZero();
        assertThat(bench.figure(client, "pool_idle")).isZero();
    }

    @Test
    void sendTakesAConnectionUntilItIsAnswered() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        try (RawServer server = server((socket, line) -> {
            if (line.equals("slow")) {
                awaitOrFail(goOn);
            }
            return line + "\n";
        })) {
            Endpoint client = client(server, "{}", "{}");
            assertThat(Bench.await(client.send(Target.all(), Bench.json("{'data': 'slow'}")))
                            .connections())
                    .isEqualTo(1);
            assertThat(text(request(client, "fast"))).isEqualTo("fast");
            assertThat(server.accepted()).isEqualTo(2);
            assertThat(bench.figure(client, "pool_busy")).isEqualTo(1);
            goOn.countDown();
            await().until(() -> bench.figure(client, "pool_busy") == 0);
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void connectionThatDoesNotAnswerInTimeIsReplaced() throws IOException {
        try (RawServer server = server((socket, line) -> line.equals("mute") ? "" : line + "\n")) {
            Endpoint client = client(server, "{'max': 1}", "{'replyTimeout': '50ms'}");
            Failure late = failure(client.request(Target.all(), Bench.json("{'data': 'mute'}"), Duration.ofMillis(50)));
            assertThat(late.kind()).isEqualTo(Failure.Kind.REPLY_TIMEOUT);
            assertThat(text(request(client, "next"))).isEqualTo("next");
            assertThat(server.accepted()).isEqualTo(2);
            assertThat(client.lastFailure()).contains(late);

            Bench.await(client.send(Target.all(), Bench.json("{'data': 'mute'}")));
            assertThat(text(request(client, "after"))).isEqualTo("after");
            assertThat(server.accepted()).isEqualTo(3);
        }
    }

    @Test
    void connectionThatIsLostBeforeItAnswersSaysSoAndNothingIsSentAgain() throws IOException {
        AtomicInteger deaths = new AtomicInteger();
        try (RawServer server = server((socket, line) -> {
            if (line.equals("die")) {
                deaths.incrementAndGet();
                socket.close();
            }
            return line + "\n";
        })) {
            Endpoint client = client(server, "{}", "{}");
            assertThat(text(request(client, "live"))).isEqualTo("live");
            Failure lost = failure(request(client, "die"));
            assertThat(lost.kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
            assertThat(lost.what().key()).isEqualTo("failure.poolLost.what");
            assertThat(client.lastFailure()).contains(lost);
            assertThat(text(request(client, "again"))).isEqualTo("again");
            assertThat(deaths.get()).isEqualTo(1);
            assertThat(bench.figure(client, "pool_stale")).isZero();
        }
    }

    @Test
    void whatComesUnaskedRetiresAConnection() throws IOException {
        Map<String, String> answers = new HashMap<>();
        answers.put("two", "first\nsecond\n");
        answers.put("more", "first\nsec");
        answers.put("one", "one\n");
        try (RawServer server = server((socket, line) -> answers.get(line))) {
            Endpoint client = client(server, "{}", "{}");
            assertThat(text(request(client, "two"))).isEqualTo("first");
            assertThat(text(request(client, "more"))).isEqualTo("first");
            assertThat(text(request(client, "one"))).isEqualTo("one");
            assertThat(text(request(client, "one"))).isEqualTo("one");
            assertThat(server.accepted()).isEqualTo(3);
            assertThat(bench.figure(client, "pool_stale")).isEqualTo(2);
            assertThat(client.lastFailure()).isEmpty();
        }
    }

    @Test
    void idleConnectionsAreEvicted() throws IOException {
        try (RawServer server = server((socket, line) -> line + "\n")) {
            Endpoint client = client(server, "{'idleTimeout': '50ms'}", "{}");
            assertThat(text(request(client, "one"))).isEqualTo("one");
            await().until(() -> client.connections().count() == 0);
            assertThat(bench.figure(client, "pool_evicted")).isPositive();
            assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
            assertThat(text(request(client, "two"))).isEqualTo("two");
        }
    }

    @Test
    void connectionsThatHaveRestedAreAsked() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = server((socket, line) -> {
            if (line.equals("well?")) {
                // The second one does not answer.
                return asked.incrementAndGet() == 2 ? "" : "well\n";
            }
            return line + "\n";
        })) {
            Endpoint client = client(
                    server,
                    "{'check': {'type': 'probe', 'message': 'well?', 'rested': '0', 'within': '3s'}, 'maxWait': '0'}",
                    "{}");
            assertThat(text(request(client, "one"))).isEqualTo("one");
            assertThat(asked.get()).isEqualTo(1);
            assertThat(server.accepted()).isEqualTo(1);
            assertThat(text(request(client, "two"))).isEqualTo("two");
            assertThat(asked.get()).isEqualTo(2);
            assertThat(server.accepted()).isEqualTo(2);
            assertThat(bench.figure(client, "pool_check_failures")).isEqualTo(1);
            assertThat(bench.figure(client, "pool_acquired")).isEqualTo(2);
        }
    }

    @Test
    void moreRequestsThanMayWaitAreRefusedAtOnce() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        try (RawServer server = server((socket, line) -> {
            awaitOrFail(goOn);
            return line + "\n";
        })) {
            Endpoint client = client(server, "{'max': 1, 'maxWaiting': 1, 'maxWait': '0'}", "{}");
            CompletionStage<Reply<?>> first = request(client, "first");
            CompletionStage<Reply<?>> second = request(client, "second");
            Failure refused = failure(request(client, "third"));
            assertThat(refused.kind()).isEqualTo(Failure.Kind.TOO_MANY_CONNECTIONS);
            assertThat(refused.what().key()).isEqualTo("failure.poolFull.what");
            goOn.countDown();
            assertThat(text(first)).isEqualTo("first");
            assertThat(text(second)).isEqualTo("second");
            assertThat(bench.figure(client, "pool_refused")).isEqualTo(1);
            assertThat(bench.sample(client).errors()).isEqualTo(1);
        }
    }

    @Test
    void whoWaitsForTooLongIsTold() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        try (RawServer server = server((socket, line) -> {
            awaitOrFail(goOn);
            return line + "\n";
        })) {
            Endpoint client = client(server, "{'max': 1, 'maxWait': '50ms'}", "{}");
            CompletionStage<Reply<?>> first = request(client, "first");
            await().until(() -> bench.figure(client, "pool_busy") == 1);
            Failure waited = failure(request(client, "second"));
            assertThat(waited.what().key()).isEqualTo("failure.poolWait.what");
            goOn.countDown();
            assertThat(text(first)).isEqualTo("first");
            assertThat(bench.figure(client, "pool_timeouts")).isEqualTo(1);
        }
    }

    @Test
    void requestsWaitWhileItReconnects() {
        Endpoint server = bench.start("server", "tcp-server", "{'framing': 'lines', 'port': 0}");
        Endpoint client = bench.start(
                "client",
                "tcp-client",
                "{'target': 'server', 'framing': 'lines', 'pool': {'type': 'on', 'maxWait': '0'},"
                        + " 'reconnect': {'type': 'back-off', 'first': '1ms', 'max': '10ms'}}");
        assertThat(text(request(client, "one"))).isEqualTo("one");
        Bench.await(server.stop());
        await().until(() -> client.connections().count() == 0);
        CompletionStage<Reply<?>> waiting = request(client, "two");
        await().until(() -> client.lastFailure().isPresent());
        assertThat(waiting.toCompletableFuture()).isNotDone();
        Bench.await(server.start());
        assertThat(text(waiting)).isEqualTo("two");
    }

    @Test
    void withoutReconnectingItEndsOnceItCannotConnectAnyMore() {
        Endpoint server = bench.start("server", "tcp-server", "{'framing': 'lines', 'port': 0}");
        int port = Bench.address(server).getPort();
        Endpoint client = bench.start(
                "client", "tcp-client", "{'port': " + port + ", 'framing': 'lines', 'pool': {'type': 'on'}}");
        assertThat(text(request(client, "one"))).isEqualTo("one");
        Bench.await(server.stop());
        await().until(() -> client.connections().count() == 0);
        assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
        assertThat(failure(request(client, "two")).kind()).isEqualTo(Failure.Kind.CONNECTION_REFUSED);
        await().until(() -> client.state() instanceof EndpointState.Failed);
    }

    @Test
    void wrongAddressFailsTheStart() throws IOException {
        try (Socket nobody = Sockets.keepPort()) {
            Endpoint client = bench.add(
                    "client", "tcp-client", "{'port': " + nobody.getLocalPort() + ", 'pool': {'type': 'on'}}");
            assertThat(failure(client.start()).kind()).isEqualTo(Failure.Kind.CONNECTION_REFUSED);
            assertThat(client.state()).isInstanceOf(EndpointState.Failed.class);
            assertThat(bench.sample(client).errors()).isEqualTo(1);
        }
    }

    @Test
    void stoppingFailsWhatIsUnderWayAndWhatWaits() throws IOException {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server = server((socket, line) -> {
            arrived.countDown();
            RawServer.waitForEnd(socket);
            return "";
        })) {
            Endpoint client = client(server, "{'max': 1}", "{}");
            CompletionStage<Reply<?>> first = request(client, "first");
            CompletionStage<Reply<?>> second = request(client, "second");
            awaitOrFail(arrived);
            Bench.await(client.stop());
            assertThat(failure(first).kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
            assertThat(failure(second).kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
            assertThat(client.lastFailure()).isEmpty();
            assertThat(client.connections().count()).isZero();
        }
    }

    @Test
    void messageForANamedConnectionGoesThereOrNowhere() throws IOException {
        try (RawServer server = server((socket, line) -> line + "\n")) {
            Endpoint client = client(server, "{}", "{}");
            Reply<?> first = Bench.await(request(client, "first"));
            assertThat(Bench.await(client.send(Target.one(first.connection() + 1), Bench.json("{'data': 'x'}")))
                            .skipped())
                    .isEqualTo(1);
            Reply<?> second = Bench.await(
                    client.request(Target.one(first.connection()), Bench.json("{'data': 'x'}"), Bench.LIMIT));
            assertThat(second.connection()).isEqualTo(first.connection());
            Bench.await(client.disconnect(Target.all()));
            await().until(() -> client.connections().count() == 0);
            assertThat(client.lastFailure()).isEmpty();
            assertThat(text(request(client, "later"))).isEqualTo("later");
        }
    }
}
