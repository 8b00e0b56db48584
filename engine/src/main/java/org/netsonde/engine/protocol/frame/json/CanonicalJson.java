package org.netsonde.engine.protocol.frame.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.message.calc.PythonNumbers;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonArray;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonInteger;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonLiteral;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonReal;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/** Writes JSON as Python's {@code json.dumps(value, sort_keys=True)} does: ASCII on one line, keys by code point. */
public final class CanonicalJson {

    /** A container of which something is still to be written. */
    private static final class Level {
        final @Nullable JsonObject object;
        final Iterator<?> rest;
        final char closing;
        boolean first = true;

        Level(JsonObject object) {
            String[] names = object.members().keySet().toArray(String[]::new);
            Arrays.sort(names, CodePoints.ORDER);
            this.object = object;
            this.rest = Arrays.asList(names).iterator();
            this.closing = '}';
        }

        Level(JsonArray array) {
            this.object = null;
            this.rest = array.elements().iterator();
            this.closing = ']';
        }
    }

    private final AsciiBuffer out = new AsciiBuffer();
    private final Deque<Level> open = new ArrayDeque<>();

    private CanonicalJson() {}

    /** The canonical text of a value, as bytes. */
    public static byte[] write(JsonValue value) {
        return new CanonicalJson().document(value);
    }

    /** The lower-case hexadecimal MD5 of bytes, which is the checksum of a payload's canonical text. */
    public static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private byte[] document(JsonValue value) {
        begin(value);
        while (!open.isEmpty()) {
            Level level = open.element();
            if (!level.rest.hasNext()) {
                out.add(level.closing);
                open.pop();
                continue;
            }
            if (!level.first) {
                out.add(", ");
            }
            level.first = false;
            begin(next(level));
        }
        return out.toByteArray();
    }

    private JsonValue next(Level level) {
        Object next = level.rest.next();
        if (level.object == null) {
            return (JsonValue) next;
        }
        String name = (String) next;
        out.addQuoted(name);
        out.add(": ");
        return Objects.requireNonNull(level.object.members().get(name));
    }

    private void begin(JsonValue value) {
        switch (value) {
            case JsonObject object -> {
                out.add('{');
                open.push(new Level(object));
            }
            case JsonArray array -> {
                out.add('[');
                open.push(new Level(array));
            }
            case JsonString string -> out.addQuoted(string.text());
            case JsonInteger integer -> out.add(integer.digits());
            case JsonReal real -> out.add(real(real.value()));
            case JsonLiteral literal -> out.add(literal.word());
        }
    }

    /** As {@code json.dumps} writes it: what is not finite by its names in JavaScript, which are those of Java too. */
    private static String real(double value) {
        return Double.isFinite(value) ? PythonNumbers.repr(value) : Double.toString(value);
    }
}
