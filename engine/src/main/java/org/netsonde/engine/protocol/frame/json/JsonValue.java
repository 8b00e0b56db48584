package org.netsonde.engine.protocol.frame.json;

import java.util.List;
import java.util.Map;

/** A value that was read from JSON or is to be written as such. Immutable once read. */
public sealed interface JsonValue {

    /**
     * An object.
     *
     * @param members its members; of those with the same name the last
     * @param start where it begins in the text that it was read from; 0 if it was not read
     * @param end where it ends there, exclusive
     */
    record JsonObject(Map<String, JsonValue> members, int start, int end) implements JsonValue {
        /** An object that was not read. */
        public JsonObject(Map<String, JsonValue> members) {
            this(members, 0, 0);
        }
    }

    /** An array. */
    record JsonArray(List<JsonValue> elements) implements JsonValue {}

    /** A string; it may hold surrogates without a partner. */
    record JsonString(String text) implements JsonValue {}

    /**
     * A whole number of any size, kept as text so that no digit is converted that nobody calculates with.
     *
     * @param digits its decimal digits, behind a minus sign where it is negative; without leading zeros
     */
    record JsonInteger(String digits) implements JsonValue {}

    /** A number with a point or an exponent, infinite, or not a number. */
    record JsonReal(double value) implements JsonValue {}

    /** The three words. */
    enum JsonLiteral implements JsonValue {
        NULL("null"),
        TRUE("true"),
        FALSE("false");

        private final String word;

        JsonLiteral(String word) {
            this.word = word;
        }

        /** How it is written. */
        public String word() {
            return word;
        }
    }
}
