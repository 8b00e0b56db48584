package org.netsonde.app.workbench;

import java.util.Optional;
import org.netsonde.engine.Endpoint;
import org.netsonde.engine.protocol.OptionSpec;
import org.netsonde.engine.protocol.Protocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.SettingsDescriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes relays that fit servers, and knows what is behind relays. Stateless but for the workbench that it adds to. */
public final class Relaying {

    private static final String PROTOCOL = "relay";
    /** A relay before a relay before a relay is looked through, but not for ever. */
    private static final int DEEPEST = 8;

    private final Workbench workbench;

    public Relaying(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Whether a relay can stand before it. */
    public boolean offers(Endpoint endpoint) {
        return endpoint.protocol().role() != Role.CLIENT
                && workbench.engine().protocols().find(PROTOCOL).isPresent();
    }

    /**
     * Adds a relay whose back end is that server, by its name. It understands what the server speaks as far as it can: its
     * framing, or HTTP and WebSocket where TLS does not hide them.
     *
     * @param name the relay's name, to which a number is added where it is taken
     */
    public Endpoint addRelay(Endpoint server, String name) {
        Protocol<?, ?> relay = workbench.engine().protocols().find(PROTOCOL).orElseThrow();
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        int port = usualPort(relay);
        settings.put("port", isTaken(port) ? 0 : port);
        settings.putArray("backEnds").addObject().put("target", server.name());
        ObjectNode behind = server.settings();
        JsonNode tls = behind.path("tls");
        boolean open = tls.isObject()
                ? !tls.path("mode").asString("off").equals("on")
                : !tls.asString("off").equals("on");
        String kind = server.protocol().id();
        if (server.protocol().role() == Role.RELAY) {
            copy("transport", behind, settings);
            copy("application", behind, settings);
            copy("framing", behind, settings);
        } else if (kind.startsWith("udp-")) {
            settings.put("transport", "udp");
        } else if (open && kind.startsWith("websocket-")) {
            settings.put("application", "websocket");
        } else if (open && (kind.startsWith("http-") || kind.startsWith("xmlrpc-"))) {
            settings.put("application", "http");
        } else if (open && !kind.startsWith("tls-")) {
            frame(server, relay, settings);
        }
        return workbench.add(name, PROTOCOL, settings);
    }

    /** Gives the relay the framing of a server: as it is written, or else the server's default, if that is not the relay's. */
    private static void frame(Endpoint server, Protocol<?, ?> relay, ObjectNode settings) {
        JsonNode written = server.settings().get("framing");
        JsonNode usual = SettingsDescriber.toJson(server.protocol().defaults()).get("framing");
        JsonNode framing = written == null || written.isNull() ? usual : written;
        if (framing != null
                && !framing.equals(SettingsDescriber.toJson(relay.defaults()).get("framing"))) {
            settings.set("framing", framing);
        }
    }

    private static int usualPort(Protocol<?, ?> relay) {
        return SettingsDescriber.describe(relay.settingsType(), relay.defaults()).stream()
                .filter(option -> option.name().equals("port"))
                .findFirst()
                .map(OptionSpec::defaultValue)
                .map(value -> value.asInt(0))
                .orElse(0);
    }

    private boolean isTaken(int port) {
        return !FreePort.isFree(port)
                || workbench.endpoints().stream()
                        .filter(other -> other.protocol().role() != Role.CLIENT)
                        .anyMatch(other -> port(other) == port);
    }

    private static int port(Endpoint endpoint) {
        Record settings = endpoint.check().value();
        return settings == null
                ? 0
                : SettingsDescriber.toJson(settings).path("port").asInt(0);
    }

    private static void copy(String option, ObjectNode from, ObjectNode to) {
        JsonNode value = from.get(option);
        if (value != null) {
            to.set(option, value);
        }
    }

    /** The protocol of clients of a relay: that of the first back end which is an endpoint here, or else what it carries. */
    String counterpart(Endpoint relay) {
        Endpoint at = relay;
        for (int i = 0; i < DEEPEST; i++) {
            Optional<Endpoint> next = firstBehind(at);
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
            if (at.protocol().role() == Role.SERVER) {
                return at.protocol().counterpart();
            }
        }
        ObjectNode settings = relay.settings();
        if (settings.path("transport").asString("tcp").equals("udp")) {
            return "udp-client";
        }
        return switch (settings.path("application").asString("none")) {
            case "http" -> "http-client";
            case "websocket" -> "websocket-client";
            default -> relay.protocol().counterpart();
        };
    }

    private Optional<Endpoint> firstBehind(Endpoint relay) {
        for (JsonNode entry : relay.settings().path("backEnds")) {
            String target = entry.path("target").asString("");
            Optional<Endpoint> found = workbench.endpoints().stream()
                    .filter(other -> other != relay && other.name().equals(target))
                    .filter(other -> other.protocol().role() != Role.CLIENT)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
