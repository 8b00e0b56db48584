package org.netsonde.engine.security;

/** Who vouches for a certificate that is to be made. */
public enum Signer {
    /** The authority itself. */
    AUTHORITY,
    /** An authority in between, for which the authority vouches. It stands in the chain; its key is thrown away. */
    BETWEEN,
    /** The same, but its certificate is left out of the chain, as of a server that was set up badly: for tests. */
    BETWEEN_LEFT_OUT,
    /** Nobody but itself. */
    ITSELF
}
