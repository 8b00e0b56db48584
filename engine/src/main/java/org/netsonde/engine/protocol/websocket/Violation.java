package org.netsonde.engine.protocol.websocket;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.exchange.Addresses;

/**
 * What a peer did against the rules.
 *
 * @param code the close code that it is answered with
 * @param reason sent with the code
 * @param failure the same for the user
 */
record Violation(int code, String reason, Failure failure) {

    /** The violation that an exception of a stage tells of; null if it is something else. */
    static @Nullable Violation of(Throwable cause, SocketAddress peer) {
        Throwable root = root(cause);
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            return of(corrupted.closeStatus(), text(corrupted), peer);
        } else if (!(cause instanceof DecoderException) || !(root instanceof CodecException)) {
            // Also what TLS and HTTP cannot read comes as an exception of a decoder.
            return null;
        }
        boolean bomb = String.valueOf(root.getMessage()).contains("maximum size");
        return of(
                bomb ? WebSocketCloseStatus.MESSAGE_TOO_BIG : WebSocketCloseStatus.INVALID_PAYLOAD_DATA,
                bomb ? "a message is too long when it is inflated" : "compressed data cannot be inflated",
                peer);
    }

    /** What was first: the exception of a codec where it was one, whatever it was caused by. */
    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && !(root instanceof DecompressionException)) {
            root = root.getCause();
        }
        return root;
    }

    private static Violation of(WebSocketCloseStatus status, String reason, SocketAddress peer) {
        Failure.Kind kind =
                status.code() == CloseCode.TOO_BIG ? Failure.Kind.FRAME_TOO_LARGE : Failure.Kind.MALFORMED_MESSAGE;
        return new Violation(
                status.code(),
                reason,
                Failure.of(kind, "webSocketViolation", Addresses.text(peer), status.code(), reason));
    }

    /** Short enough for a close, and in the style of our own texts; Netty's are in ASCII. */
    private static String text(CorruptedWebSocketFrameException corrupted) {
        String message = String.valueOf(corrupted.getMessage()).toLowerCase(Locale.ROOT);
        String reason = message.replace("getstatus code", "code").replaceFirst("\\.$", "");
        return reason.substring(0, Math.min(reason.length(), WebSocketMessage.MAX_CONTROL - 2));
    }
}
