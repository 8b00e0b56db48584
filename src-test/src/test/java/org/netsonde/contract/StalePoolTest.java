package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.protocol.http.HttpClientProtocol;
import org.netsonde.engine.protocol.http.HttpClientSettings;
import org.netsonde.engine.protocol.http.HttpMessage;
import org.netsonde.engine.protocol.tcp.TcpClientProtocol;
import org.netsonde.engine.protocol.tcp.TcpClientSettings;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.RawServer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server ends idle connections, or speaks on them, right before the next request, and the system of this machine has already
 * been told: such a connection is never used again. The event loop stands still meanwhile, so that what it finds first when
 * it goes on is the request.
 */
@EnabledOnOs(OS.LINUX)
class StalePoolTest {

    private static final int ROUNDS = 100;

    /** What a server does to a connection that rests. */
    enum Misdeed {
        END,
        RESET,
        HALF_CLOSE,
        SPEAK
    }

    static Stream<Arguments> everyMisdeedOnEveryTransport() {
        return TransportKind.usable().stream()
                .flatMap(kind -> Stream.of(Misdeed.values()).map(misdeed -> Arguments.of(kind, misdeed)));
    }

    @ParameterizedTest
    @MethodSource("everyMisdeedOnEveryTransport")
    void noConnectionIsUsedWhoseEndHasArrived(TransportKind transport, Misdeed misdeed) throws IOException {
        BlockingQueue<Socket> answered = new LinkedBlockingQueue<>();
        List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
        EventLoops loops = new EventLoops(transport, 1);
        try (RawServer server = new RawServer(client -> {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            for (int i = 0; line != null; i++) {
                assertThat(i).as("requests on one connection").isZero();
                client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                answered.add(client);
                line = lines.readLine();
            }
        })) {
            Binding<TcpClientSettings, StreamMessage> client = bind(
                    new TcpClientProtocol(),
                    loops,
                    server.port(),
                    "{'framing': 'lines', 'pool': {'type': 'on', 'max': 2}}",
                    failures);
            for (int i = 0; i < ROUNDS; i++) {
                CompletableFuture<Reply<StreamMessage>> first = request(client, "first " + i);
                assertThat(Bench.await(first).message().bytes()).isEqualTo(bytes("first " + i));
                Socket resting = next(answered);
                CountDownLatch goOn = new CountDownLatch(1);
                standStill(loops, goOn);
                CompletableFuture<Reply<StreamMessage>> second;
                try {
                    commit(misdeed, resting);
                    second = request(client, "second " + i);
                } finally {
                    goOn.countDown();
                }
                assertThat(Bench.await(second).message().bytes()).isEqualTo(bytes("second " + i));
                assertThat(next(answered)).isNotSameAs(resting);
                Bench.await(client.disconnect(Target.all()));
            }
            assertThat(failures).isEmpty();
            Bench.await(client.close());
        } finally {
            loops.close();
        }
    }

    static Stream<Arguments> everyEndOnEveryTransport() {
        return everyMisdeedOnEveryTransport().filter(line -> line.get()[1] != Misdeed.SPEAK);
    }

