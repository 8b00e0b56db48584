package org.netsonde.engine.workspace;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that was sent from an endpoint's send box, as {@link MessageHistory} keeps it.
 *
 * @param at when; the epoch where nobody knows
 * @param message the message record as JSON, or a string as its shorthand, without what is secret; the accessor gives a copy
 * @param rest fields that this version does not know; the accessor gives a copy
 */
public record SentMessage(Instant at, JsonNode message, ObjectNode rest) {

    public SentMessage {
        message = message.deepCopy();
        rest = rest.deepCopy();
    }

    /** A message with nothing else to it. */
    public SentMessage(Instant at, JsonNode message) {
        this(at, message, JsonNodeFactory.instance.objectNode());
    }

    @Override
    public JsonNode message() {
        return message.deepCopy();
    }

    @Override
    public ObjectNode rest() {
        return rest.deepCopy();
    }

    /** About how many bytes it takes in a file. */
    int size() {
        return message.toString().length() + rest.toString().length();
    }

    /** Whether another is the same message, whenever it was sent. */
    boolean same(SentMessage other) {
        return message.equals(other.message);
    }
}
