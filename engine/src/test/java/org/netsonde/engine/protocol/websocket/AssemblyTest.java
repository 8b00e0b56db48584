package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.junit.jupiter.api.Test;

class AssemblyTest {

    private static final ByteBufAllocator ALLOC = UnpooledByteBufAllocator.DEFAULT;

    private final Assembly assembly = new Assembly(10);

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }

    private static WebSocketFrame text(boolean last, String text) {
        return new TextWebSocketFrame(last, 0, bytes(text));
    }

    private static WebSocketFrame binary(boolean last, String text) {
        return new BinaryWebSocketFrame(last, 0, bytes(text));
    }

    private static WebSocketFrame more(boolean last, String text) {
        return new ContinuationWebSocketFrame(last, 0, bytes(text));
    }

    /** The message that ends with a frame as its opcode and its text; "-" while there is none. */
    private String add(WebSocketFrame frame) {
        try {
            ByteBuf typed = assembly.add(ALLOC, frame);
            if (typed == null) {
                return "-";
            }
            byte[] bytes = ByteBufUtil.getBytes(typed);
            typed.release();
            return bytes[0] + new String(bytes, 1, bytes.length - 1, US_ASCII);
        } finally {
            assertThat(frame.release()).as("the frame was left with its owner").isTrue();
        }
    }

    @Test
    void frameThatIsAMessageIsHandedOnWithItsKind() {
        assertThat(add(text(true, "Hello"))).isEqualTo("1Hello");
        assertThat(add(binary(true, "ab"))).isEqualTo("2ab");
        assertThat(add(text(true, ""))).isEqualTo("1");
    }

    @Test
    void framesOfAMessageArePutTogether() {
        assertThat(add(binary(false, "ab"))).isEqualTo("-");
        assertThat(add(more(false, ""))).isEqualTo("-");
        assertThat(add(more(false, "cd"))).isEqualTo("-");
        assertThat(add(more(true, "e"))).isEqualTo("2abcde");
        assertThat(add(text(false, ""))).isEqualTo("-");
        assertThat(add(more(true, ""))).isEqualTo("1");
    }

    @Test
    void messageMayBeAsLongAsAllowed() {
        assertThat(add(text(true, "0123456789"))).isEqualTo("10123456789");
        assertThat(add(text(false, "012345678"))).isEqualTo("-");
        assertThat(add(more(true, "9"))).isEqualTo("10123456789");
    }

    @Test
    void messageThatIsLongerIsGivenUp() {
        assertTooLong(text(true, "0123456789a"));
        add(text(false, "0123456789"));
        add(more(false, ""));
        assertTooLong(more(false, "a"));
        assertThat(add(text(true, "next"))).isEqualTo("1next");
    }

    private void assertTooLong(WebSocketFrame frame) {
        CorruptedWebSocketFrameException thrown =
                catchThrowableOfType(CorruptedWebSocketFrameException.class, () -> add(frame));
        assertThat(thrown.closeStatus()).isEqualTo(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        assertThat(thrown).hasMessage("a message is longer than 10 bytes");
    }

    @Test
    void whatHasBegunMayBeForgotten() {
        add(text(false, "never"));
        assembly.giveUp();
        assembly.giveUp();
        assertThat(add(binary(true, "next"))).isEqualTo("2next");
    }
}
