package org.netsonde.engine.protocol.websocket;

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
        return cause instanceof CorruptedWebSocketFrameException corrupted
                ? of(corrupted.closeStatus(), text(corrupted), peer)
                : null;
    }

    /** A message of somebody who may only read. */
    static Violation readOnly(SocketAddress peer, String user) {
        return new Violation(
                CloseCode.POLICY,
                "this user may only read",
                Failure.of(Failure.Kind.PERMISSION_DENIED, "webSocketReadOnly", Addresses.text(peer), user));
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
