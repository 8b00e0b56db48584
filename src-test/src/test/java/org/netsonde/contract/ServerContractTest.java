package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;
import org.netsonde.fixtures.Talker;
import org.netsonde.fixtures.Talker.Conversation;
import org.netsonde.fixtures.Talker.HeldPort;
import tools.jackson.databind.node.ObjectNode;

/** What every server keeps to, on every transport that this machine has: one line each in {@link Servers}. */
@ParameterizedClass(name = "{0} on {1}")
@MethodSource("org.netsonde.contract.Servers#all")
class ServerContractTest {

    private final Servers.Line line;
    private final Talker talker;
    private final TransportKind transport;
    private Bench bench;

    ServerContractTest(Servers.Line line, TransportKind transport) {
        this.line = line;
        this.talker = line.talker();
        this.transport = transport;
    }

    @BeforeEach
    void open() {
        bench = new Bench(EngineOptions.on(transport));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void startsAndReplies() throws IOException {
        Endpoint server = start("{}");
        try (Conversation peer = connect(server)) {
            assertAnswers(peer, "Hello");
            assertAnswers(peer, "World");
        }
    }

    @Test
    void portInUseFailsCleanlyAndNamesThePort() throws IOException {
        try (HeldPort other = talker.hold(0)) {
            Endpoint server = add("{'port': " + other.port() + "}");

            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(server.start()));

            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.ADDRESS_IN_USE);
            assertThat(thrown.failure().what().toString()).contains(Integer.toString(other.port()));
            assertThat(server.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
            assertThat(server.lastFailure()).contains(thrown.failure());
        }
    }

    @Test
    void stopsFreesThePortAndRestartsOnIt() throws IOException {
        Endpoint server = start("{'port': " + freePort() + "}");
        int port = Bench.address(server).getPort();
        try (Conversation peer = connect(server)) {
            assertAnswers(peer, "one");
            Bench.await(server.stop());
            if (talker.hasConnections()) {
                assertThat(peer.ended()).isTrue();
            }
        }
        assertThat(server.state()).isInstanceOf(EndpointState.Idle.class);
        talker.hold(port).close();
        server.configure(((ObjectNode) server.settings()).put("port", port));
        Bench.await(server.start());
        try (Conversation peer = connect(server)) {
            assertAnswers(peer, "two");
        }
    }

    @Test
    void portIsFreeAsSoonAsItHasStopped() throws IOException {
        Endpoint server = add("{'port': " + freePort() + "}");
        for (int i = 0; i < 50; i++) {
            Bench.await(server.start());
            int port = Bench.address(server).getPort();
            Bench.await(server.stop());
            talker.hold(port).close();
        }
    }

