package org.netsonde.engine.relay.link;

/** Which way something goes through a relay. */
public enum Heading {
    TO_SERVER,
    TO_CLIENT;

    /** The other way. */
    public Heading opposite() {
        return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
    }
}
