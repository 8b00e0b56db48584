package org.netsonde.engine.protocol.websocket;

import java.util.Arrays;
import org.netsonde.engine.traffic.WireForm;

/**
 * {@link Typed} records as they could have stood on the wire: the heads of the opening handshake as HTTP, messages and
 * control frames as single frames without extensions (RFC 6455, section 5.2); those of clients have a mask of zeros, which
 * leaves the payload as it is. What really crossed may have been fragmented, compressed and masked.
 */
final class FrameWire implements WireForm {

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MASK = 4;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final byte[] END_OF_HEAD = {'\r', '\n'};

    @Override
    public Extent toWire(boolean fromClient, Extent recorded) {
        if (recorded.length() <= 0) {
            return recorded;
        }
        byte[] kept = recorded.kept();
        if (kept.length > 0 && kept[0] == Kind.HANDSHAKE) {
            return handshake(recorded);
        }
        int payload = recorded.length() - 1;
        if (kept.length == 0) {
            // Without its head nothing tells who sent it.
            return new Extent(kept, sum(headLength(false, payload), payload));
        }
        byte[] head = head(fromClient, kept[0], payload);
        int length = sum(head.length, payload);
        byte[] frame = Arrays.copyOf(head, head.length + kept.length - 1);
        System.arraycopy(kept, 1, frame, head.length, kept.length - 1);
        return new Extent(frame, length);
    }

    private static Extent handshake(Extent recorded) {
        byte[] head = Arrays.copyOfRange(recorded.kept(), 1, recorded.kept().length);
        int length = sum(recorded.length() - 1, END_OF_HEAD.length);
        if (recorded.kept().length < recorded.length()) {
            return new Extent(head, length);
        }
        byte[] whole = Arrays.copyOf(head, length);
        System.arraycopy(END_OF_HEAD, 0, whole, head.length, END_OF_HEAD.length);
        return new Extent(whole, length);
    }

    /** A length that no number has room for is given as the largest. */
    private static int sum(int head, int payload) {
        return (int) Math.min(Integer.MAX_VALUE, (long) head + payload);
    }

    private static byte[] head(boolean fromClient, int opcode, int payload) {
        byte[] head = new byte[headLength(fromClient, payload)];
        int mask = fromClient ? MASKED : 0;
        head[0] = (byte) (FINAL | (opcode & 0xF));
        if (payload <= SHORT) {
            head[1] = (byte) (mask | payload);
        } else if (payload <= 0xFFFF) {
            head[1] = (byte) (mask | TWO_BYTES);
            head[2] = (byte) (payload >> 8);
            head[3] = (byte) payload;
        } else {
            head[1] = (byte) (mask | EIGHT_BYTES);
            for (int i = 0; i < 4; i++) {
                head[6 + i] = (byte) (payload >> (24 - 8 * i));
            }
        }
        return head;
    }

    private static int headLength(boolean masked, int payload) {
        return (payload <= SHORT ? 2 : payload <= 0xFFFF ? 4 : 10) + (masked ? MASK : 0);
    }

    @Override
    public Extent fromWire(Extent wire) {
        byte[] kept = wire.kept();
        if (wire.length() < 2) {
            return wire;
        }
        if (kept.length == 0) {
            return new Extent(kept, payload(wire.length(), false) + 1);
        }
        if ((kept[0] & FINAL) == 0) {
            int text = Math.min(kept.length, wire.length() - END_OF_HEAD.length);
            byte[] head = new byte[text + 1];
            head[0] = Kind.HANDSHAKE;
            System.arraycopy(kept, 0, head, 1, head.length - 1);
            return new Extent(head, wire.length() - END_OF_HEAD.length + 1);
        }
        boolean masked = kept.length > 1 && (kept[1] & MASKED) != 0;
        int payload = payload(wire.length(), masked);
        int head = Math.min(kept.length, wire.length() - payload);
        byte[] typed = new byte[kept.length - head + 1];
        typed[0] = (byte) (kept[0] & 0xF);
        System.arraycopy(kept, head, typed, 1, typed.length - 1);
        return new Extent(typed, payload + 1);
    }

    /** How long the payload of a frame of that length is. */
    private static int payload(int frame, boolean masked) {
        for (int payload : new int[] {frame - headLength(masked, 0), frame - headLength(masked, 0xFFFF)}) {
            if (payload >= 0 && payload + headLength(masked, payload) == frame) {
                return payload;
            }
        }
        return Math.max(0, frame - headLength(masked, Integer.MAX_VALUE));
    }
}
