package org.netsonde.app.shell;

/** What the middle of the window shows. */
enum Screen {
    /** The chosen endpoint. */
    ENDPOINT,
    /** The recorded sessions. */
    SESSIONS,
    /** Certificates, tokens, accounts and whatever else is about security. */
    SECURITY,
    /** Experiments: the same work done several ways, measured side by side. */
    EXPERIMENTS,
    /** Probes of a host: its names, connecting, TLS and HTTP; and which local ports are taken. */
    PROBE
}
