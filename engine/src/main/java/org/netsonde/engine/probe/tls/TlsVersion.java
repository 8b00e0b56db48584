package org.netsonde.engine.probe.tls;

/** The versions that a server can be asked for, the oldest first. */
public enum TlsVersion {
    SSL2(0x0002, "SSL 2.0", "SSLv2", 0),
    SSL3(0x0300, "SSL 3.0", "SSLv3", 80),
    TLS10(0x0301, "TLS 1.0", "TLSv1.0", 90),
    TLS11(0x0302, "TLS 1.1", "TLSv1.1", 95),
    TLS12(0x0303, "TLS 1.2", "TLSv1.2", 100),
    TLS13(0x0304, "TLS 1.3", "TLSv1.3", 100);

    private final int code;
    private final String label;
    private final String id;
    private final int score;

    TlsVersion(int code, String label, String id, int score) {
        this.code = code;
        this.label = label;
        this.id = id;
        this.score = score;
    }

    /** Its number on the wire. */
    public int code() {
        return code;
    }

    /** What people call it, such as {@code TLS 1.2}. */
    public String label() {
        return label;
    }

    /** What programs call it, such as {@code TLSv1.2}. */
    public String id() {
        return id;
    }

    /** How good it is, from 0 to 100, as SSL Labs rates it. */
    int score() {
        return score;
    }

    /** How good it is to offer it. */
    public Severity offered() {
        return switch (this) {
            case SSL2, SSL3 -> Severity.BAD;
            case TLS10, TLS11 -> Severity.WEAK;
            case TLS12, TLS13 -> Severity.GOOD;
        };
    }
}
