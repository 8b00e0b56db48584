package org.netsonde.engine.protocol.frame.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonArray;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonInteger;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonLiteral;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonReal;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/**
 * Reads exactly what Python's {@code json.loads} reads, with its bound on the digits of integers and bounds of its own on
 * nesting and length. Open containers stand on a stack in memory, so that no nesting can exhaust that of the thread.
 */
public final class JsonReader {

    /** How deep containers may be nested. */
    public static final int MAX_DEPTH = 600;

    /** How many digits an integer may have: as many as Python's {@code int} reads. */
    public static final int MAX_DIGITS = 4300;

    /** How long a text may be, in characters; what is longer would take too much memory once read. */
    public static final int MAX_LENGTH = 16 << 20;

    /** A container whose end has not come. */
    private static final class Level {
        final @Nullable Map<String, JsonValue> members;
        final List<JsonValue> elements = new ArrayList<>(0);
        final int start;
        String name = "";

        Level(boolean object, int start) {
            this.members = object ? new LinkedHashMap<>() : null;
            this.start = start;
        }

        void add(JsonValue value) {
            if (members == null) {
                elements.add(value);
            } else {
                members.put(name, value);
            }
        }

        char closing() {
            return members == null ? ']' : '}';
        }

        JsonValue close(int end) {
            return members == null ? new JsonArray(elements) : new JsonObject(members, start, end);
        }
    }

    private final String text;
    private final int maxDepth;
    private final Deque<Level> open = new ArrayDeque<>();
    private int at;

    private JsonReader(String text, int maxDepth) {
        this.text = text;
        this.maxDepth = maxDepth;
    }

    /** Reads a text. */
    public static JsonValue read(String text) throws JsonException {
        return read(text, MAX_DEPTH);
    }

    /** Reads a text with a bound of its own on nesting, for what will stand inside something else. */
    public static JsonValue read(String text, int maxDepth) throws JsonException {
        return new JsonReader(text, maxDepth).document();
    }

