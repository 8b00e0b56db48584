package org.netsonde.engine.http.client;

import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.HttpUrl;

/** A server: whether it is spoken to over TLS, and where it is (RFC 9110, section 4.3.1). */
record Origin(boolean secure, String host, int port) {

    static Origin of(HttpUrl url) {
        return new Origin(url.secure(), url.host(), url.port());
    }

    /** What stands in {@code Host}. */
    String authority() {
        return new HttpUrl(secure, host, port, "/").authority();
    }

    /** {@code host:port}. */
    String where() {
        return Addresses.text(host, port);
    }
}
