package org.netsonde.app.probe.port;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.probe.port.ListeningPort;
import org.netsonde.engine.protocol.Role;

/** Which endpoint of this window a port belongs to. Stateless. */
final class OwnPorts {

    private OwnPorts() {}

    static Optional<Endpoint> of(ListeningPort port, List<Endpoint> endpoints) {
        if (port.program() == null
                || port.program().pid() != ProcessHandle.current().pid()) {
            return Optional.empty();
        }
        return endpoints.stream().filter(endpoint -> listens(endpoint, port)).findFirst();
    }

    private static boolean listens(Endpoint endpoint, ListeningPort port) {
        boolean datagrams = port.transport() == ListeningPort.Transport.UDP;
        return endpoint.state() instanceof EndpointState.Running running
                && running.address() instanceof InetSocketAddress address
                && endpoint.protocol().role() != Role.CLIENT
                && address.getPort() == port.address().getPort()
                // A relay says in its settings what it carries.
                && datagrams == (endpoint.protocol().id().startsWith("udp") || carriesDatagrams(endpoint));
    }

    private static boolean carriesDatagrams(Endpoint endpoint) {
        return endpoint.settings().path("transport").asString("tcp").startsWith("udp");
    }
}
