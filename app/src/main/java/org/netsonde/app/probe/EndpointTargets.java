package org.netsonde.app.probe;

import java.util.List;
import java.util.Optional;
import org.netsonde.app.panel.Addresses;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.JsonNode;

/** The endpoints of a workspace as targets of probes. Stateless. */
public final class EndpointTargets {

    private EndpointTargets() {}

    /**
     * An endpoint.
     *
     * @param name its name
     * @param target where it is, or where it is aimed, as a URL
     */
    record Named(String name, String target) {}

    /** Those that can be probed. */
    static List<Named> all(List<Endpoint> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint -> of(endpoint, endpoints).map(target -> new Named(endpoint.name(), target)).stream())
                .toList();
    }

    /**
     * Where a server is, or a client is aimed, as a URL; empty where that is not known, or is no matter of connections.
     *
     * @param others all endpoints, among which is the one that a client names
     */
    public static Optional<String> of(Endpoint endpoint, List<Endpoint> others) {
        String protocol = endpoint.protocol().id();
        Record settings = endpoint.check().value();
        if (settings == null || protocol.startsWith("udp")) {
            return Optional.empty();
        }
        JsonNode json = SettingsDescriber.toJson(settings);
        if (json.path("transport").asString("tcp").startsWith("udp")) {
            return Optional.empty();
        }
        String named = json.path("target").asString("");
        Optional<String> address = named.isEmpty()
                ? Addresses.of(endpoint)
                : others.stream()
                        .filter(other -> other.name().equals(named))
                        .findFirst()
                        .flatMap(Addresses::of);
        boolean secure = json.path("tls").path("mode").asString("off").equals("on");
        return address.map(where -> scheme(protocol, secure, json.path("probe").asString("")) + "://" + where);
    }

    private static String scheme(String protocol, boolean secure, String probe) {
        return switch (protocol.split("-", 2)[0]) {
            case "http", "xmlrpc" -> secure ? "https" : "http";
            case "websocket" -> secure ? "wss" : "ws";
            case "tls" -> "tls";
            case Repeated.PROTOCOL -> probe.equals("connect") ? "tcp" : probe;
            default -> secure ? "tls" : "tcp";
        };
    }
}
