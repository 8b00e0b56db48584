package org.netsonde.engine.relay.link;

/** Which ways a setting is about. */
public enum Ways {
    BOTH,
    TO_SERVER,
    TO_CLIENT;

    /** Whether it is about that way. */
    public boolean include(Heading heading) {
        return this == BOTH || (this == TO_SERVER) == (heading == Heading.TO_SERVER);
    }
}
