package org.netsonde.engine.workspace;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One endpoint as the workspace file has it. Settings are not bound here, so that what this version does not know is
 * kept.
 *
 * @param id its id, which does not change when it is renamed
 * @param name its name
 * @param protocol the id of its protocol, known here or not
 * @param settings its settings as written; the accessor gives a copy
 * @param thresholds what its figures must not go beyond, as written, see {@link
 *     org.netsonde.engine.threshold.ThresholdJson}; null for nothing; the accessor gives a copy
 * @param history the messages that were sent from its send box
 * @param rest fields of the entry that this version does not know; the accessor gives a copy
 */
public record WorkspaceEntry(
        String id,
        String name,
        String protocol,
        ObjectNode settings,
        @Nullable JsonNode thresholds,
        MessageHistory history,
        ObjectNode rest) {

    public WorkspaceEntry {
        settings = settings.deepCopy();
        thresholds = thresholds == null ? null : thresholds.deepCopy();
        rest = rest.deepCopy();
    }

    /** An entry without thresholds and history. */
    public WorkspaceEntry(String id, String name, String protocol, ObjectNode settings, ObjectNode rest) {
        this(id, name, protocol, settings, null, MessageHistory.EMPTY, rest);
    }

    @Override
    public @Nullable JsonNode thresholds() {
        return thresholds == null ? null : thresholds.deepCopy();
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
