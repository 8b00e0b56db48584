package org.netsonde.engine.capture;

import java.util.Arrays;

/**
 * The part of a packet that matters: its transport, ends, and where its payload stands.
 *
 * @param kind what it is
 * @param source the sender's address; empty unless it is IP
 * @param target the receiver's address; likewise
 * @param flags those of TCP
 * @param sequence the first byte's number; of TCP only
 * @param acknowledgement the number of the byte that is waited for from the other side; of TCP only
 * @param payloadAt where in the captured bytes the payload begins
 * @param payloadKept how much of the payload was captured
 * @param payloadLength how long the payload was
 */
record Decoded(
        Kind kind,
        byte[] source,
        int sourcePort,
        byte[] target,
        int targetPort,
        int flags,
        int sequence,
        int acknowledgement,
        int payloadAt,
        int payloadKept,
        int payloadLength) {

    /** What a packet can be. */
    enum Kind {
        TCP,
        UDP,
        /** Another protocol over IP. */
        OTHER_IP,
        /** A part of a datagram, which is not put together. */
        FRAGMENT,
        /** No IP, less of it than its heads, or more than one packet can be. */
        UNKNOWN
    }

    private static final byte[] NONE = new byte[0];
    private static final Decoded UNKNOWN = new Decoded(Kind.UNKNOWN, NONE, 0, NONE, 0, 0, 0, 0, 0, 0, 0);

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int MOST_HEADERS = 16;
    private static final int MOST_TAGS = 4;

    /** What a packet that leaves its length to the network card may claim beyond what was captured; twice what cards cut. */
    private static final int MOST_UNSTATED = 1 << 20;

    private static final int TCP = 6;
    private static final int UDP = 17;

    /** Reads a packet; never fails. */
    static Decoded of(CapturedPacket packet) {
        byte[] bytes = packet.bytes();
        return switch (packet.on().linkType()) {
            case 0, 108 -> ip(packet, 4);
            case 1 -> ethernet(packet, 12);
            case 12, 14, CaptureWriter.LINK_TYPE, 228, 229 -> ip(packet, 0);
            // Linux cooked, its type of protocol at the end of the head or at its beginning.
            case 113 -> typed(packet, bytes.length < 16 ? -1 : u16(bytes, 14), 16);
            case 276 -> typed(packet, bytes.length < 20 ? -1 : u16(bytes, 0), 20);
            default -> UNKNOWN;
        };
    }

    private static Decoded ethernet(CapturedPacket packet, int typeAt) {
        byte[] bytes = packet.bytes();
        int at = typeAt;
        for (int tags = 0; at + 2 <= bytes.length && tags <= MOST_TAGS; tags++) {
            int type = u16(bytes, at);
            if (type != 0x8100 && type != 0x88A8 && type != 0x9100) {
                return typed(packet, type, at + 2);
            }
            at += 4;
        }
        return UNKNOWN;
    }

    private static Decoded typed(CapturedPacket packet, int type, int at) {
        return switch (type) {
            case ETHERTYPE_IPV4, ETHERTYPE_IPV6 -> ip(packet, at);
            case 0x8100, 0x88A8 -> ethernet(packet, at + 2);
            default -> UNKNOWN;
        };
    }

    private static Decoded ip(CapturedPacket packet, int at) {
        byte[] bytes = packet.bytes();
        if (at >= bytes.length) {
            return UNKNOWN;
        }
        return switch ((bytes[at] >> 4) & 0xF) {
            case 4 -> ipv4(packet, at);
            case 6 -> ipv6(packet, at);
            default -> UNKNOWN;
        };
    }

    private static Decoded ipv4(CapturedPacket packet, int at) {
        byte[] bytes = packet.bytes();
        if (bytes.length - at < 20) {
            return UNKNOWN;
        }
        int header = (bytes[at] & 0xF) * 4;
        int total = u16(bytes, at + 2);
        long length = total == 0 ? unstated(packet, at) : total;
        if (header < 20 || length < header) {
            return UNKNOWN;
        }
        byte[] source = Arrays.copyOfRange(bytes, at + 12, at + 16);
        byte[] target = Arrays.copyOfRange(bytes, at + 16, at + 20);
        // More to come, or not the first.
        if ((u16(bytes, at + 6) & 0x3FFF) != 0) {
            return new Decoded(Kind.FRAGMENT, source, 0, target, 0, 0, 0, 0, 0, 0, 0);
        }
        return transport(bytes, at + header, length - header, bytes[at + 9] & 0xFF, source, target);
    }

    private static Decoded ipv6(CapturedPacket packet, int at) {
        byte[] bytes = packet.bytes();
        if (bytes.length - at < 40) {
            return UNKNOWN;
        }
        byte[] source = Arrays.copyOfRange(bytes, at + 8, at + 24);
        byte[] target = Arrays.copyOfRange(bytes, at + 24, at + 40);
        int stated = u16(bytes, at + 4);
        int position = at + 40;
        long left = stated == 0 ? unstated(packet, position) : stated;
        if (left < 0) {
            return UNKNOWN;
        }
        int next = bytes[at + 6] & 0xFF;
        for (int headers = 0; headers < MOST_HEADERS; headers++) {
            boolean extension = next == 0 || next == 43 || next == 51 || next == 60;
            if (next == 44) {
                return new Decoded(Kind.FRAGMENT, source, 0, target, 0, 0, 0, 0, 0, 0, 0);
            }
            if (!extension) {
                return transport(bytes, position, left, next, source, target);
            }
            if (bytes.length - position < 8) {
                return UNKNOWN;
            }
            int units = bytes[position + 1] & 0xFF;
            // The authentication header counts in units of four bytes (RFC 4302, section 2.2).
            int length = next == 51 ? (units + 2) * 4 : (units + 1) * 8;
            next = bytes[position] & 0xFF;
            position += length;
            left -= length;
            if (left < 0 || position > bytes.length) {
                return UNKNOWN;
            }
        }
        return UNKNOWN;
    }

    /**
     * How much there is from a place on in a packet whose head does not say so, as where the network card cuts segments
     * itself; -1 where that is more than one packet can be.
     */
    private static long unstated(CapturedPacket packet, int at) {
        long claimed = Math.max(0, packet.length() - at);
        return claimed > Math.max(packet.bytes().length - at, MOST_UNSTATED) ? -1 : claimed;
    }

    private static Decoded transport(byte[] bytes, int at, long length, int protocol, byte[] source, byte[] target) {
        int kept = bytes.length - at;
        if (protocol == TCP && kept >= 20) {
            int header = ((bytes[at + 12] >> 4) & 0xF) * 4;
            if (header < 20 || header > length || header > kept) {
                return UNKNOWN;
            }
            return new Decoded(
                    Kind.TCP,
                    source,
                    u16(bytes, at),
                    target,
                    u16(bytes, at + 2),
                    bytes[at + 13] & 0xFF,
                    (u16(bytes, at + 4) << 16) | u16(bytes, at + 6),
                    (u16(bytes, at + 8) << 16) | u16(bytes, at + 10),
                    at + header,
                    (int) Math.min(kept, length) - header,
                    (int) Math.min(Integer.MAX_VALUE, length - header));
        }
        if (protocol == UDP && kept >= 8) {
            int stated = u16(bytes, at + 4);
            long whole = stated < 8 ? length : Math.min(length, stated);
            if (whole < 8) {
                return UNKNOWN;
            }
            return new Decoded(
                    Kind.UDP,
                    source,
                    u16(bytes, at),
                    target,
                    u16(bytes, at + 2),
                    0,
                    0,
                    0,
                    at + 8,
                    (int) Math.min(kept, whole) - 8,
                    (int) Math.min(Integer.MAX_VALUE, whole - 8));
        }
        boolean headless = protocol == TCP || protocol == UDP;
        return headless ? UNKNOWN : new Decoded(Kind.OTHER_IP, source, 0, target, 0, 0, 0, 0, 0, 0, 0);
    }

    private static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    /** Whether a flag of TCP is set. */
    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The flow that it belongs to. */
    Flow.Key key() {
        return Flow.Key.of(source, sourcePort, target, targetPort);
    }
}
