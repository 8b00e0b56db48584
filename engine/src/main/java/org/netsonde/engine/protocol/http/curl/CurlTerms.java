package org.netsonde.engine.protocol.http.curl;

import java.util.List;
import org.netsonde.engine.http.ClientAuthorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.tls.ClientTls;

/**
 * What of a client's settings a command line tells.
 *
 * @param server where the client is aimed at, as {@code host:port}
 * @param tls whether that one is spoken to over TLS, and how servers over TLS are checked
 * @param version the version that is spoken
 * @param headers sent with every request; those with secrets only to the client's server
 * @param authorization who asks; told to the client's server only
 * @param compression whether replies may be compressed
 * @param redirects how many redirects in a row are followed
 * @param leaveTls whether a redirect may lead from https to http
 */
public record CurlTerms(
        String server,
        ClientTls tls,
        Version version,
        List<Header> headers,
        ClientAuthorization authorization,
        boolean compression,
        int redirects,
        boolean leaveTls) {

    /** A version of HTTP. */
    public enum Version {
        /** What both sides agree on. */
        AUTO,
        /** HTTP/1.1. */
        HTTP1,
        /** HTTP/2, in the clear without asking first. */
        HTTP2
    }

    public CurlTerms {
        headers = List.copyOf(headers);
    }
}
