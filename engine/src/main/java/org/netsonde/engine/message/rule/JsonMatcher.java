package org.netsonde.engine.message.rule;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Looks for a value in JSON. */
record JsonMatcher(JsonPointer pointer, String value) implements Matcher {

    @Override
    public @Nullable Captures match(Incoming message) {
        JsonNode json = message.json();
        JsonNode found = json == null ? null : json.at(pointer);
        if (found == null || found.isMissingNode()) {
            return null;
        }
        String text = found.isString() ? found.asString() : found.toString();
        return value.isEmpty() || value.equals(text) ? Captures.NONE : null;
    }
}
