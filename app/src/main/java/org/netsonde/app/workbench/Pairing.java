package org.netsonde.app.workbench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes clients that fit servers. Stateless but for the workbench that it adds to. */
public final class Pairing {

    /** Both sides must agree on these, so a client takes them over from its server. */
    private static final List<String> AGREED = List.of("framing");

    private final Workbench workbench;

    public Pairing(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Whether the endpoint is a server or relay for which there is a client. */
    public boolean offers(Endpoint endpoint) {
        Protocol<?, ?> protocol = endpoint.protocol();
        return protocol.role() != Role.CLIENT
                && !protocol.counterpart().equals(protocol.id())
                && workbench.engine().protocols().find(counterpart(endpoint)).isPresent();
    }

    /** The protocol of clients that fit: through a relay they talk to what is behind it. */
    private String counterpart(Endpoint endpoint) {
        return endpoint.protocol().role() == Role.RELAY
                ? new Relaying(workbench).counterpart(endpoint)
                : endpoint.protocol().counterpart();
    }

    /**
     * Adds a client aimed at a server by its name, with the server's framing.
     *
     * @param name the client's name, to which a number is added where it is taken
     * @param more settings beyond those
     */
    public Endpoint addClient(Endpoint server, String name, ObjectNode more) {
        String id = counterpart(server);
        Protocol<?, ?> protocol = workbench.engine().protocols().find(id).orElseThrow();
        List<String> options = SettingsDescriber.describe(protocol.settingsType(), protocol.defaults()).stream()
                .map(OptionSpec::name)
                .toList();
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("target", server.name());
        for (String option : AGREED) {
            JsonNode value = server.settings().get(option);
            if (value != null && options.contains(option)) {
                settings.set(option, value);
            }
        }
        settings.setAll(more);
        return workbench.add(name, id, settings);
    }

    /** Starts the server unless it runs already, then the client. */
    public CompletionStage<EndpointState.Running> start(Endpoint server, Endpoint client) {
        CompletionStage<?> ready =
                server.state().startable() ? server.start() : CompletableFuture.completedFuture(null);
        return ready.thenCompose(running -> client.start());
    }
}
