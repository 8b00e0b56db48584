package org.netsonde.engine.protocol.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.HandlerFactory;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.message.Peer;
import org.netsonde.engine.message.RecordingPeer;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.message.StreamMessage.Format;
import org.netsonde.engine.message.rule.Match;
import org.netsonde.engine.message.rule.Rule;

class TypedResponderTest {

    /** Collects what is sent as hexadecimal digits. */
    private static final class HexPeer extends RecordingPeer {
        @Override
        public void reply(ByteBuf payload) {
            replies.add(ByteBufUtil.hexDump(payload));
        }

        @Override
        public void broadcast(ByteBuf payload, boolean includeSelf) {
            broadcasts.add(ByteBufUtil.hexDump(payload));
        }
    }

    private final HexPeer peer = new HexPeer();

    private MessageHandler joined(HandlerFactory responder) {
        MessageHandler handler = new TypedResponder(responder).handler();
        handler.joined(peer);
        return handler;
    }

    private void say(MessageHandler handler, String hex) {
        peer.say(handler, HexFormat.of().parseHex(hex));
    }

    private static Responder.Rules rules(Duration delay, Rule.To to) {
        Rule rule = new Rule(new Match.Any(), "ok", Format.TEXT, delay, to, false, false);
        return new Responder.Rules(List.of(rule), Responder.Rules.Otherwise.NOTHING);
    }

    @Test
    void replyIsOfTheKindOfTheMessage() {
        MessageHandler handler = joined(new Responder.Echo());
        say(handler, "0161");
        say(handler, "0261");
        say(handler, "02ff");
        say(handler, "01");
        say(handler, "02");
        assertThat(peer.replies).containsExactly("0161", "0261", "02ff", "01", "02");
    }

    @Test
    void responderSeesThePayloadOnly() {
        List<String> seen = new ArrayList<>();
        MessageHandler handler = joined(() -> new MessageHandler() {
            @Override
            public void received(Peer from, ByteBuf in, int index, int length) {
                seen.add(in.toString(index, length, UTF_8));
            }
        });
        ByteBuf read = Unpooled.copiedBuffer("....\u0001Hello....", UTF_8);
        handler.received(peer, read, 4, 6);
        assertThat(seen).containsExactly("Hello");
    }

    @Test
    void textThatCannotBeTextIsSentAsBinary() {
        MessageHandler handler = joined(() -> new MessageHandler() {
            @Override
            public void received(Peer from, ByteBuf in, int index, int length) {
                from.reply(Unpooled.wrappedBuffer(new byte[] {(byte) 0xC3}));
            }
        });
        say(handler, "0161");
        assertThat(peer.replies).containsExactly("02c3");
    }

    @Test
    void broadcastIsOfTheKindOfTheMessage() {
        MessageHandler handler = joined(rules(Duration.ZERO, Rule.To.EVERYONE));
        say(handler, "0161");
        say(handler, "0261");
        assertThat(peer.broadcasts).containsExactly("016f6b", "026f6b");
    }

    @Test
    void replyThatWaitsIsOfTheKindOfTheMessageThatItAnswers() {
        MessageHandler handler = joined(rules(Duration.ofSeconds(1), Rule.To.SENDER));
        say(handler, "0261");
        say(handler, "0161");
        peer.pass();
        assertThat(peer.replies).containsExactly("026f6b", "016f6b");
    }

    @Test
    void whatWasNotAskedForIsTextWhereItCanBe() {
        MessageHandler text = joined(new Responder.Generate(
                "né", Format.TEXT, Duration.ofSeconds(1), 0, new Responder.Generate().messageSize()));
        assertThat(peer.replies).containsExactly("016ec3a9");
        say(text, "0261");
        peer.pass();
        assertThat(peer.replies).containsExactly("016ec3a9", "016ec3a9");

        joined(new Responder.Generate(
                "ff", Format.HEX, Duration.ofSeconds(1), 0, new Responder.Generate().messageSize()));
        assertThat(peer.replies).last().isEqualTo("02ff");
    }

    @Test
    void handlerIsToldOfTheSamePeerUntilItLeft() {
        List<Peer> told = new ArrayList<>();
        MessageHandler handler = joined(() -> new MessageHandler() {
            @Override
            public void joined(Peer it) {
                told.add(it);
            }

            @Override
            public void received(Peer it, ByteBuf in, int index, int length) {
                told.add(it);
            }

            @Override
            public void writable(Peer it) {
                told.add(it);
            }

            @Override
            public void left(Peer it) {
                told.add(it);
            }
        });
        say(handler, "0161");
        handler.writable(peer);
        handler.left(peer);
        assertThat(told).hasSize(4).allMatch(it -> it == told.getFirst());
        handler.joined(peer);
        assertThat(told.getLast()).as("another connection").isNotSameAs(told.getFirst());
    }

    @Test
    void peerIsAsItWasOtherwise() {
        List<Peer> told = new ArrayList<>();
        joined(() -> new MessageHandler() {
            @Override
            public void joined(Peer it) {
                told.add(it);
            }

            @Override
            public void received(Peer it, ByteBuf in, int index, int length) {}
        });
        Peer typed = told.getFirst();
        assertThat(typed.connectionId()).isEqualTo(peer.connectionId());
        assertThat(typed.remote()).isEqualTo(peer.remote());
        assertThat(typed.alloc()).isSameAs(peer.alloc());
        assertThat(typed.meter()).isSameAs(peer.meter());
        assertThat(typed.hasBackPressure()).isTrue();
        assertThat(typed.isWritable()).isTrue();
        peer.writable = false;
        assertThat(typed.isWritable()).isFalse();
        typed.close();
        assertThat(peer.closed).isTrue();
    }
}
