package org.netsonde.engine.load;

/**
 * A connection of a {@link Pool}, as whoever has it for a while holds it. Confined to the pool's event loop.
 *
 * @param <C> the connection
 */
public final class Pooled<C> {

    /** What it is there for just now. */
    enum State {
        IDLE,
        /** It was asked whether it still answers. */
        ASKED,
        BUSY,
        /** It is being ended, and still there. */
        LEAVING,
        GONE
    }

    private final C connection;
    private int uses;
    private boolean spoiled;
    State state = State.LEAVING;
    /** Since when it is idle, by the clock of the loop. */
    long idleSince;
    /** The first select of the pool that did not come behind the moment in which it became idle. */
    long idleFrom;

    Pooled(C connection) {
        this.connection = connection;
    }

    /** The connection. */
    public C connection() {
        return connection;
    }

    /** How many requests it was handed out for. */
    public int uses() {
        return uses;
    }

    void used() {
        uses++;
    }

    /** It is not to be used again. */
    void spoil() {
        spoiled = true;
    }

    boolean isSpoiled() {
        return spoiled;
    }
}
