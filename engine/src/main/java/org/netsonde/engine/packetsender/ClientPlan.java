package org.netsonde.engine.packetsender;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client to be made for packets that were aimed at the same place.
 *
 * @param protocol the id of its protocol
 * @param host the host
 * @param port the port
 */
public record ClientPlan(String protocol, String host, int port) {

    /** The settings that differ from the protocol's defaults. */
    public ObjectNode settings() {
        return JsonNodeFactory.instance.objectNode().put("host", host).put("port", port);
    }

    /** {@code host:port}. */
    public String address() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
