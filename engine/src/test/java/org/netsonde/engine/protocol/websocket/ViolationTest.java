package org.netsonde.engine.protocol.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.compression.CompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;

class ViolationTest {

    private static @Nullable Violation of(Throwable cause) {
        return Violation.of(cause, new InetSocketAddress("127.0.0.1", 5000));
    }

    private static Violation corrupted(WebSocketCloseStatus status, String message) {
        return of(new CorruptedWebSocketFrameException(status, message));
    }

    @Test
    void brokenRulesAreTheFaultOfThePeer() {
        Violation violation = corrupted(WebSocketCloseStatus.PROTOCOL_ERROR, "Fragmented control frame");
        assertThat(violation.code()).isEqualTo(CloseCode.PROTOCOL_ERROR);
        assertThat(violation.reason()).isEqualTo("fragmented control frame");
        assertThat(violation.failure().kind()).isEqualTo(Failure.Kind.MALFORMED_MESSAGE);
        assertThat(violation.failure().what())
                .hasToString(
                        "127.0.0.1:5000 broke the rules of WebSocket and was sent close 1002: fragmented control frame.");
    }

    @Test
    void messageThatIsTooLongIsCountedAsSuch() {
        Violation violation =
                corrupted(WebSocketCloseStatus.MESSAGE_TOO_BIG, "Max frame length of 10 has been exceeded.");
        assertThat(violation.code()).isEqualTo(CloseCode.TOO_BIG);
        assertThat(violation.failure().kind()).isEqualTo(Failure.Kind.FRAME_TOO_LARGE);
        assertThat(violation.failure().what().toString()).endsWith("exceeded.").doesNotContain("..");
    }

    @Test
    void reasonFitsIntoAClose() {
        Violation violation = corrupted(WebSocketCloseStatus.PROTOCOL_ERROR, "x".repeat(1000));
        assertThat(Typed.closing(violation.code(), violation.reason())).hasSizeLessThanOrEqualTo(125);
    }

    @Test
    void otherFailuresBreakNoRuleOfWebSocket() {
        assertThat(of(new IOException("Connection reset"))).isNull();
        assertThat(of(new IllegalStateException())).isNull();
        assertThat(of(new DecoderException(new SSLException("bad record MAC")))).isNull();
        assertThat(of(new DecoderException(new IllegalStateException("a stage is broken"))))
                .isNull();
        assertThat(of(new EncoderException(new CompressionException("our own fault"))))
                .isNull();
    }
}
