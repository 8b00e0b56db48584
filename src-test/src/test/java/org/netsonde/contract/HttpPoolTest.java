package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Target;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.RawServer;

/** The pool of clients of HTTP: the same limits and figures as that of streams. */
class HttpPoolTest extends OnEveryTransport {

    private static final int REQUESTS = 30;

    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private Endpoint client(RawServer server, String settings) {
        return bench.start(
                "client", "http-client", Bench.json("{'port': " + server.port() + ", 'versions': 'http1'}", settings));
    }

    private static CompletionStage<Reply<?>> request(Endpoint client) {
        return client.request(Target.all(), Bench.json("{'method': 'POST', 'url': '/'}"), Bench.LIMIT);
    }

    private static Failure failure(CompletionStage<?> stage) {
        return catchThrowableOfType(FailureException.class, () -> Bench.await(stage))
                .failure();
    }

    private static RawServer keepingAlive() throws IOException {
        return new RawServer(client -> {
            while (!RawServer.head(client).isEmpty()) {
                client.getOutputStream().write(OK);
            }
        });
    }

    @Test
    void connectionsAreSharedAndCounted() throws IOException {
        try (RawServer server = keepingAlive()) {
            Endpoint client = client(server, "{'connections': 3}");
            List<CompletionStage<Reply<?>>> replies = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                replies.add(request(client));
            }
            replies.forEach(Bench::await);
            assertThat(server.accepted()).isLessThanOrEqualTo(3);
            assertThat(bench.figure(client, "pool_acquired")).isEqualTo(REQUESTS);
            assertThat(bench.figure(client, "pool_opened")).isBetween(1L, 3L);
            assertThat(bench.figure(client, "pool_reused")).isBetween(REQUESTS - 3L, REQUESTS - 1L);
            await().untilAsserted(() -> {
                assertThat(bench.figure(client, "pool_busy")).isZero();
                assertThat(bench.figure(client, "pool_idle")).isEqualTo(bench.figure(client, "pool_opened"));
            });
            Bench.await(client.stop());
            assertThat(bench.figure(client, "pool_idle")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void connectionIsEndedAfterItsUses(int uses) throws IOException {
        try (RawServer server = keepingAlive()) {
            Endpoint client = client(server, "{'connections': 1, 'pool': {'uses': " + uses + "}}");
            for (int i = 0; i < REQUESTS; i++) {
                Bench.await(request(client));
            }
            assertThat(server.accepted()).isEqualTo((REQUESTS + uses - 1) / uses);
            assertThat(client.lastFailure()).isEmpty();
            assertThat(bench.figure(client, "http_retries")).isZero();
        }
    }

    private static RawServer holding(CountDownLatch goOn) throws IOException {
        return new RawServer(client -> {
            while (!RawServer.head(client).isEmpty()) {
                try {
                    assertThat(goOn.await(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                client.getOutputStream().write(OK);
            }
        });
    }

    @Test
    void whoMayNotWaitIsRefused() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        try (RawServer server = holding(goOn)) {
            Endpoint client = client(server, "{'connections': 1, 'pool': {'maxWaiting': 1}}");
            CompletionStage<Reply<?>> first = request(client);
            await().until(() -> bench.figure(client, "pool_busy") == 1);
            CompletionStage<Reply<?>> second = request(client);
            assertThat(failure(request(client)).what().key()).isEqualTo("failure.poolFull.what");
            goOn.countDown();
            Bench.await(first);
            Bench.await(second);
            assertThat(bench.figure(client, "pool_refused")).isEqualTo(1);
            assertThat(bench.figure(client, "pool_waits")).isPositive();
            assertThat(bench.sample(client).errors()).isEqualTo(1);
        }
    }

    @Test
    void whoWaitsForTooLongIsTold() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        try (RawServer server = holding(goOn)) {
            Endpoint client = client(server, "{'connections': 1, 'pool': {'maxWait': '50ms'}}");
            CompletionStage<Reply<?>> first = request(client);
            await().until(() -> bench.figure(client, "pool_busy") == 1);
            assertThat(failure(request(client)).what().key()).isEqualTo("failure.poolWait.what");
            goOn.countDown();
            Bench.await(first);
            assertThat(bench.figure(client, "pool_timeouts")).isEqualTo(1);
        }
    }

    @Test
    void idleConnectionsAreEvictedAndThoseThatTheServerEndsAreStale() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            client.getOutputStream().write(OK);
            if (end.getCount() > 0) {
                RawServer.waitForEnd(client);
            }
        })) {
            Endpoint client = client(server, "{'idleTimeout': '50ms'}");
            Bench.await(request(client));
            await().until(() -> client.connections().count() == 0);
            assertThat(bench.figure(client, "pool_evicted")).isEqualTo(1);
            assertThat(bench.figure(client, "pool_stale")).isZero();
            end.countDown();
            Bench.await(request(client));
            await().until(() -> client.connections().count() == 0);
            assertThat(bench.figure(client, "pool_stale") + bench.figure(client, "pool_evicted"))
                    .isEqualTo(2);
            assertThat(bench.figure(client, "pool_idle")).isZero();
        }
    }
}
