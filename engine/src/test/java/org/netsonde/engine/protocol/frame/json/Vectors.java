package org.netsonde.engine.protocol.frame.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payloads with their canonical text and checksum, and texts that must be refused. Made with Python 3.11.
 */
public final class Vectors {

    /** A text, and what Python makes of it; canonical text and digest are empty where it is refused. */
    public record Vector(int id, String group, String input, boolean ok, String canonical, String md5) {
        @Override
        public String toString() {
            return id + " " + group + " " + (input.length() > 60 ? input.substring(0, 60) + "…" : input);
        }
    }

    private Vectors() {}

    /** All of them. */
    public static List<Vector> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Vectors.class.getResourceAsStream("checksum.jsonl")), UTF_8))) {
            return lines.lines()
                    .map(line -> vector(JsonMapper.shared().readTree(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector vector(JsonNode line) {
        return new Vector(
                line.get("id").asInt(),
                line.get("group").asString(),
                line.has("input") ? line.get("input").asString() : repeated(line.get("input_repeat")),
                line.get("ok").asBoolean(),
                line.path("canonical").asString(""),
                line.path("md5").asString(""));
    }

    private static String repeated(JsonNode parts) {
        return parts.get(0).asString().repeat(parts.get(1).asInt())
                + parts.get(2).asString()
                + parts.get(3).asString().repeat(parts.get(4).asInt());
    }
}
