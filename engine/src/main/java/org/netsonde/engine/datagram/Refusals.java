package org.netsonde.engine.datagram;

/**
 * Refused datagrams are all counted, and written down once a second at most: a flood of them is no news. Confined to one
 * thread.
 */
public final class Refusals {

    private static final long PAUSE_NANOS = 1_000_000_000;

    private boolean any;
    private long written;

    /** None yet. */
    public Refusals() {}

    /** Whether a refusal at this time is written down. */
    public boolean isToBeWritten(long now) {
        if (any && now - written < PAUSE_NANOS) {
            return false;
        }
        any = true;
        written = now;
        return true;
    }
}
