package org.netsonde.engine.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BroadcastHandlerTest {

    /** Collects what it is sent. */
    private static final class Listener implements Peer {
        private final List<String> replies = new ArrayList<>();
        private final List<String> broadcasts = new ArrayList<>();

        @Override
        public SocketAddress remote() {
            return InetSocketAddress.createUnresolved("10.0.0.1", 5000);
        }

        @Override
        public ByteBufAllocator alloc() {
            return UnpooledByteBufAllocator.DEFAULT;
        }

        @Override
        public void reply(ByteBuf payload) {
            replies.add(payload.toString(UTF_8));
        }

        @Override
        public void broadcast(ByteBuf payload, boolean includeSelf) {
            broadcasts.add(payload.toString(UTF_8) + " " + includeSelf);
        }
    }

    private static void say(MessageHandler handler, Peer peer, byte[] message) {
        handler.received(peer, Unpooled.wrappedBuffer(message), 0, message.length);
    }

    private static List<String> replayed(MessageHandler handler) {
        Listener late = new Listener();
        handler.joined(late);
        return late.replies;
    }

    @Test
    void putsTheSendersAddressBeforeTheMessage() {
        Listener sender = new Listener();
        say(new BroadcastHandler(0, false), sender, "hello".getBytes(UTF_8));
        assertThat(sender.broadcasts).containsExactly("10.0.0.1:5000: hello false");
        assertThat(sender.replies).isEmpty();
    }

    @Test
    void replaysTheLatestInOrder() {
        BroadcastHandler handler = new BroadcastHandler(3, true);
        for (int i = 0; i < 10; i++) {
            say(handler, new Listener(), ("m" + i).getBytes(UTF_8));
        }
        assertThat(replayed(handler)).containsExactly("10.0.0.1:5000: m7", "10.0.0.1:5000: m8", "10.0.0.1:5000: m9");
    }

    @Test
    void remembersNothingUnlessAsked() {
        BroadcastHandler handler = new BroadcastHandler(0, true);
        say(handler, new Listener(), "x".getBytes(UTF_8));
        assertThat(replayed(handler)).isEmpty();
    }

    @Test
    void remembersNoMoreThanAMegabyteInAll() {
        BroadcastHandler handler = new BroadcastHandler(10_000, true);
        for (int i = 0; i < 20; i++) {
            say(handler, new Listener(), new byte[100_000]);
        }
        List<String> replayed = replayed(handler);
        assertThat(replayed).hasSizeBetween(8, 10);
        assertThat(replayed.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void messageLargerThanTheMemoryIsNotRememberedAndDrivesNothingOut() {
        BroadcastHandler handler = new BroadcastHandler(10, true);
        say(handler, new Listener(), "kept".getBytes(UTF_8));
        say(handler, new Listener(), new byte[2 << 20]);
        assertThat(replayed(handler)).containsExactly("10.0.0.1:5000: kept");
    }
}
