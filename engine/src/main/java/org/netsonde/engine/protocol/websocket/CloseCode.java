package org.netsonde.engine.protocol.websocket;

import java.nio.charset.StandardCharsets;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;

/**
 * What a close says (RFC 6455, section 7.4).
 *
 * @param code its number; {@link #NONE} if there was none
 * @param reason what stands behind it, mostly nothing
 */
record CloseCode(int code, String reason) {

    /** A close without a code. */
    static final int NONE = 1005;

    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int ABNORMAL = 1006;
    static final int INVALID_DATA = 1007;
    static final int POLICY = 1008;
    static final int TOO_BIG = 1009;
    static final int INTERNAL_ERROR = 1011;

    private static final int FIRST_NAMED = 1000;
    private static final int LAST_NAMED = 1015;

    /** What the payload of a close says. */
    static CloseCode of(byte[] payload) {
        if (payload.length < 2) {
            return new CloseCode(NONE, "");
        }
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        return new CloseCode(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    /** Whether an endpoint may send it: those that only stand for something that happened are never sent. */
    static boolean maySend(int code) {
        return code >= 1000
                && code <= 4999
                && code != 1004
                && code != 1005
                && code != 1006
                && code != 1015
                && (code <= 1014 || code >= 3000);
    }

    /** The code and what it means, with a reason in which nothing acts on a screen. */
    Phrase phrase() {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        return phrase(Escapes.encode(utf8).replace("\\\\", "\\"));
    }

    /** The code and what it means, with the reason as it was sent. */
    Phrase rawPhrase() {
        return phrase(reason);
    }

    private Phrase phrase(String shown) {
        String meaning = code >= FIRST_NAMED && code <= LAST_NAMED ? Integer.toString(code) : "other";
        Phrase words = Phrase.of("closeCode." + meaning);
        return shown.isEmpty()
                ? Phrase.of("closing.code", code, words)
                : Phrase.of("closing.codeReason", code, words, shown);
    }
}
