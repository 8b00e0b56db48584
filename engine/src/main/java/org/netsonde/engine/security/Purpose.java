package org.netsonde.engine.security;

/** What a certificate is for. */
public enum Purpose {
    /** It vouches for other certificates. */
    AUTHORITY,
    /** A server shows it. */
    SERVER,
    /** A client shows it. */
    CLIENT
}
