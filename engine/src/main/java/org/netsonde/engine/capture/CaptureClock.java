package org.netsonde.engine.capture;

import java.math.BigInteger;

/**
 * How times are counted (draft-ietf-opsawg-pcapng, section 4.2: if_tsresol and if_tsoffset).
 *
 * @param resolution the option: the negative power of ten, or of two with the highest bit set
 * @param offset what is added, in seconds
 */
record CaptureClock(int resolution, long offset) {

    /** What holds where nothing is said. */
    static final CaptureClock MICROSECONDS = new CaptureClock(6, 0);

    static final CaptureClock NANOSECONDS = new CaptureClock(9, 0);

    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private static final long[] TENS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    /** Nanoseconds since the epoch; the furthest moment where it lies beyond that. */
    long nanos(long units) {
        if (resolution == 9 && offset == 0 && units >= 0) {
            return units;
        }
        if (resolution <= 9 && offset == 0 && units >= 0 && units <= Long.MAX_VALUE / TENS[9 - resolution]) {
            return units * TENS[9 - resolution];
        }
        BigInteger count = new BigInteger(Long.toUnsignedString(units)).multiply(BILLION);
        int power = resolution & 0x7F;
        BigInteger nanos = (resolution & 0x80) != 0 ? count.shiftRight(power) : count.divide(BigInteger.TEN.pow(power));
        nanos = nanos.add(BigInteger.valueOf(offset).multiply(BILLION));
        return nanos.signum() < 0 ? 0 : nanos.min(MOST).longValue();
    }
}
