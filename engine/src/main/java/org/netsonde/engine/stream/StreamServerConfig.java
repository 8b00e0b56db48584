package org.netsonde.engine.stream;

import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.HandlerFactory;

/**
 * What a stream server needs to know, whatever protocol's settings it came from.
 *
 * @param host the address to bind
 * @param port the port to bind; 0 for any free one
 * @param responder what is done with messages
 * @param layer how messages stand in the bytes
 * @param security what protects the connections
 * @param threading how connections are served
 * @param options what all stream servers have in common
 */
public record StreamServerConfig(
        String host,
        int port,
        HandlerFactory responder,
        MessageLayer layer,
        ConnectionSecurity.Source security,
        Threading threading,
        StreamServerOptions options) {

    /** Framed messages in the clear. */
    public StreamServerConfig(
            String host,
            int port,
            HandlerFactory responder,
            Framing framing,
            Threading threading,
            StreamServerOptions options) {
        this(host, port, responder, new FramedLayer(framing), ConnectionSecurity.Source.NONE, threading, options);
    }
}
