package org.netsonde.engine.relay.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.relay.form.Cuts.Step;
import org.netsonde.engine.relay.link.Heading;

class WebSocketFormTest {

    private static final String OFFER = "GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    private static final String AGREED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    private static final int MASK = 0x1234_5678;

    @Test
    void streamsCutAnywhereGiveTheSameMessagesAndBytes() throws Exception {
        byte[] there = join(
                frame(0x81, "Hello", true),
                frame(0x89, "ping", true),
                frame(0x82, "x".repeat(300), true),
                frame(0x01, "frag", true),
                frame(0x00, "men", true),
                frame(0x80, "ts", true),
                frame(0x88, "\3\350bye", true));
        byte[] back = join(frame(0x81, "", false), frame(0x82, "y".repeat(70), false), frame(0x8a, "ping", false));
        Cuts.agree(
                () -> new WebSocketForm(MessageForms.MOST_HELD),
                List.of(
                        Step.toServer(OFFER),
                        Step.toClient(AGREED),
                        new Step(Heading.TO_SERVER, there),
                        new Step(Heading.TO_CLIENT, back)));
    }

    @Test
    void messagesAreReadWithoutMasksAndPutTogether() throws Exception {
        try (Talk talk = opened()) {
            talk.pass(Heading.TO_SERVER, frame(0x81, "Hello", true))
                    .pass(Heading.TO_CLIENT, frame(0x02, "two ", false))
                    .pass(Heading.TO_CLIENT, frame(0x80, "parts", false));

            assertThat(talk.toServer().messages).containsExactly("Hello");
            assertThat(talk.toServer().forms).containsExactly("TEXT");
            assertThat(talk.toClient().messages).containsExactly("two parts");
            assertThat(talk.toClient().forms).containsExactly("BINARY");
        }
    }

    @Test
    void controlFramesPassAtOnceAndAreNoMessages() throws Exception {
        try (Talk talk = opened()) {
            byte[] first = frame(0x01, "one ", false);
            byte[] ping = frame(0x89, "p", false);
            byte[] last = frame(0x80, "two", false);
            int before = talk.toClient().bytes.size();
            talk.pass(Heading.TO_CLIENT, first).pass(Heading.TO_CLIENT, ping);
            assertThat(talk.toClient().bytes.size() - before).isEqualTo(ping.length);

            talk.pass(Heading.TO_CLIENT, last);
            assertThat(talk.toClient().messages).containsExactly("one two");
            assertThat(talk.toClient().text().substring(before)).isEqualTo(latin(join(ping, first, last)));
        }
    }

    @Test
    void theServerIsNotOfferedExtensions() throws Exception {
        try (Talk talk = new Talk(new WebSocketForm(MessageForms.MOST_HELD))) {
            talk.send(
                    "GET / HTTP/1.1\r\nUpgrade: WebSocket\r\nsec-websocket-Extensions: permessage-deflate\r\nA: b\r\n\r\n");

            assertThat(talk.toServer().text()).isEqualTo("GET / HTTP/1.1\r\nUpgrade: WebSocket\r\nA: b\r\n\r\n");
            assertThat(talk.toServer().messages).isEmpty();
        }
    }

    @Test
    void aChangedMessageIsOneFrameMaskedTowardsTheServerOnly() throws Exception {
        try (Talk talk = opened()) {
            int there = talk.toServer().bytes.size();
            int back = talk.toClient().bytes.size();
            talk.changing(piece -> piece.with(talk.buffer("other")))
                    .pass(Heading.TO_SERVER, frame(0x81, "Hello", true))
                    .pass(Heading.TO_CLIENT, frame(0x81, "Hello", false));

            ByteBuf sent = Unpooled.wrappedBuffer(talk.toServer().bytes.toByteArray());
            sent.skipBytes(there);
            assertThat(sent.readUnsignedByte()).isEqualTo((short) 0x81);
            assertThat(sent.readUnsignedByte()).isEqualTo((short) (0x80 | 5));
            byte[] key = ByteBufUtil.getBytes(sent.readSlice(4));
            byte[] plain = ByteBufUtil.getBytes(sent);
            for (int i = 0; i < plain.length; i++) {
                plain[i] ^= key[i % 4];
            }
            assertThat(latin(plain)).isEqualTo("other");
            assertThat(talk.toClient().text().substring(back)).isEqualTo(latin(frame(0x81, "other", false)));
        }
    }

