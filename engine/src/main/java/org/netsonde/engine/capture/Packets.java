package org.netsonde.engine.capture;

import java.util.List;

/**
 * Puts IP packets into blocks: IPv4 (RFC 791) and IPv6 (RFC 8200) with TCP (RFC 9293), UDP (RFC 768), or nothing. Packets of
 * which not all bytes were kept are there as far as they were, with their true length; their checksum is zero, since nobody
 * knows it.
 */
final class Packets {

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int PSH = 0x08;
    static final int ACK = 0x10;

    /** What one segment carries at most, in both versions of IP. */
    static final int MOST_TCP = 0xFFFF - 20 - 20;
    /** What one datagram carries at most, in both versions of IP. */
    static final int MOST_UDP = 0xFFFF - 20 - 8;

    static final int TCP = 6;
    static final int UDP = 17;

    /** For experiments (RFC 3692): stands for what was recorded without a packet. */
    static final int EVENT = 253;

    private static final int ENHANCED_PACKET = 6;
    private static final int COMMENT = 1;
    private static final int FLAGS = 2;
    private static final int INBOUND = 1;
    private static final int OUTBOUND = 2;

    private static final int HOPS = 64;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int WINDOW = 0xFFFF;
    /** The largest segment, and a window of a gigabyte (RFC 7323): what is on its way is never more. */
    private static final int[] SYN_OPTIONS = {2, 4, MOST_TCP >> 8, MOST_TCP & 0xFF, 3, 3, 14, 0};

    private static final byte[] NONE = new byte[0];

    private final Octets out;

    Packets(Octets out) {
        this.out = out;
    }

    /** Where a packet goes, and what is said about it. */
    record Envelope(int interfaceNumber, long nanos, boolean inbound, List<String> comments) {}

    /** A segment without data. */
    void tcp(Envelope envelope, Flow.Side from, Flow.Side to, int flags) {
        tcp(envelope, from, to, flags, NONE, 0, 0, 0);
    }

    /**
     * A segment, acknowledging all that the other side has sent.
     *
     * @param kept of which {@code count} bytes from {@code at} on are in the segment
     * @param length how many bytes it had
     */
    void tcp(Envelope envelope, Flow.Side from, Flow.Side to, int flags, byte[] kept, int at, int count, int length) {
        int[] options = (flags & SYN) == 0 ? new int[0] : SYN_OPTIONS;
        int header = 20 + options.length;
        int block = begin(envelope);
        int start = out.size();
        ip(from.address(), to.address(), TCP, header + length);
        int segment = out.size();
        out.net16(from.port());
        out.net16(to.port());
        out.net32(from.sequence());
        out.net32((flags & ACK) == 0 ? 0 : to.sequence());
        out.octet((header / 4) << 4);
        out.octet(flags);
        out.net16(WINDOW);
        out.net32(0);
        for (int option : options) {
            out.octet(option);
        }
        out.all(kept, at, count);
        if (count == length) {
            int sum = checksum(from.address(), to.address(), TCP, segment);
            out.putNet16(segment + 16, sum);
        }
        end(envelope, block, start, length - count);
        from.sent(length + ((flags & (SYN | FIN)) == 0 ? 0 : 1));
        if ((flags & ACK) != 0) {
            to.acknowledged();
        }
    }

    /** A datagram; see {@link #tcp}. */
    void udp(Envelope envelope, Flow.Side from, Flow.Side to, byte[] kept, int at, int count, int length) {
        int block = begin(envelope);
        int start = out.size();
        ip(from.address(), to.address(), UDP, 8 + length);
        int datagram = out.size();
        out.net16(from.port());
        out.net16(to.port());
        out.net16(8 + length);
        out.net16(0);
        out.all(kept, at, count);
        if (count == length) {
            int sum = checksum(from.address(), to.address(), UDP, datagram);
            // Zero would say that there is none.
            out.putNet16(datagram + 6, sum == 0 ? 0xFFFF : sum);
        }
        end(envelope, block, start, length - count);
    }

    /** A packet without content, which carries what was recorded without one in its comments. */
    void event(Envelope envelope, byte[] from, byte[] to) {
        int block = begin(envelope);
        int start = out.size();
        ip(from, to, EVENT, 0);
        end(envelope, block, start, 0);
    }

    private int begin(Envelope envelope) {
        int block = out.begin(ENHANCED_PACKET);
        out.little32(envelope.interfaceNumber());
        out.little32((int) (envelope.nanos() >> 32));
        out.little32((int) envelope.nanos());
        out.little32(0);
        out.little32(0);
        return block;
    }

    private void end(Envelope envelope, int block, int start, int missing) {
        int captured = out.size() - start;
        out.putLittle32(block + 20, captured);
        out.putLittle32(block + 24, captured + missing);
        out.pad();
        for (String comment : envelope.comments()) {
            out.option(COMMENT, comment);
        }
        out.option32(FLAGS, envelope.inbound() ? INBOUND : OUTBOUND);
        out.endOfOptions();
        out.end(block);
    }

    private void ip(byte[] from, byte[] to, int protocol, int payload) {
        int at = out.size();
        if (from.length == 4) {
            out.octet(0x45);
            out.octet(0);
            out.net16(20 + payload);
            out.net16(0);
            out.net16(DONT_FRAGMENT);
            out.octet(HOPS);
            out.octet(protocol);
            out.net16(0);
            out.all(from);
            out.all(to);
            out.putNet16(at + 10, ~fold(sum(out.array(), at, 20)) & 0xFFFF);
        } else {
            out.net32(0x60000000);
            out.net16(payload);
            out.octet(protocol);
            out.octet(HOPS);
            out.all(from);
            out.all(to);
        }
    }

    /** Over the pseudo header and all from there on (RFC 1071; RFC 8200, section 8.1). */
    private int checksum(byte[] from, byte[] to, int protocol, int at) {
        int length = out.size() - at;
        long sum = sum(from, 0, from.length) + sum(to, 0, to.length) + protocol + length;
        return ~fold(sum + sum(out.array(), at, length)) & 0xFFFF;
    }

    private static long sum(byte[] bytes, int at, int length) {
        long sum = 0;
        int end = at + length;
        int i = at;
        for (; i + 1 < end; i += 2) {
            sum += ((bytes[i] & 0xFF) << 8) | (bytes[i + 1] & 0xFF);
        }
        return i < end ? sum + ((bytes[i] & 0xFF) << 8) : sum;
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded > 0xFFFF) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (int) folded;
    }
}
