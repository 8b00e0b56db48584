package org.netsonde.engine.stream;

/** What happens to a peer that does not read what it is sent, once its write limit is reached. */
public enum SlowReader {
    /** No more is read from it until it has caught up; broadcasts to it are dropped and counted meanwhile. */
    WAIT,
    /** Messages for it are dropped and counted until it has caught up. */
    DROP,
    /** It is disconnected. */
    DISCONNECT
}
