package org.netsonde.contract;

import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.Fact;
import org.netsonde.engine.protocol.SendReceipt;
import org.netsonde.engine.protocol.Target;
import org.netsonde.fixtures.Bench;

/** What WebSocket servers and clients do where nobody does anything wrong. */
abstract class WebSocketBehaviour extends OnEveryTransport {

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
