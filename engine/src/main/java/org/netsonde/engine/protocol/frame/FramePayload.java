package org.netsonde.engine.protocol.frame;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.netsonde.engine.protocol.frame.json.CanonicalJson;
import org.netsonde.engine.protocol.frame.json.JsonException;
import org.netsonde.engine.protocol.frame.json.JsonReader;
import org.netsonde.engine.protocol.frame.json.JsonValue;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/**
 * What somebody wrote into the payload of a frame, as it is sent.
 *
 * @param text the payload as JSON on one line
 * @param checksum its checksum
 * @param wrapped whether it was no JSON object, but text that is sent as {@code {"text": …}}
 */
record FramePayload(String text, String checksum, boolean wrapped) {

    /**
     * The payload of a text. An object is sent as it is written, so that a peer's reading of other orders and notations can
     * be tried; only line breaks become spaces, and surrogates without a partner escapes, since neither can be sent.
     *
     * @throws JsonException if it begins like an object and is not one
     */
    static FramePayload of(String source) throws JsonException {
        String text = source.strip();
        if (text.startsWith("{")) {
            // One level less than a frame may have, since it stands inside one.
            JsonValue value = JsonReader.read(text, JsonReader.MAX_DEPTH - 1);
            return new FramePayload(sendable(text), CanonicalJson.md5(CanonicalJson.write(value)), false);
        }
        byte[] canonical = CanonicalJson.write(new JsonObject(Map.of("text", new JsonString(source))));
        return new FramePayload(new String(canonical, StandardCharsets.US_ASCII), CanonicalJson.md5(canonical), true);
    }

    private static String sendable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r') {
                out.append(' ');
            } else if (Character.getType(c) == Character.SURROGATE) {
                out.append("\\u").append(Integer.toHexString(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
