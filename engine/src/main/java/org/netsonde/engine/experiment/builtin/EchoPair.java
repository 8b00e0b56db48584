package org.netsonde.engine.experiment.builtin;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.experiment.ClosedLoop;
import org.netsonde.engine.experiment.Stand;
import org.netsonde.engine.protocol.DataSize;
import tools.jackson.databind.node.ObjectNode;

/** A server and its clients, each of which has one connection with one request under way. Stateless. */
final class EchoPair {

    private EchoPair() {}

    /**
     * Starts them.
     *
     * @param protocol without {@code -server} and {@code -client}
     * @param both the settings of both sides
     */
    static ClosedLoop open(Stand stand, String protocol, ObjectNode both, ObjectNode message, int connections) {
        return open(stand, protocol + "-server", both, protocol + "-client", both, message, connections);
    }

    /** Starts them, with settings of their own. */
    static ClosedLoop open(
            Stand stand,
            String serverProtocol,
            ObjectNode serverSettings,
            String clientProtocol,
            ObjectNode clientSettings,
            ObjectNode message,
            int connections) {
        Endpoint server = stand.server("server", serverProtocol, serverSettings.deepCopy());
        List<Endpoint> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(stand.client("client", clientProtocol, server, clientSettings.deepCopy()));
        }
        return new ClosedLoop(clients, message, connections);
    }

    /** A message of so many letters. */
    static ObjectNode letters(DataSize size) {
        return Stand.json("{}").put("data", "x".repeat(Math.toIntExact(size.bytes())));
    }

    /** Settings of a server that answers every message with a short one. */
    static ObjectNode acknowledging() {
        return Stand.json("{'responder': {'type': 'rules', 'rules': [{'match': 'any', 'reply': 'ok'}]}}");
    }

    /** Settings of a server that answers every message with a short one, with this framing. */
    static ObjectNode acknowledging(String framing) {
        ObjectNode settings = acknowledging();
        settings.set("framing", Stand.json(framing));
        return settings;
    }
}
