package org.netsonde.engine.tls;

/** Whose TLS is used. */
public enum TlsProvider {
    /** OpenSSL where this machine has it and it can do what is wanted, the JDK's otherwise. */
    AUTO,
    /** OpenSSL; BoringSSL, to be exact. */
    OPENSSL,
    /** The JDK's. */
    JDK
}
