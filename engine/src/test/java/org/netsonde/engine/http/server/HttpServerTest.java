package org.netsonde.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.BodyBudget;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Connections;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.LoneContext;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.tls.ServerTls;
import org.netsonde.engine.tls.TlsMode;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;

class HttpServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ROOM = 1000;

    private record NoSettings() implements Settings {}

    private final EventLoops loops = new EventLoops(TransportKind.NIO, 1);
    private final Connections connections = new Connections(InstantSource.system());
    private final BodyBudget budget = new BodyBudget(ROOM);
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private @Nullable Binding<NoSettings, StreamMessage> server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close().toCompletableFuture().join();
        }
        loops.close();
    }

    private Binding<NoSettings, StreamMessage> start(HttpService service, Duration keepAlive) {
        EndpointContext context = LoneContext.of(loops, connections, failures::add);
        HttpServerConfig config = new HttpServerConfig(
                "127.0.0.1",
                0,
                service,
                new ServerTls(TlsMode.OFF),
                new HttpServerOptions(
                        HttpVersions.BOTH, new DataSize(4096), new DataSize(4096), LIMIT, LIMIT, keepAlive, 100),
                SentHeaders.NONE,
                new StreamServerOptions());
        Function<NoSettings, HttpServerConfig> view = settings -> config;
        Binding<NoSettings, StreamMessage> started = HttpServer.start(
                        new NoSettings(), view, new StreamMessageCodec(), context, budget)
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        server = started;
        return started;
    }

    private static Socket connect(Binding<NoSettings, StreamMessage> to) throws IOException {
        Socket peer = new Socket();
        peer.connect((InetSocketAddress) to.localAddress());
        peer.setSoTimeout((int) LIMIT.toMillis());
        return peer;
    }

    private static void post(Socket peer, String path, int length) throws IOException {
        String request = "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
        peer.getOutputStream().write((request + "x".repeat(length)).getBytes(StandardCharsets.US_ASCII));
    }

    /** The status line of the next reply, whose head is read to its end. */
    private static String status(Socket peer) throws IOException {
        InputStream in = peer.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            assertThat(next).isNotNegative();
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII).split("\r\n", 2)[0];
    }

    private static ServerReply whole(int length) {
        return ServerReply.bytes(200, "text/plain", new byte[length]);
    }

    @Test
    void bodiesAreCountedUntilTheirExchangeIsOver() throws IOException {
        Binding<NoSettings, StreamMessage> to = start(
                request -> request.target().equals("/later") ? whole(300).after(Duration.ofHours(1)) : whole(0), LIMIT);
        try (Socket first = connect(to);
                Socket second = connect(to);
                Socket third = connect(to)) {
            post(first, "/later", 500);
            await().atMost(LIMIT).until(() -> budget.taken() == 800);
            post(second, "/now", 201);
            assertThat(status(second)).contains(" 503 ");
            post(third, "/now", 200);
            assertThat(status(third)).contains(" 200 ");
            await().atMost(LIMIT).until(() -> budget.taken() == 800);
            to.disconnect(Target.all()).toCompletableFuture().join();
            await().atMost(LIMIT).until(() -> budget.taken() == 0);
        }
    }

    @Test
    void replyThatDoesNotFitIntoMemoryIsRefusedAndTheConnectionGoesOn() throws IOException {
        Binding<NoSettings, StreamMessage> to = start(request -> whole(request.body().length * 3), LIMIT);
        try (Socket peer = connect(to)) {
            post(peer, "/", 251);
            assertThat(status(peer)).contains(" 503 ");
            await().atMost(LIMIT).until(() -> budget.taken() == 0);
            assertThat(failures).extracting(Failure::kind).containsExactly(Failure.Kind.BAD_REQUEST);
            assertThat(connections.count()).isEqualTo(1);
        }
    }

    @Test
    void replyThatIsHeldBackGoesWithItsConnection() throws IOException {
        AtomicReference<WeakReference<byte[]>> kept = new AtomicReference<>();
        Binding<NoSettings, StreamMessage> to = start(
                request -> {
                    ServerReply reply = whole(ROOM);
                    kept.set(new WeakReference<>(((ReplyBody.Bytes) reply.body()).bytes()));
                    return reply.after(Duration.ofHours(1));
                },
                LIMIT);
        try (Socket peer = connect(to)) {
            post(peer, "/", 0);
            await().atMost(LIMIT).until(() -> kept.get() != null);
            to.disconnect(Target.all()).toCompletableFuture().join();
            await().atMost(LIMIT).until(() -> {
                System.gc();
                return kept.get().refersTo(null);
            });
        }
    }

    @Test
    void serviceThatOverflowsTheStackIsAnInternalErrorOfOneRequest() throws IOException {
        Binding<NoSettings, StreamMessage> to = start(
                request -> {
                    if (request.target().equals("/deep")) {
                        throw new StackOverflowError("deep");
                    }
                    return ServerReply.empty(204);
                },
                LIMIT);
        try (Socket peer = connect(to)) {
            post(peer, "/deep", 10);
            assertThat(status(peer)).contains(" 500 ");
            assertThat(failures).extracting(Failure::kind).containsExactly(Failure.Kind.INTERNAL);
        }
        try (Socket other = connect(to)) {
            post(other, "/", 10);
            assertThat(status(other)).contains(" 204 ");
        }
    }

    /** A service that answers when its stage is completed. */
    private record Later(Queue<CompletableFuture<ServerReply>> asked) implements HttpService {

        @Override
        public ServerReply answer(ServerRequest request) {
            throw new AssertionError("asked for at once");
        }

        @Override
        public CompletionStage<ServerReply> reply(ServerRequest request) {
            CompletableFuture<ServerReply> reply = new CompletableFuture<>();
            asked.add(reply);
            return reply;
        }
    }

    @Test
    void repliesThatComeLaterAreSentInTheOrderOfTheirRequests() throws IOException {
        Later later = new Later(new ConcurrentLinkedQueue<>());
        Binding<NoSettings, StreamMessage> to = start(later, LIMIT);
        try (Socket peer = connect(to);
                Socket other = connect(to)) {
            post(peer, "/1", 10);
            post(peer, "/2", 10);
            await().atMost(LIMIT).until(() -> later.asked().size() == 1);
            post(other, "/3", 10);
            await().atMost(LIMIT).until(() -> later.asked().size() == 2);
            CompletableFuture<ServerReply> first = later.asked().remove();
            later.asked().remove().complete(ServerReply.empty(203));
            assertThat(status(other)).as("another connection does not wait").contains(" 203 ");
            first.complete(ServerReply.empty(201));
            assertThat(status(peer)).contains(" 201 ");
            await().atMost(LIMIT).until(() -> later.asked().size() == 1);
            later.asked().remove().completeExceptionally(new IllegalStateException("broken"));
            assertThat(status(peer)).contains(" 500 ");
            await().atMost(LIMIT).until(() -> budget.taken() == 0);
        }
    }

    @Test
    void replyThatNobodyWaitsForIsCancelled() throws IOException {
        Later later = new Later(new ConcurrentLinkedQueue<>());
        Binding<NoSettings, StreamMessage> to = start(later, LIMIT);
        try (Socket peer = connect(to)) {
            post(peer, "/", 10);
            await().atMost(LIMIT).until(() -> later.asked().size() == 1);
            to.disconnect(Target.all()).toCompletableFuture().join();
            await().atMost(LIMIT).until(() -> later.asked().peek().isCancelled());
            await().atMost(LIMIT).until(() -> budget.taken() == 0);
        }
    }

    private static ServerReply made(long length, ReplyBody.Source source) {
        ServerReply head = ServerReply.empty(200);
        return new ServerReply(200, head.headers(), new ReplyBody.Made(length, () -> source), Duration.ZERO, false);
    }

    @Test
    void bodyInSmallPartsLetsOthersOnItsEventLoopHaveTheirTurn() throws IOException {
        AtomicInteger parts = new AtomicInteger();
        AtomicInteger before = new AtomicInteger(-1);
        ReplyBody.Source small = () -> {
            if (parts.getAndIncrement() == 0) {
                loops.next().execute(() -> before.set(parts.get()));
            }
            return parts.get() > 1000 ? null : new byte[1];
        };
        Binding<NoSettings, StreamMessage> to = start(request -> made(1000, small), LIMIT);
        try (Socket peer = connect(to)) {
            post(peer, "/", 0);
            assertThat(status(peer)).contains(" 200 ");
            assertThat(peer.getInputStream().readNBytes(1000)).hasSize(1000);
            assertThat(before.get()).isBetween(1, 100);
        }
    }

    /** The peer has as long as a busy machine may keep it from reading, and the body rests for more than twice that. */
    @Test
    void peerThatHasTakenAllIsNotTakenForSlowWhileTheBodyRests() throws IOException {
        int length = 16 << 20;
        AtomicInteger sent = new AtomicInteger();
        AtomicBoolean rested = new AtomicBoolean();
        ReplyBody.Source source = new ReplyBody.Source() {
            @Override
            public byte @Nullable [] next() {
                return sent.get() > length ? null : new byte[sent.getAndAdd(1 << 16) < length ? 1 << 16 : 1];
            }

            @Override
            public long pauseNanos() {
                boolean rest = sent.get() == length && rested.compareAndSet(false, true);
                return rest ? Duration.ofMillis(3800).toNanos() : 0;
            }
        };
        Binding<NoSettings, StreamMessage> to = start(request -> made(length + 1, source), Duration.ofMillis(1800));
        try (Socket peer = connect(to)) {
            post(peer, "/", 0);
            assertThat(status(peer)).contains(" 200 ");
            assertThat(peer.getInputStream().readNBytes(length + 1)).hasSize(length + 1);
            assertThat(failures).isEmpty();
        }
    }
}
