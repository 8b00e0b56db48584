package org.netsonde.engine.stream;

/** How a server serves its connections. */
public enum Threading {
    /** Non-blocking, on the shared event loops. */
    EVENT_LOOP,
    /** Blocking, each connection on virtual threads of its own: one that reads and one that writes. */
    THREAD_PER_CONNECTION,
    /** Blocking, each connection on threads of the system of its own: one that reads and one that writes. */
    PLATFORM_THREAD_PER_CONNECTION
}
