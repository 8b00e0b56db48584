package org.netsonde.engine.experiment.builtin;

/** What is done over TLS. */
public enum TlsWork {
    /** Connections with a full handshake each. */
    FULL_HANDSHAKE,
    /** Connections that go on with what was agreed on before. */
    RESUMED_HANDSHAKE,
    /** Large messages on connections that stand. */
    BULK
}
