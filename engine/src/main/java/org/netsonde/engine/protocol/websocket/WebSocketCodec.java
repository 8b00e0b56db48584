package org.netsonde.engine.protocol.websocket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.MessageCodec;

/** Writes messages as {@link Typed} bytes and reads them back. */
final class WebSocketCodec implements MessageCodec<WebSocketMessage> {

    @Override
    public byte[] encode(WebSocketMessage message) {
        return Typed.of(message.kind().opcode(), message.payload());
    }

    @Override
    public Set<String> unused(WebSocketMessage message) {
        return message.kind() == Kind.CLOSE ? Set.of() : Set.of("code");
    }

    @Override
    public int length(WebSocketMessage message) {
        return message.payload().length;
    }

    /** What cannot be sent as it is, such as a text that was cut in the middle of a character, is taken for binary. */
    @Override
    public WebSocketMessage decode(byte[] typed) {
        Kind kind = Typed.kind(typed);
        byte[] payload = Typed.payload(typed);
        if (kind == Kind.CLOSE) {
            return closing(CloseCode.of(payload));
        } else if (kind == null
                || (kind == Kind.TEXT && !Escapes.isUtf8(payload))
                || (kind.isControl() && payload.length > WebSocketMessage.MAX_CONTROL)) {
            return WebSocketMessage.of(Kind.BINARY, payload);
        }
        return WebSocketMessage.of(kind, payload);
    }

    private static WebSocketMessage closing(CloseCode close) {
        int code = CloseCode.maySend(close.code()) ? close.code() : CloseCode.NORMAL;
        byte[] reason = close.reason().getBytes(StandardCharsets.UTF_8);
        String data = reason.length <= WebSocketMessage.MAX_CONTROL - 2 ? Escapes.encode(reason) : "";
        return new WebSocketMessage(Kind.CLOSE, StreamMessage.Format.ESCAPED, data, code);
    }

    @Override
    public Content content(byte[] typed) {
        Kind kind = Typed.kind(typed);
        byte[] payload = Typed.payload(typed);
        if (kind == Kind.CLOSE) {
            CloseCode close = CloseCode.of(payload);
            return new Content(
                    Optional.of(Phrase.of("messageKind.close")),
                    close.rawPhrase().toString().getBytes(StandardCharsets.UTF_8));
        }
        return new Content(name(typed, kind), payload);
    }

    @Override
    public List<Phrase> kinds() {
        return List.of(
                Phrase.of("messageKind.binary"),
                Phrase.of("messageKind.ping"),
                Phrase.of("messageKind.pong"),
                Phrase.of("messageKind.close"),
                Phrase.of("messageKind.handshake"));
    }

    private static Optional<Phrase> name(byte[] typed, @Nullable Kind kind) {
        if (typed.length > 0 && typed[0] == Kind.HANDSHAKE) {
            return Optional.of(Phrase.of("messageKind.handshake"));
        }
        return kind == null
                ? Optional.empty()
                : switch (kind) {
                    // What most messages are goes without saying.
                    case TEXT -> Optional.empty();
                    case BINARY -> Optional.of(Phrase.of("messageKind.binary"));
                    case PING -> Optional.of(Phrase.of("messageKind.ping"));
                    case PONG -> Optional.of(Phrase.of("messageKind.pong"));
                    case CLOSE -> Optional.of(Phrase.of("messageKind.close"));
                };
    }
}
