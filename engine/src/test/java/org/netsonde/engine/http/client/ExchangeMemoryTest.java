package org.netsonde.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.BodyBudget;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.LoneContext;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.tls.ClientTls;
import org.netsonde.engine.tls.TlsMode;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

/** What the requests and replies of a client that are under way take of its memory. */
class ExchangeMemoryTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BUDGET = 1000;

    private static final Agent.Events NOBODY = new Agent.Events() {
        @Override
        public void ready() {}

        @Override
        public void notConnected(Failure failure) {}

        @Override
        public void moved() {}
    };

    private static EndpointContext context(EventLoops loops) {
        return LoneContext.of(loops, new Connections(InstantSource.system()), failure -> {});
    }

    /** Answers one request with a body of that size. */
    private static void answer(ServerSocket server, int size) {
        Thread.ofVirtual().start(() -> {
            try (Socket client = server.accept()) {
                byte[] read = client.getInputStream().readNBytes(1);
                assertThat(read).hasSize(1);
                String head = "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n";
                client.getOutputStream().write((head + "x".repeat(size)).getBytes(StandardCharsets.US_ASCII));
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client has gone.
            }
        });
    }

    private static String outcome(int sent, int received, BodyBudget budget) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EventLoops loops = new EventLoops(TransportKind.NIO, 1)) {
            answer(server, received);
            HttpClientConfig<ClientRequest> config = new HttpClientConfig<>(
                    new Aim(server.getLocalPort()),
                    new ClientTls(TlsMode.OFF),
                    new HttpClientOptions(),
                    List.of(),
                    Duration.ofSeconds(1),
                    1);
            EndpointContext context = context(loops);
            Agent agent = new Agent(context, loops.next(), config, SentHeaders.NONE, budget, NOBODY);
            CompletableFuture<String> outcome = new CompletableFuture<>();
            ClientRequest request = new ClientRequest(
                    "POST", "/", new DefaultHttpHeaders(), SentHeaders.NONE, new byte[sent], Optional.empty());
            agent.loop()
                    .execute(() -> agent.submit(new Exchange(agent, request, null, new Exchange.Listener() {
                        @Override
                        public void sent(long connection, long bytes) {}

                        @Override
                        public void replied(long connection, byte[] reply, Duration latency) {
                            outcome.complete("replied");
                        }

                        @Override
                        public void failed(Failure failure) {
                            outcome.complete(failure.what().key());
                        }
                    })));
            String told = outcome.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
            CompletableFuture.supplyAsync(agent::close, agent.loop())
                    .thenCompose(closed -> closed)
                    .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
            return told;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "600, 300, replied",
        "600, 500, failure.httpMemory.what",
        "0, 1001, failure.httpMemory.what",
        "1001, 0, failure.httpMemory.what",
    })
    void requestAndReplyTogetherHaveWhatThereIsAndGiveItBack(int sent, int received, String outcome)
            throws IOException {
        BodyBudget budget = new BodyBudget(BUDGET);
        assertThat(outcome(sent, received, budget)).isEqualTo(outcome);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void othersCountAsWell() throws IOException {
        BodyBudget budget = new BodyBudget(BUDGET);
        assertThat(budget.tryTake(BUDGET)).isTrue();
        assertThat(outcome(0, 1, budget)).isEqualTo("failure.httpMemory.what");
        assertThat(budget.taken()).isEqualTo(BUDGET);
    }
}
