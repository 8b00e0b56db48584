package org.netsonde.engine.workspace;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that the user keeps under a name, in the workspace file as
 *
 * <pre>{@code
 * "savedMessages": [
 *   {"name": "Read register", "message": {"format": "hex", "data": "01 03 00 00 00 01"}},
 *   {"name": "Hello", "message": "Hello"}
 * ]
 * }</pre>
 *
 * <p>It is of no one protocol: whatever has a message record with these fields can send it, and a plain string can be sent
 * by all whose record has a shorthand. Fields that are left out take the record's defaults, so the fewer there are the more
 * protocols take it.
 *
 * @param name what the user calls it; one line, at most {@value #MAX_NAME} characters
 * @param message the message record as JSON, or a string as its shorthand; the accessor gives a copy
 * @param rest fields that this version does not know; the accessor gives a copy
 */
public record SavedMessage(String name, JsonNode message, ObjectNode rest) {

    /** The longest name. */
    public static final int MAX_NAME = 200;

    /** The most that a workspace has. */
    public static final int MOST = 5_000;

    public SavedMessage {
        name = name.strip().replaceAll("\\s+", " ");
        name = name.length() > MAX_NAME ? name.substring(0, MAX_NAME - 1) + "…" : name;
        message = message.deepCopy();
        rest = rest.deepCopy();
    }

    /** A message with nothing else to it. */
    public SavedMessage(String name, JsonNode message) {
        this(name, message, JsonNodeFactory.instance.objectNode());
    }

    @Override
    public JsonNode message() {
        return message.deepCopy();
    }

    @Override
    public ObjectNode rest() {
        return rest.deepCopy();
    }

    /** The same under another name. */
    public SavedMessage renamed(String newName) {
        return new SavedMessage(newName, message, rest);
    }
}
