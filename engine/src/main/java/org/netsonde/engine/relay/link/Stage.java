package org.netsonde.engine.relay.link;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is done to one direction of one conversation. What it is given it passes on, now or later, changed or not.
 * Confined to the event loop of the conversation.
 */
public abstract class Stage implements Outlet {

    private @Nullable Outlet next;

    /** Passes pieces on to there from now on. */
    public final void next(Outlet outlet) {
        next = outlet;
    }

    /** Passes a piece on. */
    protected final void pass(Piece piece) {
        Outlet outlet = next;
        if (outlet == null) {
            piece.release();
        } else {
            outlet.take(piece);
        }
    }

    /** Passes the end on. */
    protected final void passEnd() {
        if (next != null) {
            next.end();
        }
    }

    @Override
    public void end() {
        passEnd();
    }

    /** It is taken out while the conversation goes on: passes on at once, in order, what it holds, and forgets its timers. */
    public void drain() {}

    /** The conversation is over: gives back what it holds, and forgets its timers. */
    public void release() {}
}
