package org.netsonde.engine.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BroadcastHandlerTest {

    private static List<String> replayed(MessageHandler handler) {
        RecordingPeer late = new RecordingPeer();
        handler.joined(late);
        return late.replies;
    }

    @Test
    void putsTheSendersAddressBeforeTheMessage() {
        RecordingPeer sender = new RecordingPeer();
        sender.say(new BroadcastHandler(0, false), "hello".getBytes(UTF_8));
        assertThat(sender.broadcasts).containsExactly("10.0.0.1:5000: hello false");
        assertThat(sender.replies).isEmpty();
    }

    @Test
    void replaysTheLatestInOrder() {
        BroadcastHandler handler = new BroadcastHandler(3, true);
        for (int i = 0; i < 10; i++) {
            new RecordingPeer().say(handler, ("m" + i).getBytes(UTF_8));
        }
        assertThat(replayed(handler)).containsExactly("10.0.0.1:5000: m7", "10.0.0.1:5000: m8", "10.0.0.1:5000: m9");
    }

    @Test
    void remembersNothingUnlessAsked() {
        BroadcastHandler handler = new BroadcastHandler(0, true);
        new RecordingPeer().say(handler, "x".getBytes(UTF_8));
        assertThat(replayed(handler)).isEmpty();
    }

    @Test
    void remembersNoMoreThanAMegabyteInAll() {
        BroadcastHandler handler = new BroadcastHandler(10_000, true);
        for (int i = 0; i < 20; i++) {
            new RecordingPeer().say(handler, new byte[100_000]);
        }
        List<String> replayed = replayed(handler);
        assertThat(replayed).hasSizeBetween(8, 10);
        assertThat(replayed.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void messageLargerThanTheMemoryIsNotRememberedAndDrivesNothingOut() {
        BroadcastHandler handler = new BroadcastHandler(10, true);
        new RecordingPeer().say(handler, "kept".getBytes(UTF_8));
        new RecordingPeer().say(handler, new byte[2 << 20]);
        assertThat(replayed(handler)).containsExactly("10.0.0.1:5000: kept");
    }
}
