package org.netsonde.engine.probe.tls.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.random.RandomGenerator;

/** The greeting of SSL 2.0, which was given up in 1996 (RFC 6176) and which some devices still take. Stateless. */
public final class Ssl2 {

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 4;
    private static final int VERSION = 2;
    private static final int CHALLENGE = 16;
    private static final int[] CIPHERS = {0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700c0, 0x080080
    };

    private Ssl2() {}

    /** The greeting as it can be sent. */
    public static byte[] hello(RandomGenerator random) {
        byte[] challenge = new byte[CHALLENGE];
        random.nextBytes(challenge);
        byte[] body = Writer.of(out -> {
            out.u8(CLIENT_HELLO).u16(VERSION).u16(CIPHERS.length * 3).u16(0).u16(CHALLENGE);
            for (int cipher : CIPHERS) {
                out.u24(cipher);
            }
            out.bytes(challenge);
        });
        return new Writer().u16(0x8000 | body.length).bytes(body).toBytes();
    }

    /**
     * Whether a server answers in kind; anything else, and the end, is no.
     *
     * @throws IOException if nothing comes in time, or the connection breaks
     */
    public static boolean isAnswered(InputStream in) throws IOException {
        // What does not begin as such an answer may be shorter than one.
        int first = in.read();
        if (first < 0 || (first & 0x80) == 0) {
            return false;
        }
        byte[] start = new byte[7];
        return in.readNBytes(start, 1, 6) == 6 && start[2] == SERVER_HELLO && start[5] == 0 && start[6] == VERSION;
    }
}
