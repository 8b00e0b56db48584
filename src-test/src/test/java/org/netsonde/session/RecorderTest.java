package org.netsonde.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.Recorder;
import org.netsonde.engine.session.Recording;
import org.netsonde.engine.session.Retention;
import org.netsonde.engine.session.SessionEndpoint;
import org.netsonde.engine.session.SessionInfo;
import org.netsonde.engine.session.SessionStore;
import org.netsonde.engine.session.StoredSession;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.fixtures.Bench;

/** Recording of what an engine does on real sockets. */
class RecorderTest {

    private static final Duration LONG = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private SessionStore store() {
        return new SessionStore(folder, bench.engine().protocols());
    }

    private Recorder recorder(Duration grace) {
        return new Recorder(bench.engine(), store(), "1.2.3", Retention.STANDARD, true, grace);
    }

    @Test
    void whatIsCountedIsRecordedToTheLastByteAndConnection() throws Exception {
        String id;
        Sample last;
        try (Recorder recorder = recorder(LONG)) {
            Endpoint echo = bench.start("Echo", "tcp-server", "{'port':0}");
            say(echo, "hello");
            say(echo, "world!");
            stop(echo);
            recorder.end();
            id = recorder.lastId();
            last = echo.metrics().latest();
        }

        try (StoredSession session = store().open(id)) {
            assertThat(session.info().state()).isEqualTo(SessionInfo.State.ENDED);
            SessionEndpoint echo = session.endpoints().getFirst();
            assertThat(echo.info().address()).startsWith("127.0.0.1:");
            Sample recorded = echo.metrics().latest();
            assertThat(recorded.bytesIn()).isEqualTo(11).isEqualTo(last.bytesIn());
            assertThat(recorded.bytesOut()).isEqualTo(11);
            assertThat(recorded.total()).isEqualTo(2);
            assertThat(recorded.requests()).isEqualTo(last.requests());
            assertThat(text(events(echo), Direction.IN)).containsExactly("hello", "world!");
            assertThat(text(events(echo), Direction.OUT)).containsExactly("hello", "world!");
            assertThat(events(echo))
                    .extracting(TrafficEvent::direction)
                    .filteredOn(direction -> !direction.isData())
                    .containsExactly(Direction.OPENED, Direction.CLOSED, Direction.OPENED, Direction.CLOSED);
        }
    }

    @Test
    void aSessionBeginsWithTheFirstStartAndEndsWhenNothingRuns() throws Exception {
        try (Recorder recorder = recorder(Duration.ofMillis(1))) {
            Endpoint echo = bench.add("Echo", "tcp-server", "{'port':0}");
            assertThat(recorder.current()).isEmpty();

            start(echo);
            await().until(() -> recorder.current()
                    .map(Recording::id)
                    .filter(id -> !id.isEmpty())
                    .isPresent());
            say(echo, "one");
            stop(echo);
            await().until(() -> recorder.current().isEmpty());
            String first = recorder.lastId();

            start(echo);
            say(echo, "four");
            stop(echo);
            await().until(() -> recorder.current().isEmpty());
            String second = recorder.lastId();

            assertThat(second).isNotEqualTo(first);
            assertThat(store().list()).hasSize(2);
            // Each counts for itself.
            assertThat(latest(first).bytesIn()).isEqualTo(3);
            assertThat(latest(second).bytesIn()).isEqualTo(4);
            assertThat(latest(second).total()).isEqualTo(1);
        }
    }

