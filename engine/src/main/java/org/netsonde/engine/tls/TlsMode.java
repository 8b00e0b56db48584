package org.netsonde.engine.tls;

/** Whether connections are encrypted. */
public enum TlsMode {
    OFF,
    ON
}
