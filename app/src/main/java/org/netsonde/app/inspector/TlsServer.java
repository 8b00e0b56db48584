package org.netsonde.app.inspector;

import java.lang.reflect.RecordComponent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.probe.tls.TlsTarget;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.tls.ServerTls;

/**
 * A server of the workspace that runs and speaks TLS.
 *
 * @param name its name
 * @param target where it is to be reached
 */
record TlsServer(String name, TlsTarget target) {

    private static final String LOOPBACK = "127.0.0.1";

    /** Those that run now. */
    static List<TlsServer> running(List<Endpoint> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint -> target(endpoint).map(target -> new TlsServer(endpoint.name(), target)).stream())
                .toList();
    }

    /** Where an endpoint is to be reached; empty if it does not run or is no server that speaks TLS from the beginning. */
    static Optional<TlsTarget> target(Endpoint endpoint) {
        if (endpoint.state() instanceof EndpointState.Running running
                && running.address() instanceof InetSocketAddress address
                && endpoint.protocol().role() == Role.SERVER
                && speaksTls(endpoint)) {
            // One that listens everywhere is reached here, too.
            boolean everywhere = address.isUnresolved() || address.getAddress().isAnyLocalAddress();
            String host = everywhere ? LOOPBACK : address.getAddress().getHostAddress();
            return Optional.of(new TlsTarget(host, address.getPort()));
        }
        return Optional.empty();
    }

    private static boolean speaksTls(Endpoint endpoint) {
        Record settings = endpoint.check().value();
        if (settings == null) {
            return false;
        }
        try {
            for (RecordComponent component : settings.getClass().getRecordComponents()) {
                if (component.getType() == ServerTls.class
                        && component.getAccessor().invoke(settings) instanceof ServerTls tls) {
                    return tls.isOn();
                }
            }
            return false;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("accessors of settings can be called", e);
        }
    }
}
