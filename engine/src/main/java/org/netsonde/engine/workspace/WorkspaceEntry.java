package org.netsonde.engine.workspace;

import tools.jackson.databind.node.ObjectNode;

/**
 * One endpoint as the workspace file has it. Settings are not bound here, so that what this version does not know is
 * kept.
 *
 * @param id its id, which does not change when it is renamed
 * @param name its name
 * @param protocol the id of its protocol, known here or not
 * @param settings its settings as written; the accessor gives a copy
 * @param rest fields of the entry that this version does not know; the accessor gives a copy
 */
public record WorkspaceEntry(String id, String name, String protocol, ObjectNode settings, ObjectNode rest) {

    public WorkspaceEntry {
        settings = settings.deepCopy();
        rest = rest.deepCopy();
    }

    @Override
    public ObjectNode settings() {
        return settings.deepCopy();
    }

    @Override
    public ObjectNode rest() {
        return rest.deepCopy();
    }
}
