package org.netsonde.app.shell;

/** What the middle of the window shows. */
enum Screen {
    /** The chosen endpoint. */
    ENDPOINT,
    /** The recorded sessions. */
    SESSIONS,
    /** Certificates, tokens, accounts and whatever else is about security. */
    SECURITY
}
