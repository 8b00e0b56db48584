package org.netsonde.engine.protocol;

/** The part an endpoint plays in a conversation. */
public enum Role {
    SERVER(0),
    RELAY(1),
    CLIENT(2);

    private final int startOrder;

    Role(int startOrder) {
        this.startOrder = startOrder;
    }

    /** Servers start before relays, relays before clients; they stop in reverse. */
    public int startOrder() {
        return startOrder;
    }
}