    @Test
    void portIsFreeAlsoOnceItHasStoppedWhileStarting() throws IOException {
        int port = freePort();
        Endpoint server = add("{'port': " + port + "}");
        for (int i = 0; i < 50; i++) {
            server.start();
            Bench.await(server.stop());
            talker.hold(port).close();
        }
        assertThat(server.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void nothingIsOpenAnyMoreOnceItHasStopped() throws IOException {
        Endpoint server = start("{}");
        try (Conversation first = connect(server);
                Conversation second = connect(server)) {
            assertAnswers(first, "1");
            assertAnswers(second, "2");
            assertThat(bench.sample(server).open()).isEqualTo(2);
            assertThat(server.connections().count()).isEqualTo(2);
            Bench.await(server.stop());
            assertThat(bench.sample(server).open()).isZero();
            assertThat(bench.sample(server).total()).isEqualTo(2);
            assertThat(server.connections().count()).isZero();
        }
    }

    @Test
    void countsExactBytesAndMessages() throws IOException {
        Endpoint server = start("{}");
        long sent;
        long received;
        try (Conversation first = connect(server);
                Conversation second = connect(server)) {
            for (int i = 1; i <= 100; i++) {
                assertAnswers(first, "x".repeat(i));
                assertAnswers(second, "y".repeat(2 * i));
            }
            // To take leave may take bytes too.
            first.close();
            second.close();
            sent = first.bytesSent() + second.bytesSent();
            received = first.bytesReceived() + second.bytesReceived();
        }
        await().untilAsserted(() -> {
            Sample sample = bench.sample(server);
            assertThat(sample.total()).isEqualTo(2);
            assertThat(sample.requests()).isEqualTo(200);
            assertThat(sample.messagesIn()).isEqualTo(200);
            assertThat(sample.messagesOut()).isEqualTo(200);
            assertThat(sample.bytesIn()).isEqualTo(sent);
            assertThat(sample.bytesOut()).isEqualTo(received);
            assertThat(sample.errors()).isZero();
            assertThat(server.metrics().lifeLatency().count()).isEqualTo(200);
        });
        if (talker.hasConnections()) {
            await().until(() ->
                    bench.sample(server).open() == 0 && server.connections().count() == 0);
        }
    }

    @Test
    void survivesAReset() throws IOException {
        assumeTrue(talker.hasConnections(), "a matter of connections");
        Endpoint server = start("{}");
        try (Conversation other = connect(server);
                Conversation peer = connect(server)) {
            assertAnswers(peer, "before");
            assertAnswers(other, "before");
            peer.reset();
            await().untilAsserted(() ->
                    assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.CONNECTION_RESET, 1L));
            assertAnswers(other, "after");
        }
        try (Conversation peer = connect(server)) {
            assertAnswers(peer, "after");
        }
    }

    @Test
    void servesAThousandConnections() throws IOException {
        // Those of WebSocket are upgraded one after the other, when all are there.
        Endpoint server = start("{'maxConnections': 2000, 'handshakeTimeout': '1m'}");
        List<Conversation> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                peers.add(connect(server));
            }
            for (int i = 0; i < peers.size(); i++) {
                assertAnswers(peers.get(i), "peer " + i);
            }
            assertThat(bench.sample(server).open()).isEqualTo(1000);
            assertThat(server.connections().count()).isEqualTo(1000);
        } finally {
            for (Conversation peer : peers) {
                peer.close();
            }
        }
        if (talker.hasConnections()) {
            await().until(() -> bench.sample(server).open() == 0);
        }
        assertThat(bench.sample(server).errors()).isZero();
    }

    @Test
    void refusesConnectionsBeyondTheMaximumAndKeepsTheOthers() throws IOException {
        assumeTrue(talker.hasConnections(), "a matter of connections");
        Endpoint server = start("{'maxConnections': 2}");
        try (Conversation first = connect(server);
                Conversation second = connect(server)) {
            assertAnswers(first, "1");
            assertAnswers(second, "2");
            try (Conversation third = connect(server)) {
                assertThat(third.ended()).isTrue();
            }
            assertAnswers(first, "still");
            assertAnswers(second, "still");
        }
        await().untilAsserted(() ->
                assertThat(server.metrics().errorsByKind()).containsEntry(Failure.Kind.TOO_MANY_CONNECTIONS, 1L));
    }

    @Test
    void newValuesOfLiveOptionsAreTakenWithoutDroppingConnections() throws IOException {
        Endpoint server = start("{}");
        try (Conversation first = connect(server);
                Conversation second = connect(server)) {
            assertAnswers(first, "1");
            assertAnswers(second, "2");

            ObjectNode changed = server.settings();
            changed.setAll(Bench.json(line.live()));
            server.configure(changed);

            await().untilAsserted(() -> assertThat(first.exchange("new"))
                    .isEqualTo(line.liveAnswer().formatted(talker.answer("new"))));
            await().untilAsserted(() -> assertThat(second.exchange("new"))
                    .isEqualTo(line.liveAnswer().formatted(talker.answer("new"))));
            assertThat(server.state()).isInstanceOf(EndpointState.Running.class);
            assertThat(bench.sample(server).total()).isEqualTo(2);
            assertThat(bench.sample(server).open()).isEqualTo(2);
            assertThat(bench.sample(server).errors()).isZero();
        }
    }

    /** A port that is free, and that nobody else gets by chance while the server does not have it. */
    private int freePort() throws IOException {
        try (HeldPort free = talker.hold(Sockets.freePort())) {
            return free.port();
        }
    }

    private void assertAnswers(Conversation peer, String text) throws IOException {
        assertThat(peer.exchange(text)).isEqualTo(talker.answer(text));
    }

    private Conversation connect(Endpoint server) throws IOException {
        return talker.connect(Bench.address(server));
    }

    private Endpoint add(String more) {
        ObjectNode json = Bench.json("{'port': 0}", talker.settings(), line.way(), more);
        return bench.engine().add(null, "server", line.protocol(), json);
    }

    private Endpoint start(String more) {
        Endpoint server = add(more);
        Bench.await(server.start());
        return server;
    }
}
