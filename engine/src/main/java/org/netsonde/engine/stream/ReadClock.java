package org.netsonde.engine.stream;

/** The time of a connection's latest read, taken once by the first stage and shared by the others. Confined to its thread. */
public final class ReadClock {
    /** {@link System#nanoTime()} of the latest read. */
    long at;

    /** {@link System#nanoTime()} of the latest read. */
    public long at() {
        return at;
    }
}
