package org.netsonde.app.panel;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.netsonde.app.text.AddressText;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.EndpointState;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.node.ObjectNode;

/** Where endpoints are reached. Stateless. */
public final class Addresses {

    /** What is bound to every interface is reached here. */
    private static final String LOCAL = "127.0.0.1";

    private Addresses() {}

    /** As {@code host:port}: where it runs, or where its settings say that it will; empty where that is not known yet. */
    public static Optional<String> of(Endpoint endpoint) {
        if (endpoint.state() instanceof EndpointState.Running running
                && running.address() instanceof InetSocketAddress inet) {
            boolean any = inet.getAddress() != null && inet.getAddress().isAnyLocalAddress();
            return Optional.of(AddressText.of(any ? LOCAL : inet.getHostString(), inet.getPort()));
        }
        Record settings = endpoint.check().value();
        if (settings == null) {
            return Optional.empty();
        }
        ObjectNode json = SettingsDescriber.toJson(settings);
        int port = json.path("port").asInt(0);
        return port == 0
                ? Optional.empty()
                : Optional.of(AddressText.of(json.path("host").asString(LOCAL), port));
    }

    /** The port that its settings name; 0 where they name none. */
    static int port(Endpoint endpoint) {
        Record settings = endpoint.check().value();
        return settings == null
                ? 0
                : SettingsDescriber.toJson(settings).path("port").asInt(0);
    }

    /** Where a client is aimed, where it names another endpoint; empty where it does not. */
    static String server(Endpoint client, PanelContext context) {
        String target = client.settings().path("target").asString("");
        return target.isEmpty() ? "" : context.address(target).orElse("");
    }
}