    @Test
    void aStartThatFailsLeavesNoSession() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                Recorder recorder = recorder(LONG)) {
            Endpoint echo = bench.add("Echo", "tcp-server", "{'port':" + taken.getLocalPort() + "}");
            echo.start().exceptionally(error -> null).toCompletableFuture().join();
            assertThat(echo.state()).isInstanceOf(EndpointState.Failed.class);

            recorder.end();

            assertThat(store().list()).isEmpty();
        }
    }

    @Test
    void recordingCanBeOffAndSwitchedOnWhileSomethingRuns() throws Exception {
        Endpoint echo = bench.add("Echo", "tcp-server", "{'port':0}");
        try (Recorder recorder = recorder(LONG)) {
            recorder.enable(false);
            start(echo);
            say(echo, "not recorded");
            assertThat(recorder.current()).isEmpty();

            bench.engine().sampler().flush(echo.metrics());
            recorder.enable(true);
            say(echo, "recorded");
            recorder.flush();
            recorder.enable(false);

            assertThat(recorder.current()).isEmpty();
            try (StoredSession session = store().open(recorder.lastId())) {
                SessionEndpoint recorded = session.endpoints().getFirst();
                assertThat(recorded.metrics().latest().bytesIn()).isEqualTo("recorded".length());
                assertThat(text(events(recorded), Direction.IN)).containsExactly("recorded");
            }
        }
    }

    @Test
    void anEndpointThatIsAddedLateOrRemovedIsInItWhole() throws Exception {
        String id;
        try (Recorder recorder = recorder(LONG)) {
            Endpoint first = bench.start("First", "tcp-server", "{'port':0}");
            say(first, "a");
            Endpoint second = bench.start("Second", "tcp-server", "{'port':0}");
            say(second, "bb");
            bench.engine().remove(second).toCompletableFuture().join();
            say(first, "ccc");
            stop(first);
            recorder.end();
            id = recorder.lastId();
        }

        try (StoredSession session = store().open(id)) {
            assertThat(session.endpoints())
                    .extracting(endpoint -> endpoint.info().name())
                    .containsExactly("First", "Second");
            assertThat(text(events(session.endpoints().get(0)), Direction.IN)).containsExactly("a", "ccc");
            assertThat(text(events(session.endpoints().get(1)), Direction.IN)).containsExactly("bb");
            assertThat(session.endpoints().get(1).metrics().latest().bytesIn()).isEqualTo(2);
        }
    }

    /** What comes with the last words of a handshake was read before the connection stood. */
    @Test
    void theOpeningOfASecureConnectionStandsBeforeItsData() {
        String id;
        try (Recorder recorder = recorder(LONG)) {
            bench.start("Server", "tls-server", "{'port':0}");
            Endpoint client = bench.start(
                    "Client",
                    "tls-client",
                    "{'target':'Server','framing':'lines','messages':['hello'],'interval':'0'}");
            Bench.await(client.done());
            bench.engine().stopAll().toCompletableFuture().join();
            recorder.end();
            id = recorder.lastId();
        }

        try (StoredSession session = store().open(id)) {
            assertThat(session.endpoints())
                    .hasSize(2)
                    .allSatisfy(endpoint -> assertThat(events(endpoint))
                            .hasSizeGreaterThan(2)
                            .first()
                            .extracting(TrafficEvent::direction)
                            .isEqualTo(Direction.OPENED));
        }
    }

    @Test
    void marksAreRecorded() throws Exception {
        try (Recorder recorder = recorder(LONG)) {
            Endpoint echo = bench.start("Echo", "tcp-server", "{'port':0}");
            bench.engine().annotations().add(Annotation.Kind.NOTE, echo.id(), "firmware flashed");
            recorder.end();

            try (StoredSession session = store().open(recorder.lastId())) {
                assertThat(session.annotations()).extracting(Annotation::text).contains("firmware flashed");
            }
        }
    }

    @Test
    void oneThatGoesOnCanBeReadMeanwhile() throws Exception {
        try (Recorder recorder = recorder(LONG)) {
            Endpoint echo = bench.start("Echo", "tcp-server", "{'port':0}");
            say(echo, "so far");
            recorder.flush();

            try (StoredSession session = store().open(recorder.lastId())) {
                assertThat(session.info().state()).isEqualTo(SessionInfo.State.RECORDING);
                SessionEndpoint recorded = session.endpoints().getFirst();
                assertThat(text(events(recorded), Direction.IN)).containsExactly("so far");
                var cursor = recorded.traffic().cursor(true);
                List<TrafficEvent> events = new ArrayList<>();
                cursor.poll(1000, events::add);
                events.clear();

                say(echo, "and on");
                recorder.flush();

                cursor.poll(1000, events::add);
                assertThat(text(events, Direction.IN)).containsExactly("and on");
            }
        }
    }

    private Sample latest(String id) {
        try (StoredSession session = store().open(id)) {
            return session.endpoints().getFirst().metrics().latest();
        }
    }

    private static void start(Endpoint endpoint) {
        endpoint.start().toCompletableFuture().join();
    }

    private static void stop(Endpoint endpoint) {
        endpoint.stop().toCompletableFuture().join();
    }

    private static List<TrafficEvent> events(SessionEndpoint endpoint) {
        List<TrafficEvent> events = new ArrayList<>();
        endpoint.traffic().cursor(true).poll(100_000, events::add);
        return events;
    }

    private static List<String> text(List<TrafficEvent> events, Direction direction) {
        return events.stream()
                .filter(event -> event.direction() == direction)
                .map(TrafficEvent::text)
                .toList();
    }

    /** A connection that sends, reads the echo and is closed. */
    private static void say(Endpoint echo, String text) throws IOException {
        EndpointState.Running running = (EndpointState.Running) echo.state();
        InetSocketAddress address = (InetSocketAddress) running.address();
        long before = echo.connections().version();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(text.length()), StandardCharsets.UTF_8))
                    .isEqualTo(text);
        }
        await().until(() -> echo.connections().version() >= before + 2);
    }
}
