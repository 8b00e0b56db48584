package org.netsonde.engine.protocol.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.Engine;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.protocol.Target;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every select endpoint has one thread while it runs, and none before or after. */
class SelectorThreadTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Engine engine = new Engine(EngineOptions.standard());

    /** Those of tests before may still be about to end. */
    @BeforeEach
    void awaitNoThreads() {
        awaitThreads(0);
    }

    @AfterEach
    void close() {
        engine.close();
        awaitThreads(0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("netsonde-select"))
                .count();
    }

    /** The thread itself is gone a moment after it has said so. */
    private static void awaitThreads(int count) {
        await().atMost(LIMIT).until(() -> threads() == count);
    }

    private Endpoint add(String name, String protocol, String settings) {
        return engine.add(null, name, protocol, json(settings));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof FailureException failure ? failure : e;
        }
    }

    private static InetSocketAddress address(Endpoint endpoint) {
        return (InetSocketAddress) ((EndpointState.Running) endpoint.state()).address();
    }

    @Test
    void serverHasOneThreadForAllConnectionsUntilItStops() throws IOException {
        Endpoint server = add("server", "select-server", "{'port': 0}");
        assertThat(threads()).isZero();
        get(server.start());
        try (Socket first =
                        new Socket(address(server).getAddress(), address(server).getPort());
                Socket second =
                        new Socket(address(server).getAddress(), address(server).getPort())) {
            for (Socket peer : new Socket[] {first, second}) {
                peer.getOutputStream().write(7);
                assertThat(peer.getInputStream().read()).isEqualTo(7);
            }
            assertThat(threads()).isEqualTo(1);
            get(server.stop());
        }
        awaitThreads(0);
    }

    @Test
    void restartsOnAFreshThread() {
        Endpoint server = add("server", "select-server", "{'port': 0}");
        Endpoint client = add("client", "select-client", "{'target': 'server'}");
        for (int i = 0; i < 3; i++) {
            get(server.start());
            get(client.start());
            assertThat(threads()).isEqualTo(2);
            get(client.stop());
            get(server.stop());
            awaitThreads(0);
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
        assertThat(client.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void startThatFailsLeavesNoThread() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint server = add("server", "select-server", "{'port': " + other.getLocalPort() + "}");
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> get(server.start()));
            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.ADDRESS_IN_USE);
        }
        awaitThreads(0);
        Endpoint client = add("client", "select-client", "{'target': 'nobody'}");
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> get(client.start()));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.UNKNOWN_ENDPOINT);
        awaitThreads(0);
    }

    @Test
    void startThatIsCancelledLeavesNoThread() throws IOException {
        // A port that is bound and at which nobody listens refuses connections, and nobody else can have it.
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Endpoint client = add(
                    "client",
                    "select-client",
                    "{'port': " + bound.getLocalPort()
                            + ", 'reconnect': {'type': 'back-off', 'first': '1h', 'max': '1h'}}");
            client.start();
            await().atMost(LIMIT).until(() -> !client.metrics().errorsByKind().isEmpty());
            get(client.stop());
        }
        awaitThreads(0);

        for (int i = 0; i < 20; i++) {
            Endpoint server = add("server " + i, "select-server", "{'port': 0}");
            server.start();
            get(server.stop());
        }
        awaitThreads(0);
    }

    @Test
    void clientThatEndsByItselfEndsItsThread() {
        Endpoint server = add("server", "tcp-server", "{'port': 0}");
        Endpoint client = add("client", "select-client", "{'target': 'server'}");
        get(server.start());
        get(client.start());
        assertThat(threads()).isEqualTo(1);
        // One that the server has not accepted when it stops is reset by the system, which is a failure.
        await().atMost(LIMIT).until(() -> server.connections().count() == 1);
        get(server.stop());
        await().atMost(LIMIT).until(() -> client.state() instanceof EndpointState.Idle);
        awaitThreads(0);
        FailureException thrown = catchThrowableOfType(
                FailureException.class, () -> get(client.send(Target.all(), json("{'data': 'x'}"))));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.NOT_CONNECTED);
    }
}
