package org.netsonde.engine.security.account;

/** What somebody may do; whoever may do one of them may do those before it. */
public enum Permission {
    /** Look: requests that change nothing, and messages of others. */
    READ,
    /** Change and send. */
    WRITE,
    /** Decide about other users. */
    ADMIN
}
