package org.netsonde.engine.session;

import java.util.List;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.threshold.Threshold;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an endpoint of a session is.
 *
 * @param id its id, unique in the session
 * @param name its name
 * @param protocol the id of its protocol, which this version need not know
 * @param role the part it plays
 * @param address where it listened or what it was aimed at, as {@code host:port}; empty where it never ran
 * @param settings its settings as written; secrets stand in them by name only
 * @param thresholds what its figures must not go beyond
 */
public record EndpointInfo(
        String id,
        String name,
        String protocol,
        Role role,
        String address,
        ObjectNode settings,
        List<Threshold> thresholds) {

    public EndpointInfo {
        thresholds = List.copyOf(thresholds);
    }

    /** An endpoint without thresholds. */
    public EndpointInfo(String id, String name, String protocol, Role role, String address, ObjectNode settings) {
        this(id, name, protocol, role, address, settings, List.of());
    }
}
