package org.netsonde.engine.http.client;

import java.util.Locale;
import java.util.Set;

/** Header fields that say how a message is transferred, which a client sets itself (RFC 9110, section 7.6.1; RFC 9112). */
public final class OwnFields {

    private static final Set<String> OWN = Set.of(
            "connection",
            "content-length",
            "transfer-encoding",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "http2-settings",
            "expect");

    private OwnFields() {}

    /** Whether a request must not bring this field. */
    public static boolean isOwn(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return OWN.contains(small) || small.startsWith("x-http2-");
    }
}
