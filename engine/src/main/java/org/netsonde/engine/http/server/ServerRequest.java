package org.netsonde.engine.http.server;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.http.Queries;

/**
 * A request that has been read whole.
 *
 * @param method such as {@code GET}
 * @param target path and query as they were sent, in origin form; {@code *} for the server as a whole
 * @param version such as {@code HTTP/1.1}
 * @param headers its fields, by names of any case
 * @param body without transfer coding; not to be modified
 * @param remote the peer
 * @param secure whether it came over TLS
 * @param local where it was received
 * @param connection the id of its connection; 0 where it came over none
 */
public record ServerRequest(
        String method,
        String target,
        String version,
        HttpHeaders headers,
        byte[] body,
        InetSocketAddress remote,
        boolean secure,
        InetSocketAddress local,
        long connection) {

    /** A request that came over no connection. */
    public ServerRequest(
            String method,
            String target,
            String version,
            HttpHeaders headers,
            byte[] body,
            InetSocketAddress remote,
            boolean secure) {
        this(method, target, version, headers, body, remote, secure, NOWHERE, 0);
    }

    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("localhost", 80);

    /** Host and port as the peer names this server: what the field {@code Host} says, else where the request was received. */
    public String authority() {
        String host = headers.get("Host", "");
        return host.isEmpty() ? Addresses.text(local) : host;
    }

    private static final int MOST_PARAMETERS = 1000;

    /** The path, decoded. */
    public String path() {
        return Queries.path(target);
    }

    /** The parameters of the query, decoded, in order. */
    public Map<String, List<String>> query() {
        return Queries.of(target, MOST_PARAMETERS);
    }
}
