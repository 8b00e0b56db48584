package org.netsonde.engine.tls;

/** Whether a server asks clients for a certificate. */
public enum ClientAuth {
    /** It does not. */
    NONE,
    /** It does, and takes clients that have none; a bad one is refused. */
    OPTIONAL,
    /** It does, and refuses clients that have none. */
    REQUIRED
}
