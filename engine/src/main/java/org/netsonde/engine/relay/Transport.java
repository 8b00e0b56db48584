package org.netsonde.engine.relay;

/** What a relay carries. */
public enum Transport {
    /** Byte streams. */
    TCP,
    /** Datagrams. */
    UDP
}
