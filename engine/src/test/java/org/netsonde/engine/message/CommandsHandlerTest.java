package org.netsonde.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsHandlerTest {

    /** The words of the example that this responder takes up. */
    private static final MessageHandler CHINESE =
            new Responder.Commands("", "结果: ", "计算错误", "广播: ", "服务器回复: ").handler();

    private static List<String> replies(MessageHandler handler, String message) {
        RecordingPeer peer = new RecordingPeer();
        peer.say(handler, message);
        return peer.replies;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "echo:Hello|Hello",
                "echo: Hello WebSocket! |Hello WebSocket! ",
                "echo:|''",
                "echo: \t|''",
                "calc: 2 + 3|结果: 5",
                "calc: 10 * 5|结果: 50",
                "calc:10/4|结果: 2.5",
                "calc:|计算错误",
                "calc:1/0|计算错误",
                "calc:__import__('os')|计算错误",
                "calc:9**9|计算错误",
                "Hello|服务器回复: Hello",
                "Echo:Hello|服务器回复: Echo:Hello",
                " echo:Hello|服务器回复:  echo:Hello",
                "echo|服务器回复: echo",
                "''|服务器回复: ",
            })
    void answersWhatAMessageAsksFor(String message, String expected) {
        assertThat(replies(CHINESE, message)).containsExactly(expected);
    }

    @Test
    void broadcastGoesToEverybodyAndNotToTheSenderTwice() {
        RecordingPeer peer = new RecordingPeer();
        peer.say(CHINESE, "broadcast: dinner");
        assertThat(peer.broadcasts).containsExactly("广播: dinner true");
        assertThat(peer.replies).isEmpty();
    }

    @Test
    void nothingIsPutBeforeRepliesByDefault() {
        MessageHandler handler = new Responder.Commands().handler();
        assertThat(replies(handler, "echo:a")).containsExactly("a");
        assertThat(replies(handler, "calc:1+1")).containsExactly("2");
        assertThat(replies(handler, "calc:x")).containsExactly("error");
        assertThat(replies(handler, "other")).containsExactly("other");
    }

    @Test
    void whatIsNotTextComesBackByteForByte() {
        List<byte[]> sent = new ArrayList<>();
        RecordingPeer peer = new RecordingPeer() {
            @Override
            public void reply(ByteBuf payload) {
                sent.add(ByteBufUtil.getBytes(payload));
            }
        };
        byte[] message = {'e', 'c', 'h', 'o', ':', (byte) 0xC3, (byte) 0x28, 0};
        peer.say(new Responder.Commands().handler(), message);
        assertThat(sent).containsExactly(message);
    }

    @Test
    void looksOnlyAtTheMessageItself() {
        RecordingPeer peer = new RecordingPeer();
        ByteBuf read = Unpooled.copiedBuffer("calc:1\necho:two\ncalc:3", java.nio.charset.StandardCharsets.UTF_8);
        new Responder.Commands().handler().received(peer, read, 7, 8);
        assertThat(peer.replies).containsExactly("two");
        assertThat(read.readerIndex()).isZero();
    }

    @Test
    void hugeExpressionIsAnErrorLikeAnyOther() {
        assertThat(replies(CHINESE, "calc:" + "(".repeat(4_000_000))).containsExactly("计算错误");
        assertThat(replies(CHINESE, "calc:" + " ".repeat(3000) + "7\r\n")).containsExactly("结果: 7");
    }
}
