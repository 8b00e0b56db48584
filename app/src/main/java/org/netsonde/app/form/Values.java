package org.netsonde.app.form;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.protocol.OptionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON values as fields show and read them. */
final class Values {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Longer numbers stay text: no option is that large. */
    private static final int MAX_DIGITS = 18;

    private Values() {}

    /** The text of a value in a field; what is not a single value is shown as JSON. */
    static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    /** What a field's text is stored as: a number where the option is one and the text reads as one, else text. */
    static JsonNode read(OptionType type, String text) {
        String number = text.strip();
        if (type instanceof OptionType.Whole && number.matches("-?\\d{1," + MAX_DIGITS + "}")) {
            long whole = Long.parseLong(number);
            return whole == (int) whole ? JSON.numberNode((int) whole) : JSON.numberNode(whole);
        }
        if (type instanceof OptionType.Real && number.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            return JSON.numberNode(new BigDecimal(number));
        }
        return JSON.stringNode(text);
    }

    /** Whether two values mean the same in a file: {@code 8888} and {@code "8888"} do. */
    static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return (a.isValueNode() && b.isValueNode()) ? a.asString().equals(b.asString()) : a.equals(b);
    }

    /** The value as an object that may be changed; what is no object gives an empty one. */
    static ObjectNode object(@Nullable JsonNode value) {
        return value instanceof ObjectNode object ? object.deepCopy() : JSON.objectNode();
    }
}