    /** The text of bytes in UTF-8, strictly. */
    public static String decode(byte[] bytes) throws JsonException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // What is malformed has become a replacement character; whether one was sent as such, only a second look tells.
        if (text.indexOf('\ufffd') >= 0) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(in, CharBuffer.allocate(bytes.length), true)
                    .isError()) {
                throw new JsonException(Phrase.of("problem.jsonUtf8", in.position() + 1));
            }
        }
        return text;
    }

    private JsonValue document() throws JsonException {
        if (text.length() > MAX_LENGTH) {
            throw new JsonException(Phrase.of("problem.jsonLength", text.length(), MAX_LENGTH));
        } else if (text.startsWith("\ufeff")) {
            throw problem("problem.jsonMark", 0);
        }
        while (true) {
            skipSpace();
            JsonValue value = begin();
            while (value != null) {
                Level level = open.peek();
                if (level == null) {
                    skipSpace();
                    if (at < text.length()) {
                        throw problem("problem.jsonExtra", at);
                    }
                    return value;
                }
                level.add(value);
                value = next(level);
            }
        }
    }

    /** Reads a scalar or an empty container; null where a container was opened that holds something. */
    private @Nullable JsonValue begin() throws JsonException {
        return switch (peek()) {
            case '{', '[' -> enter();
            case '"' -> new JsonString(string());
            case 'n' -> word("null", JsonLiteral.NULL);
            case 't' -> word("true", JsonLiteral.TRUE);
            case 'f' -> word("false", JsonLiteral.FALSE);
            case 'N' -> word("NaN", new JsonReal(Double.NaN));
            case 'I' -> word("Infinity", new JsonReal(Double.POSITIVE_INFINITY));
            case '-' ->
                text.startsWith("-I", at) ? word("-Infinity", new JsonReal(Double.NEGATIVE_INFINITY)) : number();
            default -> number();
        };
    }

    private @Nullable JsonValue enter() throws JsonException {
        if (open.size() >= maxDepth) {
            throw problem("problem.jsonDepth", at, maxDepth);
        }
        Level level = new Level(peek() == '{', at);
        at++;
        skipSpace();
        if (peek() == level.closing()) {
            at++;
            return level.close(at);
        }
        if (level.members != null) {
            level.name = name();
        }
        open.push(level);
        return null;
    }

    /** Goes on behind a value inside a container: null where another one follows, else the container, which is complete. */
    private @Nullable JsonValue next(Level level) throws JsonException {
        skipSpace();
        if (peek() == level.closing()) {
            at++;
            open.pop();
            return level.close(at);
        } else if (peek() != ',') {
            throw problem(level.members == null ? "problem.jsonElements" : "problem.jsonMembers", at);
        }
        at++;
        if (level.members != null) {
            skipSpace();
            level.name = name();
        }
        return null;
    }

    private String name() throws JsonException {
        if (peek() != '"') {
            throw problem("problem.jsonName", at);
        }
        String name = string();
        skipSpace();
        if (peek() != ':') {
            throw problem("problem.jsonColon", at);
        }
        at++;
        return name;
    }

    private JsonValue word(String word, JsonValue value) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw problem("problem.jsonValue", at);
        }
        at += word.length();
        return value;
    }

    private JsonValue number() throws JsonException {
        int start = at;
        int first = peek() == '-' ? at + 1 : at;
        int end = digits(first);
        if (end == first) {
            throw problem("problem.jsonValue", start);
        } else if (text.charAt(first) == '0') {
            // What stands behind a leading zero does not belong to the number.
            end = first + 1;
        }
        int whole = end;
        if (charAt(end) == '.' && digits(end + 1) > end + 1) {
            end = digits(end + 1);
        }
        if (charAt(end) == 'e' || charAt(end) == 'E') {
            int exponent = charAt(end + 1) == '+' || charAt(end + 1) == '-' ? end + 2 : end + 1;
            if (digits(exponent) > exponent) {
                end = digits(exponent);
            }
        }
        at = end;
        if (end > whole) {
            return new JsonReal(Double.parseDouble(text.substring(start, end)));
        } else if (whole - first > MAX_DIGITS) {
            throw problem("problem.jsonDigits", start, MAX_DIGITS);
        }
        return new JsonInteger(text.charAt(first) == '0' ? "0" : text.substring(start, end));
    }

    /** Where the digits that begin at {@code from} end. */
    private int digits(int from) {
        int end = from;
        while (charAt(end) >= '0' && charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Reads a string, at its first quote. */
    private String string() throws JsonException {
        int start = at;
        int from = start + 1;
        @Nullable StringBuilder out = null;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                at = i + 1;
                return out == null
                        ? text.substring(from, i)
                        : out.append(text, from, i).toString();
            } else if (c == '\\') {
                out = (out == null ? new StringBuilder() : out).append(text, from, i);
                i = escape(i, out);
                from = i + 1;
            } else if (c < ' ') {
                throw problem("problem.jsonControl", i);
            }
        }
        throw problem("problem.jsonString", start);
    }

    /** Appends what the escape at {@code i} stands for, and returns its last index. */
    private int escape(int i, StringBuilder out) throws JsonException {
        char c = charAt(i + 1);
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(simple));
            return i + 1;
        } else if (c != 'u') {
            throw problem("problem.jsonEscape", i);
        }
        int unit = 0;
        for (int k = i + 2; k < i + 6; k++) {
            char digit = charAt(k);
            // Not Character.digit alone: it knows digits of other scripts too.
            int value = digit < 0x80 ? Character.digit(digit, 16) : -1;
            if (value < 0) {
                throw problem("problem.jsonEscape", i);
            }
            unit = unit << 4 | value;
        }
        out.append((char) unit);
        return i + 5;
    }

    private void skipSpace() {
        // Most of the time there is none, which the first comparison tells.
        while (at < text.length() && text.charAt(at) <= ' ' && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return charAt(at);
    }

    /** The character there; behind the end one that stands for nothing, and that JSON has nowhere. */
    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private JsonException problem(String key, int where) {
        return problem(key, where, 0);
    }

    /** A problem with the line and column at which it stands, counted from 1. */
    private JsonException problem(String key, int where, int limit) {
        int line = 1;
        int begin = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < where; i = text.indexOf('\n', i + 1)) {
            line++;
            begin = i + 1;
        }
        return new JsonException(Phrase.of(key, line, where - begin + 1, limit));
    }
}
