package org.netsonde.app.relay;

import java.nio.charset.StandardCharsets;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.message.StreamMessage.Format;

/**
 * Bytes as a text that can be edited, and back: as plain text where nothing of them would be lost, with escapes, or as
 * hexadecimal digits. Stateless.
 */
final class BytesText {

    private BytesText() {}

    /** The ways in which those bytes can be written: all of them, or all but plain text. */
    static boolean fits(Format format, byte[] bytes) {
        return format != Format.TEXT || isPlain(bytes);
    }

    /** The way that reads best. */
    static Format best(byte[] bytes) {
        return isPlain(bytes) ? Format.TEXT : Escapes.isUtf8(bytes) ? Format.ESCAPED : Format.HEX;
    }

    /** The bytes as text; line breaks of plain text are shown as one kind, which {@link #read} is told. */
    static String write(Format format, byte[] bytes) {
        return switch (format) {
            case TEXT -> new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
            case ESCAPED -> Escapes.encode(bytes);
            case HEX -> Escapes.toHex(bytes);
        };
    }

    /**
     * The bytes of a text.
     *
     * @param breaks whether lines of plain text end in CR and LF, as those of the original do
     * @throws EscapeException if it is not written as the format has it
     */
    static byte[] read(Format format, String text, boolean breaks) {
        return switch (format) {
            case TEXT -> (breaks ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.UTF_8);
            case ESCAPED -> Escapes.decode(text);
            case HEX -> Escapes.hex(text);
        };
    }

    /** Whether lines end in CR and LF. */
    static boolean hasCrLf(byte[] bytes) {
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r') {
                return true;
            }
        }
        return false;
    }

    /** Whether it is text that shows as it is, with line breaks of one kind. */
    private static boolean isPlain(byte[] bytes) {
        if (!Escapes.isUtf8(bytes)) {
            return false;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean crLf = hasCrLf(bytes);
        String lines = crLf ? text.replace("\r\n", "") : text;
        if (crLf ? lines.indexOf('\n') >= 0 || lines.indexOf('\r') >= 0 : lines.indexOf('\r') >= 0) {
            return false;
        }
        String visible = lines.replace("\n", "").replace("\t", "").replace("\\", "");
        // What cannot be seen is written with an escape.
        return Escapes.encode(visible.getBytes(StandardCharsets.UTF_8)).equals(visible);
    }
}
