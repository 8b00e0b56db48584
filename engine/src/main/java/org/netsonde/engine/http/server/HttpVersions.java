package org.netsonde.engine.http.server;

import java.util.List;

/** Which versions of HTTP a server speaks. */
public enum HttpVersions {
    /** HTTP/1.1 and HTTP/2, as the client asks for. */
    BOTH,
    /** HTTP/1.1 (and 1.0) only. */
    HTTP1,
    /** HTTP/2 only. */
    HTTP2;

    private static final String H2 = "h2";
    private static final String H1 = "http/1.1";

    /** The names of them in TLS (RFC 7301), the preferred one first. */
    List<String> alpn() {
        return switch (this) {
            case BOTH -> List.of(H2, H1);
            case HTTP1 -> List.of(H1);
            case HTTP2 -> List.of(H2);
        };
    }

    /** Whether a name of TLS is that of HTTP/2. */
    static boolean isHttp2(String alpn) {
        return H2.equals(alpn);
    }
}
