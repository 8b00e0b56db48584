package org.netsonde.engine.traffic;

/** What a traffic event is about. */
public enum Direction {
    /** Bytes came from the peer. */
    IN,
    /** Bytes went to the peer. */
    OUT,
    /** A connection was opened; the text says the addresses of both sides and how it came to be. */
    OPENED,
    /** A connection was closed; the text says by whom where that is known. */
    CLOSED,
    /** Something failed; the text is the failure. */
    FAILED,
    /** Something happened that is no failure and crossed no wire, such as a reply taken from a cache; the text says what. */
    NOTED;

    /** Whether it carries bytes that crossed the wire. */
    public boolean isData() {
        return this == IN || this == OUT;
    }
}
