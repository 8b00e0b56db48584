package org.netsonde.engine.protocol;

/** The part an endpoint plays in a conversation. */
public enum Role {
    SERVER,
    CLIENT,
    RELAY
}
