package org.netsonde.engine.session;

import org.netsonde.engine.protocol.Role;
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
 */
public record EndpointInfo(String id, String name, String protocol, Role role, String address, ObjectNode settings) {}
