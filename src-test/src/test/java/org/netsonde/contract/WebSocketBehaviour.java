package org.netsonde.contract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EngineOptions;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Target;
import org.netsonde.engine.transport.TransportKind;
import org.netsonde.fixtures.Bench;

/** What WebSocket servers and clients do where nobody does anything wrong. */
@ParameterizedClass(name = "on {0}")
@MethodSource("org.netsonde.engine.transport.TransportKind#usable")
abstract class WebSocketBehaviour {

    private final TransportKind transport;
    Bench bench;

    WebSocketBehaviour(TransportKind transport) {
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

    Endpoint server(String more) {
        return bench.start("server", "websocket-server", Bench.json("{'port': 0, 'responder': 'echo'}", more));
    }

    Endpoint client(String more) {
        return bench.start("client", "websocket-client", Bench.json("{'target': 'server'}", more));
    }

    static SendReceipt send(Endpoint from, Target to, String json) {
        return Bench.await(from.send(to, Bench.json(json)));
    }

    /** The value of a fact of the first connection, such as "path"; empty while it is not known. */
    static String fact(Endpoint endpoint, String name) {
        return endpoint.connections().list(1).stream()
                .flatMap(connection -> connection.facts().groups().stream())
                .filter(group -> group.id().equals("websocket"))
                .flatMap(group -> group.facts().stream())
                .filter(fact -> fact.name().key().equals("fact." + name))
                .map(Fact::value)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }
}
