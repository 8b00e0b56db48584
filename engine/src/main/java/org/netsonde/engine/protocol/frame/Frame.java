package org.netsonde.engine.protocol.frame;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.protocol.frame.json.CanonicalJson;
import org.netsonde.engine.protocol.frame.json.JsonException;
import org.netsonde.engine.protocol.frame.json.JsonReader;
import org.netsonde.engine.protocol.frame.json.JsonValue;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonInteger;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonReal;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/**
 * A message that is a frame, with a checksum that may be right or wrong. Fields beyond the four are passed over.
 *
 * @param type what it is
 * @param payload what it carries
 * @param payloadText the payload as it was written
 * @param checksum the checksum that it carries
 * @param expected the checksum of its payload
 */
record Frame(String type, JsonObject payload, String payloadText, String checksum, String expected) {

    /** The type of frames that report an error; they are never answered with another. */
    static final String ERROR = "error";

    /** How much of what a peer wrote is repeated in words about it. */
    private static final int SHOWN = 100;

    /** Reads a message. */
    static Frame read(byte[] message) throws FrameException {
        try {
            String text = JsonReader.decode(message);
            if (!(JsonReader.read(text) instanceof JsonObject fields)) {
                throw new FrameException(ErrorCode.BAD_FRAME, Phrase.of("problem.frameObject"));
            }
            return of(text, fields.members());
        } catch (JsonException e) {
            throw new FrameException(ErrorCode.BAD_JSON, e.phrase());
        }
    }

    private static Frame of(String text, Map<String, JsonValue> fields) throws FrameException {
        if (!(field(fields, "type", "") instanceof JsonString(String type))) {
            throw wrong("", Phrase.of("problem.frameText", "type"));
        }
        if (!(field(fields, "payload", type) instanceof JsonObject payload)) {
            throw wrong(type, Phrase.of("problem.framePayload"));
        }
        JsonValue timestamp = field(fields, "timestamp", type);
        if (!(timestamp instanceof JsonInteger || timestamp instanceof JsonReal)) {
            throw wrong(type, Phrase.of("problem.frameTimestamp"));
        }
        if (!(field(fields, "checksum", type) instanceof JsonString(String checksum))) {
            throw wrong(type, Phrase.of("problem.frameText", "checksum"));
        }
        String expected = CanonicalJson.md5(CanonicalJson.write(payload));
        return new Frame(type, payload, text.substring(payload.start(), payload.end()), checksum, expected);
    }

    private static JsonValue field(Map<String, JsonValue> fields, String name, String type) throws FrameException {
        @Nullable JsonValue value = fields.get(name);
        if (value == null) {
            throw wrong(type, Phrase.of("problem.frameField", name));
        }
        return value;
    }

    private static FrameException wrong(String type, Phrase phrase) {
        return new FrameException(ErrorCode.BAD_FRAME, phrase, type);
    }

    /** Whether the checksum is that of the payload. */
    boolean isRight() {
        return checksum.equals(expected);
    }

    /** This frame if its checksum is right. */
    Frame checked() throws FrameException {
        if (!isRight()) {
            throw new FrameException(
                    ErrorCode.BAD_CHECKSUM, Phrase.of("problem.frameChecksum", shown(checksum), expected), type);
        }
        return this;
    }

    /** Whether it reports an error. */
    boolean isError() {
        return type.equals(ERROR);
    }

    /**
     * The failure that an error frame tells of.
     *
     * @param where who sent it
     */
    Failure failure(String where) {
        return Failure.of(Failure.Kind.PEER_ERROR, "peerError", where, told("code"), told("message"));
    }

    private String told(String name) {
        return payload.members().get(name) instanceof JsonString(String text) ? shown(text) : "-";
    }

    /** Text of a peer for a sentence about it: short, on one line, nothing invisible. */
    static String shown(String text) {
        String head = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return Escapes.encode(head.getBytes(StandardCharsets.UTF_8));
    }
}
