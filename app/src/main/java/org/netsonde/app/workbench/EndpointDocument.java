package org.netsonde.app.workbench;

import tools.jackson.databind.node.ObjectNode;

/**
 * An endpoint as the workspace file has it.
 *
 * @param id its id
 * @param name its name
 * @param protocol the id of its protocol, which may be unknown here
 * @param settings its settings, as they are
 * @param other fields of the entry that this version does not know
 */
public record EndpointDocument(String id, String name, String protocol, ObjectNode settings, ObjectNode other) {}
