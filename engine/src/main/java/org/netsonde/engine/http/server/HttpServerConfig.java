package org.netsonde.engine.http.server;

import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.message.HandlerFactory;
import org.netsonde.engine.message.MessageHandler;
import org.netsonde.engine.stream.MessageLayer;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.stream.Threading;
import org.netsonde.engine.stream.TlsSecurity;
import org.netsonde.engine.tls.ServerTls;

/**
 * What a server of HTTP needs to know, whatever protocol's settings it came from. New values of the service, of limits and
 * of times are taken by open connections at their next request.
 *
 * @param host the address to bind
 * @param port the port to bind; 0 for any free one
 * @param service what answers
 * @param tls what protects the connections
 * @param http versions and limits
 * @param headers fields of every reply
 * @param options what all stream servers have in common
 */
public record HttpServerConfig(
        String host,
        int port,
        HttpService service,
        ServerTls tls,
        HttpServerOptions http,
        SentHeaders headers,
        StreamServerOptions options) {

    /** Requests are answered where they are read, so that there is nothing left for a handler of messages to do. */
    private static final MessageHandler NOTHING = (peer, in, index, length) -> {};

    private static final HandlerFactory ANSWERED = () -> NOTHING;

    StreamServerConfig stream(MessageLayer layer) {
        return new StreamServerConfig(
                host,
                port,
                ANSWERED,
                layer,
                TlsSecurity.of(tls, http.versions().alpn()),
                Threading.EVENT_LOOP,
                options);
    }
}
