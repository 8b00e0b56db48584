package org.netsonde.engine.probe.tls.wire;

import java.math.BigInteger;

/**
 * What a server's new key for one connection is (RFC 5246, section 7.4.3, and RFC 8422, section 5.4).
 *
 * @param group the number of the group; 0 for a prime of the server's own
 * @param bits the size of that prime; 0 where there is none
 */
public record ExchangedKey(int group, int bits) {

    private static final int NAMED_CURVE = 3;

    /** An exchange over an elliptic curve. */
    public static ExchangedKey curve(byte[] message, boolean hint) throws MalformedException {
        Fields in = behindHint(message, hint);
        if (in.u8() != NAMED_CURVE) {
            throw new MalformedException("a curve without a name");
        }
        return new ExchangedKey(in.u16(), 0);
    }

    /** An exchange over a prime. */
    public static ExchangedKey prime(byte[] message, boolean hint) throws MalformedException {
        return new ExchangedKey(
                0, new BigInteger(1, behindHint(message, hint).vector16().rest()).bitLength());
    }

    /** Where a key was shared before, the server first says which it means. */
    private static Fields behindHint(byte[] message, boolean hint) throws MalformedException {
        Fields in = new Fields(message);
        if (hint) {
            in.vector16();
        }
        return in;
    }
}
