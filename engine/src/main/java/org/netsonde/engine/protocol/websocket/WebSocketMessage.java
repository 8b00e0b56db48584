package org.netsonde.engine.protocol.websocket;

import java.nio.charset.StandardCharsets;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.protocol.Shorthand;

/**
 * The message of the WebSocket protocols.
 *
 * @param kind a message, or a frame that controls the connection
 * @param format how {@code data} is written
 * @param data the payload; the reason of a close
 * @param code the code of a close; nothing for other kinds
 */
@Shorthand("data")
public record WebSocketMessage(
        Kind kind,
        StreamMessage.Format format,
        @Option(max = 4 << 20, editor = "payload") String data,
        @Option(min = 1000, max = 4999) int code) {

    /** The longest payload of a frame that controls the connection (RFC 6455, section 5.5). */
    static final int MAX_CONTROL = 125;

    public WebSocketMessage {
        byte[] payload;
        try {
            payload = StreamMessage.decode(format, data);
        } catch (EscapeException e) {
            throw new SettingsException("data", e.phrase());
        }
        if (kind == Kind.CLOSE && !CloseCode.maySend(code)) {
            throw new SettingsException("code", Phrase.of("problem.closeCode", code));
        }
        int most = kind == Kind.CLOSE ? MAX_CONTROL - 2 : MAX_CONTROL;
        if (kind.isControl() && payload.length > most) {
            throw new SettingsException("data", Phrase.of("problem.controlTooLong", payload.length, most));
        }
        if ((kind == Kind.TEXT || kind == Kind.CLOSE) && !Escapes.isUtf8(payload)) {
            throw new SettingsException("data", Phrase.of("problem.notUtf8"));
        }
    }

    /** An empty text. */
    public WebSocketMessage() {
        this(Kind.TEXT, StreamMessage.Format.TEXT, "", CloseCode.NORMAL);
    }

    /** A text. */
    public static WebSocketMessage text(String text) {
        return new WebSocketMessage(Kind.TEXT, StreamMessage.Format.TEXT, text, CloseCode.NORMAL);
    }

    /** A message of bytes that were received; no close. */
    static WebSocketMessage of(Kind kind, byte[] payload) {
        return new WebSocketMessage(kind, StreamMessage.Format.ESCAPED, Escapes.encode(payload), CloseCode.NORMAL);
    }

    /** The bytes of the payload, of a close with its code. */
    byte[] payload() {
        byte[] payload = StreamMessage.decode(format, data);
        return kind == Kind.CLOSE ? Typed.closing(code, new String(payload, StandardCharsets.UTF_8)) : payload;
    }
}
