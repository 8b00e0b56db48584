package org.netsonde.engine.http;

/** The names of versions of HTTP where TLS lets both sides agree on one (RFC 7301; RFC 9113, section 3.1). */
public final class Alpn {

    /** HTTP/2. */
    public static final String HTTP2 = "h2";

    /** HTTP/1.1. */
    public static final String HTTP1 = "http/1.1";

    private Alpn() {}
}
