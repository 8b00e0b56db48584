package org.netsonde.engine.protocol;

/** The part an endpoint plays in a conversation. */
public enum Role {
    SERVER,
    RELAY,
    CLIENT;

    /** Servers start before relays, relays before clients; they stop in reverse. */
    public int startOrder() {
        return ordinal();
    }
}
