package org.netsonde.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.protocol.BackEnd;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.relay.balance.BackEndPool;
import org.netsonde.engine.relay.balance.BackEndSetting;
import org.netsonde.engine.relay.balance.Balancing;
import org.netsonde.engine.relay.balance.Ejection;
import org.netsonde.engine.relay.balance.HealthCheck;
import org.netsonde.engine.relay.balance.PoolSettings;
import org.netsonde.engine.relay.balance.Rhythm;
import org.netsonde.engine.stream.Aim;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.PeerProcess;
import org.netsonde.fixtures.Peers;
import org.netsonde.fixtures.RawServer;
import org.netsonde.fixtures.Sockets;

/** What health checks make of servers of others, and of such as behave badly; on every transport. */
@ParameterizedClass
@MethodSource("transports")
class BackEndHealthInteropTest {

    /** Often, and at once convinced; the time-out is longer than anything that answers takes on a busy machine. */
    private static final Rhythm QUICK = new Rhythm(Duration.ofMillis(20), Duration.ofSeconds(10), 1, 1);

    /** For what does not answer at all. */
    private static final Rhythm IMPATIENT = new Rhythm(Duration.ofMillis(20), Duration.ofMillis(200), 1, 1);

    @Parameter
    TransportKind transport;

    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private EventLoops loops;
    private EndpointContext context;
    private BackEndPool pool;

    static List<TransportKind> transports() {
        return TransportKind.usable();
    }

    private BackEnd check(int port, HealthCheck health, boolean datagrams) {
        loops = new EventLoops(transport, 1);
        context = Bench.lone(loops, failures::add);
        pool = new BackEndPool(
                context,
                new PoolSettings(
                        List.of(new BackEndSetting(new Aim(port), 1, false)),
                        Balancing.ROUND_ROBIN,
                        health,
                        new Ejection(),
                        datagrams));
        return context.middle().backEnds().list().getFirst();
    }

    @AfterEach
    void close() {
        if (loops != null) {
            pool.close();
            // Every check gives its socket back.
            await().atMost(Bench.LIMIT).until(() -> loops.descriptors().taken() == 0);
            loops.close();
        }
    }

    private static void awaitState(BackEnd backEnd, BackEnd.State state) {
        await().atMost(Bench.LIMIT).until(() -> backEnd.state() == state);
    }

    /** Waits until it is found down, and says why. */
    private String down(BackEnd backEnd) {
        awaitState(backEnd, BackEnd.State.DOWN);
        await().atMost(Bench.LIMIT).until(() -> !failures.isEmpty());
        return failures.getFirst().toString();
    }

    private static HealthCheck http(String path, String statuses) {
        return new HealthCheck.Http(path, "", statuses, QUICK);
    }

    @Test
    void pythonsHttpServerIsUpWhileItRuns() throws IOException {
        int port;
        BackEnd backEnd;
        try (PeerProcess python = Peers.python("http_server.py")) {
            port = Integer.parseInt(python.line());
            python.ignore();
            backEnd = check(port, http("/file", "200"), false);
            BackEnd alive = backEnd;
            await().atMost(Bench.LIMIT).during(Duration.ofMillis(100)).until(() -> alive.state() == BackEnd.State.UP);
        }
        assertThat(down(backEnd)).contains("127.0.0.1:" + port).contains("it is checked every 20ms");
    }

    @Test
    void aServerThatComesBackIsUpAgain() throws IOException {
        BackEnd backEnd;
        try (Socket kept = Sockets.keepPort()) {
            int port = kept.getLocalPort();
            try (PeerProcess python = Peers.python("threaded_server.py", "prefix:pong ", "lines", port)) {
                assertThat(python.port()).isEqualTo(port);
                backEnd = check(port, new HealthCheck.Talk("ping\\n", "pong ping", QUICK), false);
                assertThat(python.ask("stop")).isEqualTo("stopped");
            }
            awaitState(backEnd, BackEnd.State.DOWN);

            try (PeerProcess python = Peers.python("threaded_server.py", "prefix:pong ", "lines", port)) {
                assertThat(python.port()).isEqualTo(port);
                awaitState(backEnd, BackEnd.State.UP);
                python.ignore();
            }
        }
    }

