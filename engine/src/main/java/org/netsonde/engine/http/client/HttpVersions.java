package org.netsonde.engine.http.client;

import java.util.List;
import org.netsonde.engine.http.Alpn;

/** Which versions of HTTP a client speaks. */
public enum HttpVersions {
    /** What the server prefers where TLS lets both sides agree on it, and HTTP/1.1 in the clear. */
    AUTO,
    /** HTTP/1.1 alone. */
    HTTP1,
    /** HTTP/2 alone; in the clear without asking first (RFC 9113, section 3.3). */
    HTTP2;

    /** What is offered by ALPN (RFC 7301). */
    List<String> offered() {
        return switch (this) {
            case AUTO -> List.of(Alpn.HTTP2, Alpn.HTTP1);
            case HTTP1 -> List.of(Alpn.HTTP1);
            case HTTP2 -> List.of(Alpn.HTTP2);
        };
    }
}
