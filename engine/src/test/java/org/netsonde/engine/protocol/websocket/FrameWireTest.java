package org.netsonde.engine.protocol.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.traffic.WireForm.Extent;

class FrameWireTest {

    private final FrameWire wire = new FrameWire();

    @Test
    void everyRecordIsReadBackWholeOrCut() {
        Random random = new Random(7);
        List<Integer> sizes = List.of(0, 1, 2, 124, 125, 126, 127, 131, 65_534, 65_535, 65_536, 65_537, 70_000);
        for (int size : sizes) {
            for (int opcode : new int[] {1, 2, 8, 9, 10, Kind.HANDSHAKE}) {
                for (int cut : new int[] {0, 1, 100}) {
                    byte[] typed = new byte[size + 1];
                    random.nextBytes(typed);
                    typed[0] = (byte) opcode;
                    if (size > 0) {
                        // As text of HTTP begins.
                        typed[1] = opcode == Kind.HANDSHAKE ? (byte) 'G' : typed[1];
                    }
                    if (opcode != Kind.HANDSHAKE || size + 1 - cut > 1) {
                        assertRestored(Arrays.copyOf(typed, Math.max(0, typed.length - cut)), typed.length);
                    }
                }
            }
        }
    }

    private void assertRestored(byte[] kept, int length) {
        for (boolean fromClient : new boolean[] {true, false}) {
            Extent frame = wire.toWire(fromClient, new Extent(kept, length));
            Extent restored = wire.fromWire(frame);
            assertThat(restored.kept()).as("%d of %d", kept.length, length).isEqualTo(kept);
            assertThat(restored.length()).as("%d of %d", kept.length, length).isEqualTo(length);
        }
    }

    @Test
    void lengthsWithoutRoomAreGivenAsTheLargest() {
        for (int length : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 1}) {
            for (byte[] kept : new byte[][] {{}, {1, 'h'}, {Kind.HANDSHAKE, 'G'}}) {
                assertThat(wire.toWire(true, new Extent(kept, length)).length()).isEqualTo(Integer.MAX_VALUE);
            }
        }
        assertThat(wire.toWire(true, new Extent(new byte[0], -1)).length()).isEqualTo(-1);
    }

    @Test
    void aHeadWithoutItsLastByteIsNotLongerThanItIsSaidToBe() {
        byte[] text = {'G', 'E', 'T', '\r'};
        Extent typed = wire.fromWire(new Extent(text, text.length + 1));
        assertThat(typed.kept()).hasSizeLessThanOrEqualTo(typed.length());
        assertThat(wire.toWire(true, typed).length()).isEqualTo(text.length + 1);
    }

    @Test
    void aClientsFrameHasAMaskOfZeros() {
        byte[] typed = {1, 'h', 'i'};
        assertThat(wire.toWire(true, new Extent(typed, 3)).kept()).containsExactly(0x81, 0x82, 0, 0, 0, 0, 'h', 'i');
        assertThat(wire.toWire(false, new Extent(typed, 3)).kept()).containsExactly(0x81, 2, 'h', 'i');
    }

    @Test
    void aHeadEndsInAnEmptyLine() {
        byte[] typed = " GET / HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(wire.toWire(true, new Extent(typed, typed.length)).kept())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    }
}