    @Test
    void longerChangedMessagesSayTheirLength() throws Exception {
        for (int length : List.of(125, 126, 65_535, 65_536)) {
            try (Talk talk = opened()) {
                int back = talk.toClient().bytes.size();
                talk.changing(piece -> piece.with(talk.buffer("z".repeat(length))))
                        .pass(Heading.TO_CLIENT, frame(0x82, "Hello", false));

                assertThat(talk.toClient().text().substring(back))
                        .isEqualTo(latin(frame(0x82, "z".repeat(length), false)));
            }
        }
    }

    @Test
    void longMessagesPassInStretchesAndTheNextIsFound() throws Exception {
        try (Talk talk = opened()) {
            byte[] part = frame(0x00, "x".repeat(6 << 20), false);
            part[0] = 0x02;
            talk.pass(Heading.TO_CLIENT, part);
            part[0] = 0;
            talk.pass(Heading.TO_CLIENT, part).pass(Heading.TO_CLIENT, part);
            assertThat(talk.toClient().text()).hasSize(AGREED.length() + 3 * part.length);
            talk.pass(Heading.TO_CLIENT, frame(0x80, "end", false)).pass(Heading.TO_CLIENT, frame(0x81, "next", false));

            assertThat(talk.toClient().messages).containsExactly("next");
        }
    }

    @Test
    void whatBreaksTheRulesPassesAsItIs() throws Exception {
        for (byte[] wrong : List.of(
                frame(0x80, "continues nothing", false),
                join(frame(0x01, "first", false), frame(0x81, "new within", false)),
                frame(0x89, "p".repeat(126), false),
                new byte[] {(byte) 0x82, 127, (byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1},
                frame(0x83, "unknown", false),
                frame(0xc1, "compressed", false))) {
            Cuts.agree(
                    () -> new WebSocketForm(MessageForms.MOST_HELD),
                    List.of(
                            Step.toServer(OFFER),
                            Step.toClient(AGREED),
                            new Step(
                                    Heading.TO_CLIENT,
                                    join(frame(0x81, "ok", false), wrong, frame(0x81, "ok", false)))));
        }
    }

    @Test
    void noMoreIsWaitedForThanThereIsRoomAndWhatWaitsIsCounted() throws Exception {
        try (Talk talk = new Talk(new WebSocketForm(1000)).send(OFFER).answer(AGREED)) {
            byte[] first = frame(0x01, "x".repeat(500), false);
            talk.pass(Heading.TO_CLIENT, first).pass(Heading.TO_CLIENT, new byte[] {0});
            assertThat(talk.toClient().unpacker.held())
                    .as("the frame, its payload and the beginning of the next")
                    .isEqualTo(first.length + 500 + 1);

            talk.pass(Heading.TO_CLIENT, new byte[] {126, 1, (byte) 0xf4});
            assertThat(talk.toClient().messages).as("longer than allowed").isEmpty();
            assertThat(talk.toClient().unpacker.held()).isZero();
            assertThat(talk.toClient().bytes.size()).isEqualTo(AGREED.length() + first.length + 4);
        }
    }

    @Test
    void withoutAHandshakeHttpPassesInStretches() throws Exception {
        try (Talk talk = new Talk(new WebSocketForm(MessageForms.MOST_HELD))) {
            talk.send("GET / HTTP/1.1\r\n\r\n").answer("HTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nx");

            assertThat(talk.toServer().messages).isEmpty();
            assertThat(talk.toClient().messages).isEmpty();
            assertThat(talk.toClient().text()).endsWith("x");
        }
    }

    @Test
    void brokenStreamsNeverBreakTheForm() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        byte[] good = join(frame(0x81, "Hello", true), frame(0x82, "x".repeat(200), true), frame(0x81, "ok", true));
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = good.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try (Talk talk = opened()) {
                talk.pass(Heading.TO_SERVER, bytes).end(Heading.TO_SERVER);
                // A control frame may have overtaken a message, so that only the bytes are the same.
                assertThat(talk.toServer().bytes.size()).isEqualTo(OFFER.length() + bytes.length);
            }
        }
    }

    private static Talk opened() throws Exception {
        return new Talk(new WebSocketForm(MessageForms.MOST_HELD)).send(OFFER).answer(AGREED);
    }

    private static byte[] frame(int first, String payload, boolean masked) {
        ByteBuf out = Unpooled.buffer();
        int length = payload.length();
        int mask = masked ? 0x80 : 0;
        out.writeByte(first);
        if (length < 126) {
            out.writeByte(mask | length);
        } else if (length < 65_536) {
            out.writeByte(mask | 126).writeShort(length);
        } else {
            out.writeByte(mask | 127).writeLong(length);
        }
        if (masked) {
            out.writeInt(MASK);
        }
        for (int i = 0; i < length; i++) {
            out.writeByte(payload.charAt(i) ^ (masked ? MASK >>> (24 - 8 * (i % 4)) : 0));
        }
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
