package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Reply;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsBinder;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.transport.EventLoops;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;
import tools.jackson.databind.node.ObjectNode;

/** What every client of byte streams keeps to beyond what all clients do, on every transport that this machine has. */
@ParameterizedClass(name = "{0} on {1}")
@MethodSource("org.netsonde.contract.Clients#ofBytes")
class StreamClientContractTest {

    private final String protocol;
    private final TransportKind transport;
    private Bench bench;
    private String counterpart;

    StreamClientContractTest(String protocol, TransportKind transport) {
        this.protocol = protocol;
        this.transport = transport;
    }

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.on(transport));
        counterpart = bench.engine().protocols().find(protocol).orElseThrow().counterpart();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void connectsAndCountsOneConnection() {
        Endpoint server = server("{}");
        Endpoint client = start("{}");

        assertThat(Bench.address(client)).isEqualTo(Bench.address(server));
        await().until(() -> bench.sample(server).total() == 1);
        Sample sample = bench.sample(client);
        assertThat(sample.open()).isEqualTo(1);
        assertThat(sample.total()).isEqualTo(1);
        assertThat(client.connections().count()).isEqualTo(1);
        assertThat(events(client)).containsExactly(Direction.OPENED);
    }

    @Test
    void stopsWhileItWaitsToTryAgain() throws IOException {
        try (Socket nobody = Sockets.keepPort()) {
            Endpoint client = add("{'target': '', 'port': " + nobody.getLocalPort()
                    + ", 'reconnect': {'type': 'back-off', 'first': '1h', 'max': '1h'}}");
            CompletableFuture<?> started = client.start().toCompletableFuture();
            await().until(() -> !client.metrics().errorsByKind().isEmpty());
            assertThat(client.state()).isInstanceOf(EndpointState.Starting.class);

            Bench.await(client.stop());

            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
            assertThat(started).isCompletedExceptionally();
        }
    }

    @Test
    void noAnswerInTimeFailsCleanly() throws IOException {
        try (SilentListener silent = new SilentListener()) {
            silent.fill();
            Endpoint client = add("{'target': '', 'port': " + silent.port() + ", 'connectTimeout': '200ms'}");

            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));

            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.CONNECT_TIMEOUT);
            assertThat(thrown.failure().what().args()).containsExactly("127.0.0.1:" + silent.port());
        }
    }

    @Test
    void stopsWhileTheFirstConnectionHangs() throws IOException {
        try (SilentListener silent = new SilentListener()) {
            silent.fill();
            Endpoint client = add("{'target': '', 'port': " + silent.port() + ", 'connectTimeout': '1h'}");
            CompletableFuture<?> started = client.start().toCompletableFuture();

            Bench.await(client.stop());

            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
            assertThat(started).isCompletedExceptionally();
            assertThat(client.metrics().errorsByKind()).isEmpty();
        }
    }

    @Test
    void stopsWhileAReconnectHangs() throws IOException {
        try (SilentListener silent = new SilentListener()) {
            Endpoint client = add("{'target': '', 'port': " + silent.port()
                    + ", 'connectTimeout': '1h', 'reconnect': {'type': 'back-off', 'first': '1ms', 'max': '1ms'}}");
            Bench.await(client.start());
            Socket accepted = silent.accept();
            silent.fill();
            accepted.close();
            await().until(() -> client.connections().count() == 0);

            Bench.await(client.stop());

            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
        }
    }

    @Test
    void countsExactBytesMessagesAndLatencies() {
        Endpoint server = server("{'framing': 'lines', 'responder': {'type': 'echo', 'prefix': '>> '}}");
        Endpoint client = start("{'framing': 'lines', 'messages': ['a', 'bc', 'def'], 'repeat': 100, 'interval': '0'}");
        Bench.await(client.done());

        Sample sample = bench.sample(client);
        assertThat(sample.requests()).isEqualTo(300);
        assertThat(sample.messagesOut()).isEqualTo(300);
        assertThat(sample.messagesIn()).isEqualTo(300);
        assertThat(sample.bytesOut()).isEqualTo(100 * (2 + 3 + 4));
        assertThat(sample.bytesIn()).isEqualTo(100 * (2 + 3 + 4 + 9));
        assertThat(client.metrics().lifeLatency().count()).isEqualTo(300);
        for (MetricSpec metric : StreamMetrics.CLIENT) {
            assertThat(bench.figure(client, metric.id())).as(metric.id()).isZero();
        }
        assertThat(sample.errors()).isZero();
        await().untilAsserted(() -> assertThat(bench.sample(server).bytesOut()).isEqualTo(sample.bytesIn()));
    }

    @Test
    void doneWaitsForRepliesNoLongerThanAllowed() {
        server("{'framing': 'lines', 'responder': 'discard'}");
        Endpoint client =
                start("{'framing': 'lines', 'messages': ['a', 'b'], 'interval': '0', 'replyTimeout': '50ms'}");
        Bench.await(client.done());
        assertThat(bench.sample(client).messagesIn()).isZero();
        assertThat(bench.sample(client).requests()).isEqualTo(2);
        assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
    }

    @Test
    void clientWithoutMessagesEndsInOrderWhenTheServerGoes() {
        Endpoint server = server("{}");
        Endpoint client = start("{}");
        await().until(() -> server.connections().count() == 1);
        Bench.await(server.stop());
        await().until(() -> client.state() instanceof EndpointState.Idle);
        assertThat(client.metrics().errorsByKind()).isEmpty();
        assertThat(bench.sample(client).open()).isZero();
    }

    @Test
    void sendingWithoutAConnectionIsAFailure() {
        Endpoint server = server("{}");
        Endpoint client = start("{'reconnect': {'type': 'back-off', 'first': '1h', 'max': '1h'}}");
        Bench.await(server.stop());
        await().until(() -> client.connections().count() == 0);

        assertThat(notSent(client).kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
        assertThat(client.state()).isInstanceOf(EndpointState.Running.class);

        Bench.await(client.stop());
        assertThat(notSent(client).kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
    }

    private static Failure notSent(Endpoint client) {
        return catchThrowableOfType(
                        FailureException.class,
                        () -> Bench.await(client.send(Target.all(), Bench.json("{'data': 'x'}"))))
                .failure();
    }

    @Test
    void requestGetsTheReplyOrTimesOut() {
        Endpoint server = server("{'framing': 'lines'}");
        Endpoint mute = bench.start("mute", counterpart, "{'port': 0, 'framing': 'lines', 'responder': 'discard'}");
        List<Failure> failures = new ArrayList<>();
        EventLoops loops = new EventLoops(transport, 1);
        try {
            Binding<?, StreamMessage> echo = bind(loops, Bench.address(server), failures);
            Reply<StreamMessage> reply = Bench.await(
                    echo.request(Target.all(), new StreamMessage(StreamMessage.Format.TEXT, "ping"), Bench.LIMIT));
            assertThat(reply.message().bytes()).isEqualTo("ping".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(reply.latency()).isPositive();
            Bench.await(echo.close());

            Binding<?, StreamMessage> silent = bind(loops, Bench.address(mute), failures);
            FailureException late = catchThrowableOfType(
                    FailureException.class,
                    () -> Bench.await(silent.request(Target.all(), new StreamMessage(), Duration.ofMillis(20))));
            assertThat(late.failure().kind()).isEqualTo(Failure.Kind.REPLY_TIMEOUT);
            FailureException nobody = catchThrowableOfType(
                    FailureException.class,
                    () -> Bench.await(silent.request(Target.one(99), new StreamMessage(), Bench.LIMIT)));
            assertThat(nobody.failure().kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
            Bench.await(silent.close());
            assertThat(failures).isEmpty();
        } finally {
            loops.close();
        }
    }

    private Binding<?, StreamMessage> bind(EventLoops loops, InetSocketAddress server, List<Failure> failures) {
        return bind(bench.engine().protocols().find(protocol).orElseThrow(), loops, server, failures);
    }

    @SuppressWarnings("unchecked")
    private static <S extends Record & Settings, M extends Record> Binding<S, StreamMessage> bind(
            Protocol<S, M> protocol, EventLoops loops, InetSocketAddress server, List<Failure> failures) {
        ObjectNode json = Bench.json("{'framing': 'lines'}").put("port", server.getPort());
        S settings = SettingsBinder.bind(protocol.settingsType(), protocol.defaults(), json)
                .orThrow();
        EndpointContext context = Bench.lone(loops, failures::add);
        return (Binding<S, StreamMessage>) Bench.await(protocol.start(settings, context));
    }

    private Endpoint server(String more) {
        return bench.start("server", counterpart, Bench.json("{'port': 0}", more));
    }

    private Endpoint add(String more) {
        return bench.engine().add(null, "client", protocol, Bench.json("{'target': 'server'}", more));
    }

    private Endpoint start(String more) {
        Endpoint client = add(more);
        Bench.await(client.start());
        return client;
    }

    private static List<Direction> events(Endpoint endpoint) {
        List<Direction> events = new ArrayList<>();
        endpoint.traffic().cursor(true).poll(1000, (TrafficEvent event) -> events.add(event.direction()));
        return events;
    }

    /** Listens without accepting, so that once its queue is full the system leaves further connections without an answer. */
    private static final class SilentListener implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<SocketChannel> waiting = new ArrayList<>();

        SilentListener() throws IOException {}

        int port() {
            return socket.getLocalPort();
        }

        Socket accept() throws IOException {
            return socket.accept();
        }

        void fill() throws IOException {
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(socket.getLocalSocketAddress());
            }
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
            socket.close();
        }
    }
}
