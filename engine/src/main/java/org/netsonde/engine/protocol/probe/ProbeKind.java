package org.netsonde.engine.protocol.probe;

/** How far each probe goes. */
public enum ProbeKind {
    /** It connects, and closes again. */
    CONNECT,
    /** It agrees on TLS too. */
    TLS,
    /** It asks for a page in the clear. */
    HTTP,
    /** It asks for a page over TLS. */
    HTTPS;

    /** Whether TLS is spoken. */
    boolean secure() {
        return this == TLS || this == HTTPS;
    }

    /** Whether something is asked for. */
    boolean asks() {
        return this == HTTP || this == HTTPS;
    }
}
