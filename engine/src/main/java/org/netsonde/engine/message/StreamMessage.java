package org.netsonde.engine.message;

import java.nio.charset.StandardCharsets;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.Shorthand;

/**
 * The message of every protocol that sends bytes.
 *
 * @param format how {@code data} is written
 * @param data the payload, without framing
 */
@Shorthand("data")
public record StreamMessage(
        Format format,
        @Option(max = 4 << 20, editor = "payload") String data) {

    /** The ways to write a payload. */
    public enum Format {
        /** As it stands, in UTF-8. */
        TEXT,
        /** UTF-8 with escapes such as {@code \n} and {@code \x03}. */
        ESCAPED,
        /** Hexadecimal digits. */
        HEX
    }

    public StreamMessage {
        try {
            decode(format, data);
        } catch (EscapeException e) {
            throw new SettingsException("data", e.phrase());
        }
    }

    /** An empty text. */
    public StreamMessage() {
        this(Format.TEXT, "");
    }

    /** A message of bytes that were received: text where they are printable UTF-8, else with escapes. */
    public static StreamMessage of(byte[] bytes) {
        return new StreamMessage(Format.ESCAPED, Escapes.encode(bytes));
    }

    /** The bytes of the payload. */
    public byte[] bytes() {
        return decode(format, data);
    }

    /**
     * The bytes of a text in one of the formats.
     *
     * @throws EscapeException if it is not written as the format has it
     */
    public static byte[] decode(Format format, String data) {
        return switch (format) {
            case TEXT -> data.getBytes(StandardCharsets.UTF_8);
            case ESCAPED -> Escapes.decode(data);
            case HEX -> Escapes.hex(data);
        };
    }
}
