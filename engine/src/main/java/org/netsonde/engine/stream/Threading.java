package org.netsonde.engine.stream;

/** How a server serves its connections. */
public enum Threading {
    /** Non-blocking, on the shared event loops. */
    EVENT_LOOP,
    /** Blocking, each connection on a virtual thread of its own. */
    THREAD_PER_CONNECTION
}