    /** A request that is not idempotent, so that it could not be sent again. */
    @ParameterizedTest
    @MethodSource("everyEndOnEveryTransport")
    void noConnectionOfHttpIsUsedWhoseEndHasArrived(TransportKind transport, Misdeed misdeed) throws IOException {
        BlockingQueue<Socket> answered = new LinkedBlockingQueue<>();
        List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
        EventLoops loops = new EventLoops(transport, 1);
        try (RawServer server = new RawServer(client -> {
            for (int i = 0; !RawServer.head(client).isEmpty(); i++) {
                assertThat(i).as("requests on one connection").isZero();
                client.getOutputStream().write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
                answered.add(client);
            }
        })) {
            HttpClientProtocol protocol = new HttpClientProtocol();
            Binding<HttpClientSettings, HttpMessage> client = bind(protocol, loops, server.port(), "{}", failures);
            HttpMessage post = SettingsBinder.bind(
                            HttpMessage.class, protocol.emptyMessage(), Bench.json("{'method': 'POST', 'url': '/'}"))
                    .orThrow();
            for (int i = 0; i < ROUNDS; i++) {
                Bench.await(client.request(Target.all(), post, Bench.LIMIT));
                Socket resting = next(answered);
                CountDownLatch goOn = new CountDownLatch(1);
                standStill(loops, goOn);
                CompletionStage<Reply<HttpMessage>> second;
                try {
                    commit(misdeed, resting);
                    second = client.request(Target.all(), post, Bench.LIMIT);
                } finally {
                    goOn.countDown();
                }
                Bench.await(second);
                assertThat(next(answered)).isNotSameAs(resting);
                Bench.await(client.disconnect(Target.all()));
            }
            assertThat(failures).isEmpty();
            Bench.await(client.close());
        } finally {
            loops.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CompletableFuture<Reply<StreamMessage>> request(
            Binding<TcpClientSettings, StreamMessage> client, String text) {
        return client.request(Target.all(), new StreamMessage(StreamMessage.Format.TEXT, text), Bench.LIMIT)
                .toCompletableFuture();
    }

    /** The loop does nothing any more until the latch says so. */
    private static void standStill(EventLoops loops, CountDownLatch goOn) {
        CountDownLatch still = new CountDownLatch(1);
        loops.next().execute(() -> {
            still.countDown();
            pass(goOn);
        });
        pass(still);
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The server's end of the connection that was answered on; the answer may be there before the server says so. */
    private static Socket next(BlockingQueue<Socket> answered) {
        try {
            return Objects.requireNonNull(answered.poll(Bench.LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitSoon(Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
    }

    /** Does it, and waits until the client's end of the connection knows of it. */
    private static void commit(Misdeed misdeed, Socket resting) throws IOException {
        int local = resting.getLocalPort();
        int remote = resting.getPort();
        switch (misdeed) {
            case END -> {
                resting.close();
                awaitSoon(() -> state(remote, local).equals(CLOSE_WAIT));
            }
            case RESET -> {
                resting.setSoLinger(true, 0);
                resting.close();
                awaitSoon(() -> !state(remote, local).equals(ESTABLISHED));
            }
            case HALF_CLOSE -> {
                resting.shutdownOutput();
                awaitSoon(() -> state(remote, local).equals(CLOSE_WAIT));
            }
            case SPEAK -> {
                resting.getOutputStream().write(bytes("unasked\n"));
                awaitSoon(() -> queued(remote, local) > 0);
            }
        }
    }

    private static final String ESTABLISHED = "01";
    private static final String CLOSE_WAIT = "08";

    /** The state of a connection from the client's port to the server's, as proc(5) has it; empty where there is none. */
    private static String state(int clientPort, int serverPort) {
        return connection(clientPort, serverPort).map(fields -> fields[3]).orElse("");
    }

    /** How many bytes wait to be read. */
    private static long queued(int clientPort, int serverPort) {
        return connection(clientPort, serverPort)
                .map(fields -> Long.parseLong(fields[4].substring(fields[4].indexOf(':') + 1), 16))
                .orElse(0L);
    }

    private static Optional<String[]> connection(int clientPort, int serverPort) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(StalePoolTest::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 4
                        && fields[1].endsWith(String.format(":%04X", clientPort))
                        && fields[2].endsWith(String.format(":%04X", serverPort)))
                .findFirst();
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <S extends Record & Settings, M extends Record> Binding<S, M> bind(
            Protocol<S, M> protocol, EventLoops loops, int port, String more, List<Failure> failures) {
        ObjectNode json = Bench.json("{'host': '127.0.0.1', 'port': " + port + "}", more);
        S settings = SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), json)
                .orThrow();
        return Bench.await(protocol.start(settings, Bench.lone(loops, failures::add)));
    }
}
