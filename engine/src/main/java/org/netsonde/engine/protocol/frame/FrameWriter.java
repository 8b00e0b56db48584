package org.netsonde.engine.protocol.frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.netsonde.engine.protocol.frame.json.CanonicalJson;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonObject;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonReal;
import org.netsonde.engine.protocol.frame.json.JsonValue.JsonString;

/** Writes frames, without framing. */
final class FrameWriter {

    /** What the fields other than the payload take at most, normally. */
    private static final int FIELDS = 160;

    private FrameWriter() {}

    /** A frame with the checksum that belongs to its payload. */
    static byte[] write(String type, JsonObject payload, Instant time) {
        byte[] canonical = CanonicalJson.write(payload);
        return write(type, canonical, time, CanonicalJson.md5(canonical));
    }

    /**
     * A frame.
     *
     * @param payload the payload as it is to be written
     * @param checksum whatever is to stand there
     */
    static byte[] write(String type, byte[] payload, Instant time, String checksum) {
        double seconds = time.getEpochSecond() + time.getNano() / 1e9;
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + FIELDS);
        field(out, "{\"type\": ", CanonicalJson.write(new JsonString(type)));
        field(out, ", \"payload\": ", payload);
        field(out, ", \"timestamp\": ", CanonicalJson.write(new JsonReal(seconds)));
        field(out, ", \"checksum\": ", CanonicalJson.write(new JsonString(checksum)));
        out.write('}');
        return out.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, String name, byte[] value) {
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(value);
    }
}
