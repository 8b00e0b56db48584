package org.netsonde.app.workbench;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workspace as its file has it.
 *
 * @param endpoints the endpoints, in order
 * @param other fields of the file that this version does not know
 */
public record WorkspaceDocument(List<EndpointDocument> endpoints, ObjectNode other) {

    public WorkspaceDocument {
        endpoints = List.copyOf(endpoints);
    }

    /** A workspace without endpoints. */
    public static WorkspaceDocument empty() {
        return new WorkspaceDocument(List.of(), JsonNodeFactory.instance.objectNode());
    }
}