    @Test
    void anotherStatusIsDown() {
        try (PeerProcess python = Peers.python("http_server.py")) {
            BackEnd backEnd = check(Integer.parseInt(python.line()), http("/away?to=/file", "200-299"), false);

            assertThat(down(backEnd)).contains("answered the health check with status 302; good are 200-299");
            python.ignore();
        }
    }

    @Test
    void theHostFieldIsWhatTheSettingsSay() throws IOException {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (RawServer server = new RawServer(client -> {
            heads.add(RawServer.head(client));
            client.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            check(server.port(), new HealthCheck.Http("/up?x=1", "shop.example", "204", QUICK), false);
            await().atMost(Bench.LIMIT).until(() -> heads.size() >= 3);
            pool.close();
        }
        assertThat(failures).isEmpty();
        assertThat(heads.getFirst())
                .startsWith("GET /up?x=1 HTTP/1.1\r\n")
                .contains("\r\nHost: shop.example\r\n", "\r\nConnection: close\r\n");
    }

    static Stream<Arguments> badReplies() {
        return Stream.of(
                Arguments.of("HTTP/1.1 503 Busy\r\n\r\n", "with status 503"),
                Arguments.of("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 500 Oh\r\n\r\n", "with status 500"),
                Arguments.of("SSH-2.0-OpenSSH_9.2\r\n", "did not answer the health check in HTTP"),
                Arguments.of("HTTP/1.1 200 OK\r\n" + "X: y".repeat(10_000) + "\r\n\r\n", "in HTTP"),
                Arguments.of("x".repeat(100_000), "in HTTP"),
                Arguments.of("HTTP/1.1 200", "closed the connection before it answered"),
                Arguments.of("", "closed the connection before it answered"));
    }

    @ParameterizedTest
    @MethodSource("badReplies")
    void badRepliesAreDownWithTheReason(String reply, String reason) throws IOException {
        try (RawServer server = RawServer.answering(reply)) {
            assertThat(down(check(server.port(), http("/", "200"), false))).contains(reason);
            pool.close();
        }
    }

    @Test
    void interimRepliesAreNotTheReply() throws IOException {
        try (RawServer server =
                RawServer.answering("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            check(server.port(), http("/", "200"), false);
            await().atMost(Bench.LIMIT).until(() -> server.accepted() > 3);
            pool.close();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aCheckIsNoFailureForTheServer() throws IOException {
        List<Integer> ends = new CopyOnWriteArrayList<>();
        AtomicInteger broken = new AtomicInteger();
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            String head = "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n";
            try {
                client.getOutputStream().write((head + "x".repeat(200_000)).getBytes(StandardCharsets.US_ASCII));
                ends.add(client.getInputStream().read());
            } catch (IOException e) {
                // The rest of the reply was answered by a reset.
                broken.incrementAndGet();
            }
        })) {
            check(server.port(), http("/", "200"), false);
            await().atMost(Bench.LIMIT).until(() -> ends.size() > 3);
            // The rest is waited for no longer than a second, in which a server may have been held up.
            assertThat(broken).hasValueLessThanOrEqualTo(2);
            pool.close();
        }
        assertThat(ends).containsOnly(-1);
        assertThat(failures).isEmpty();
    }

    @Test
    void silenceIsDownAfterTheTimeOut() throws IOException {
        try (RawServer server = new RawServer(RawServer::waitForEnd)) {
            BackEnd backEnd = check(server.port(), new HealthCheck.Http("/", "", "200", IMPATIENT), false);

            assertThat(down(backEnd)).contains("did not pass the health check within 200ms");
            pool.close();
        }
    }

    @Test
    void nobodyThereIsDown() throws IOException {
        try (Socket kept = Sockets.keepPort()) {
            BackEnd backEnd = check(kept.getLocalPort(), new HealthCheck.Connect(QUICK), false);

            assertThat(down(backEnd)).contains("Nothing accepts connections at 127.0.0.1:");
            assertThat(failures.getFirst().kind()).isEqualTo(Failure.Kind.CONNECTION_REFUSED);
        }
    }

    @Test
    void aConnectionIsEnoughWhereNoMoreIsAsked() throws IOException {
        try (RawServer server = new RawServer(RawServer::waitForEnd)) {
            check(server.port(), new HealthCheck.Connect(QUICK), false);
            await().atMost(Bench.LIMIT).until(() -> server.accepted() > 3);
            pool.close();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aServerMaySpeakFirst() throws IOException {
        try (RawServer server = new RawServer(client -> {
            client.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.waitForEnd(client);
        })) {
            check(server.port(), new HealthCheck.Talk("", "220 ", QUICK), false);
            await().atMost(Bench.LIMIT).until(() -> server.accepted() > 3);
            pool.close();
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void anotherAnswerIsDownWithWhatCame() throws IOException {
        try (RawServer server = new RawServer(client -> {
            // What is left unread would turn the close into a reset, behind which the answer may be lost.
            assertThat(client.getInputStream().readNBytes(6)).hasSizeLessThanOrEqualTo(6);
            client.getOutputStream().write("-ERR loading\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            BackEnd backEnd = check(server.port(), new HealthCheck.Talk("PING\\r\\n", "+PONG", QUICK), false);

            assertThat(down(backEnd)).contains("with “-ERR loading\\r\\n”; “+PONG” is expected");
            pool.close();
        }
    }

    @Test
    void aStreamWithoutEndIsDownAndNotKept() throws IOException {
        try (RawServer server = new RawServer(client -> {
            byte[] noise = new byte[8192];
            while (true) {
                client.getOutputStream().write(noise);
            }
        })) {
            BackEnd backEnd = check(server.port(), new HealthCheck.Talk("x", "y", QUICK), false);

            assertThat(down(backEnd)).contains("“y” is expected");
            pool.close();
        }
    }

    @Test
    void pythonsDatagramServerAnswersAndIsDownOnceItIsGone() {
        int port;
        BackEnd backEnd;
        try (PeerProcess python = Peers.python("udp_server.py", "pong ")) {
            port = python.port();
            backEnd = check(port, new HealthCheck.Talk("ping", "pong ping", QUICK), true);
            await().atMost(Bench.LIMIT).until(() -> loops.descriptors().taken() == 0);
            assertThat(backEnd.state()).isEqualTo(BackEnd.State.UP);
        }
        assertThat(down(backEnd)).contains("127.0.0.1:" + port);
    }

    @Test
    void datagramsOfAnotherKindAreDown() {
        try (PeerProcess python = Peers.python("udp_server.py", "pong ", "upper")) {
            BackEnd backEnd = check(python.port(), new HealthCheck.Talk("ping", "pong ping", QUICK), true);

            assertThat(down(backEnd)).contains("with “pong PING”; “pong ping” is expected");
        }
    }

    @Test
    void silentDatagramsAreDownAfterTheTimeOut() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            BackEnd backEnd = check(silent.getLocalPort(), new HealthCheck.Talk("ping", "", IMPATIENT), true);

            assertThat(down(backEnd)).contains("did not pass the health check within 200ms");
            DatagramPacket asked = new DatagramPacket(new byte[100], 100);
            silent.setSoTimeout((int) Bench.LIMIT.toMillis());
            silent.receive(asked);
            assertThat(new String(asked.getData(), 0, asked.getLength(), StandardCharsets.UTF_8))
                    .isEqualTo("ping");
        }
    }
}
