package org.netsonde.engine.stream;

import java.time.Duration;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.HandlerFactory;
import org.netsonde.engine.protocol.DataSize;

/**
 * What a stream server needs to know, whatever protocol's settings it came from.
 *
 * @param host the address to bind
 * @param port the port to bind; 0 for any free one
 * @param responder what is done with messages
 * @param framing where messages end
 * @param maxConnections how many connections are accepted at once
 * @param idleTimeout after how much silence a connection is ended; 0 for never
 * @param slowReader what happens to a peer that does not read
 * @param writeLimit how much is buffered for a peer
 * @param threading how connections are served
 * @param backlog how many connections the system may hold before they are accepted
 * @param tcp socket options
 */
public record StreamServerConfig(
        String host,
        int port,
        HandlerFactory responder,
        Framing framing,
        int maxConnections,
        Duration idleTimeout,
        SlowReader slowReader,
        DataSize writeLimit,
        Threading threading,
        int backlog,
        TcpOptions tcp) {}
