package org.netsonde.app.shell;

/** What the middle of the window shows. */
enum Screen {
    /** The chosen endpoint. */
    ENDPOINT,
    /** The recorded sessions. */
    SESSIONS
}
