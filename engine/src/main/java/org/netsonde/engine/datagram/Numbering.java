package org.netsonde.engine.datagram;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Numbers in messages: {@code #PPPPP-NNNNNNNNNNNN } and then the message, where {@code P} are the five digits of the
 * client's local port and {@code N} the twelve digits of a number counted up from 1. Replies are searched for it, so the other
 * side may put a prefix before what it sends back; digits survive a change of case. The port tells the numbers of several
 * clients apart where a server sends what one of them said to all. Immutable.
 */
final class Numbering {

    /** How many bytes a number takes. */
    static final int LENGTH = 20;

    private static final int DIGITS = 12;

    /** Numbers begin anew here. */
    private static final long MODULUS = 1_000_000_000_000L;

    private final byte[] start;

    /**
     * The numbers of a client.
     *
     * @param port its local port
     */
    Numbering(int port) {
        start = String.format("#%05d-", port).getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes a number. */
    void write(long number, ByteBuf out) {
        out.writeBytes(start);
        long rest = number % MODULUS;
        long unit = MODULUS / 10;
        for (int i = 0; i < DIGITS; i++) {
            out.writeByte((int) ('0' + rest / unit));
            rest %= unit;
            unit /= 10;
        }
        out.writeByte(' ');
    }

    /** The first number of this client in a message; -1 if there is none. */
    long find(ByteBuf in, int index, int length) {
        int end = index + length - LENGTH + 1;
        int at = index;
        while (at < end) {
            at = in.indexOf(at, end, (byte) '#');
            if (at < 0) {
                return -1;
            }
            long number = numberAt(in, at);
            if (number >= 0) {
                return number;
            }
            at++;
        }
        return -1;
    }

    private long numberAt(ByteBuf in, int at) {
        for (int i = 0; i < start.length; i++) {
            if (in.getByte(at + i) != start[i]) {
                return -1;
            }
        }
        long number = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = in.getByte(at + start.length + i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return in.getByte(at + LENGTH - 1) == ' ' ? number : -1;
    }
}
