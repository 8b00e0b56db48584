package org.netsonde.engine.http.server;

import java.util.List;
import org.netsonde.engine.http.Alpn;

/** Which versions of HTTP a server speaks. */
public enum HttpVersions {
    /** HTTP/1.1 and HTTP/2, as the client asks for. */
    BOTH,
    /** HTTP/1.1 (and 1.0) only. */
    HTTP1,
    /** HTTP/2 only. */
    HTTP2;

    /** The names of them in TLS (RFC 7301), the preferred one first. */
    List<String> alpn() {
        return switch (this) {
            case BOTH -> List.of(Alpn.HTTP2, Alpn.HTTP1);
            case HTTP1 -> List.of(Alpn.HTTP1);
            case HTTP2 -> List.of(Alpn.HTTP2);
        };
    }
}
