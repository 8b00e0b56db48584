package org.netsonde.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.Socket;
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
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;
import org.netsonde.fixtures.Sockets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every client keeps to, against the server that is its counterpart, on every transport that this machine has: one
 * line each in {@link Clients}.
 */
@ParameterizedClass(name = "{0} on {1}")
@MethodSource("org.netsonde.contract.Clients#all")
class ClientContractTest {

    private final Clients.Line line;
    private final TransportKind transport;
    private Bench bench;

    ClientContractTest(Clients.Line line, TransportKind transport) {
        this.line = line;
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
    void connectsAndCountsOneConnection() {
        Endpoint server = server();
        Endpoint client = start("{'messages': ['Hello']}");
        Bench.await(client.done());

        assertThat(Bench.address(client)).isEqualTo(Bench.address(server));
        Sample sample = bench.sample(client);
        assertThat(sample.open()).isEqualTo(1);
        assertThat(sample.total()).isEqualTo(1);
        assertThat(client.connections().count()).isEqualTo(1);
        assertThat(client.state()).isInstanceOf(EndpointState.Running.class);
        assertThat(bench.sample(server).total()).isEqualTo(1);
    }

    @Test
    void sendsItsMessagesIsDoneAndCountsExactly() {
        Endpoint server = server();
        Endpoint client = start("{'messages': ['a', 'bc', 'def'], 'repeat': 50, 'interval': '1ms'}");
        Bench.await(client.done());

        Sample sample = bench.sample(client);
        assertThat(sample.requests()).isEqualTo(150);
        assertThat(sample.messagesOut()).isEqualTo(150);
        assertThat(sample.messagesIn()).isEqualTo(150);
        assertThat(client.metrics().lifeLatency().count()).isEqualTo(150);
        assertThat(sample.errors()).isZero();
        await().untilAsserted(() -> {
            Sample theirs = bench.sample(server);
            assertThat(theirs.messagesIn()).isEqualTo(150);
            assertThat(theirs.messagesOut()).isEqualTo(150);
            assertThat(theirs.bytesIn()).isPositive().isEqualTo(sample.bytesOut());
            assertThat(theirs.bytesOut()).isPositive().isEqualTo(sample.bytesIn());
            assertThat(theirs.errors()).isZero();
        });
    }

    @Test
    void failsCleanlyWhenNobodyListens() throws IOException {
        assumeFalse(line.kind() == Clients.Kind.DATAGRAMS, "a matter of connections");
        try (Socket nobody = Sockets.keepPort()) {
            int port = nobody.getLocalPort();
            Endpoint client = add("{'target': '', 'port': " + port + "}");

            FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));

            assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.CONNECTION_REFUSED);
            assertThat(thrown.failure().what().args()).containsExactly("127.0.0.1:" + port);
            assertThat(client.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
            assertThat(client.connections().count()).isZero();
            Sample sample = bench.sample(client);
            assertThat(sample.open()).isZero();
            assertThat(sample.total()).isZero();
            assertThat(sample.errors()).isEqualTo(1);
        }
    }

    @Test
    void targetThatDoesNotRunIsNamed() {
        Endpoint client = add("{'target': 'nobody'}");
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> Bench.await(client.start()));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.UNKNOWN_ENDPOINT);
        assertThat(thrown.failure().what().args()).containsExactly("nobody");
        assertThat(client.state()).isEqualTo(new EndpointState.Failed(thrown.failure()));
    }

    @Test
    void startsAgainAndCountsOn() {
        server();
        Endpoint client = add("{'messages': ['one']}");
        for (int i = 1; i <= 3; i++) {
            Bench.await(client.start());
            Bench.await(client.done());
            Bench.await(client.stop());
            assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
            Sample sample = bench.sample(client);
            assertThat(sample.total()).isEqualTo(i);
            assertThat(sample.requests()).isEqualTo(i);
            assertThat(sample.messagesIn()).isEqualTo(i);
        }
        assertThat(client.metrics().errorsByKind()).isEmpty();
    }

    @Test
    void nothingIsOpenAnyMoreOnceItHasStopped() {
        server();
        Endpoint client = start("{'messages': ['one'], 'repeat': 0, 'interval': '1ms'}");
        await().until(() -> bench.sample(client).messagesIn() > 2);

        Bench.await(client.stop());

        assertThat(client.state()).isInstanceOf(EndpointState.Idle.class);
        assertThat(bench.sample(client).open()).isZero();
        assertThat(client.connections().count()).isZero();
        assertThat(client.metrics().errorsByKind()).isEmpty();
        List<Direction> events = events(client);
        assertThat(events).startsWith(Direction.OPENED).endsWith(Direction.CLOSED);
        assertThat(events)
                .filteredOn(event -> event != Direction.IN && event != Direction.OUT)
                .containsExactly(Direction.OPENED, Direction.CLOSED);
    }

    @Test
    void newIntervalIsTakenAtOnceAlsoByTheMessageThatWaits() {
        server();
        Endpoint client = start("{'messages': ['a', 'b', 'c'], 'interval': '1h'}");
        await().until(() -> bench.sample(client).messagesIn() == 1);

        client.configure(((ObjectNode) client.settings()).put("interval", "1ms"));

        Bench.await(client.done());
        assertThat(bench.sample(client).requests()).isEqualTo(3);
        assertThat(bench.sample(client).total()).isEqualTo(1);
    }

    private Endpoint server() {
        String protocol =
                bench.engine().protocols().find(line.protocol()).orElseThrow().counterpart();
        return bench.start("server", protocol, Bench.json("{'port': 0}", line.settings()));
    }

    private Endpoint add(String more) {
        ObjectNode settings = Bench.json("{'target': 'server'}", line.settings(), more);
        if (settings.get("messages") instanceof ArrayNode texts) {
            ArrayNode messages = settings.putArray("messages");
            texts.forEach(text -> messages.add(line.message().formatted(text.asString())));
        }
        return bench.engine().add(null, "client", line.protocol(), settings);
    }

    private Endpoint start(String more) {
        Endpoint client = add(more);
        Bench.await(client.start());
        return client;
    }

    private static List<Direction> events(Endpoint endpoint) {
        List<Direction> events = new ArrayList<>();
        endpoint.traffic().cursor(true).poll(100_000, (TrafficEvent event) -> events.add(event.direction()));
        return events;
    }
}
