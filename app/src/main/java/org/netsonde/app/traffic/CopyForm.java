package org.netsonde.app.traffic;

import java.nio.charset.StandardCharsets;
import org.netsonde.engine.message.Escapes;

/** How a message is put on the clipboard. */
enum CopyForm {
    /** Text in which nothing can act where it is pasted; the usual way. */
    ESCAPED,
    HEX,
    /** The text as it is, control characters included. */
    RAW;

    String of(byte[] bytes) {
        return switch (this) {
            case ESCAPED -> Escapes.encode(bytes);
            case HEX -> Escapes.toHex(bytes);
            case RAW -> new String(bytes, StandardCharsets.UTF_8);
        };
    }
}
