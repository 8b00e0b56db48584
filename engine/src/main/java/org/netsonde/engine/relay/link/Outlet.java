package org.netsonde.engine.relay.link;

/** Where the pieces of one direction of a conversation go. Called on the event loop of the conversation. */
public interface Outlet {

    /** A piece, which is taken over. */
    void take(Piece piece);

    /** No more comes: the sender has shut down its side. Called once at most, behind the last piece. */
    void end();
}
