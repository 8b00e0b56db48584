package org.netsonde.engine.metrics;

import org.netsonde.engine.Failure;

/** Where each counter stands in the arrays that writers fill and the sampler sums. */
final class Slots {

    static final int OPENED = 0;
    static final int CLOSED = 1;
    static final int BYTES_IN = 2;
    static final int BYTES_OUT = 3;
    static final int MESSAGES_IN = 4;
    static final int MESSAGES_OUT = 5;
    /** How many latencies were recorded; written after their buckets, so that readers may skip unchanged buckets. */
    static final int LATENCIES = 6;

    /** One slot for each {@link Failure.Kind}. */
    private static final int FIRST_ERROR = 7;

    /** One slot for each of the protocol's own figures. */
    static final int FIRST_OWN = FIRST_ERROR + Failure.Kind.values().length;

    private Slots() {}

    static int count(int own) {
        return FIRST_OWN + own;
    }

    @SuppressWarnings("EnumOrdinal") // an index within this process; nothing stored depends on it
    static int error(Failure.Kind kind) {
        return FIRST_ERROR + kind.ordinal();
    }

    static long errors(long[] totals) {
        long sum = 0;
        for (int slot = FIRST_ERROR; slot < FIRST_OWN; slot++) {
            sum += totals[slot];
        }
        return sum;
    }
}
