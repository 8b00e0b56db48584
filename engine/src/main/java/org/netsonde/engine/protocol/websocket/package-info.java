/**
 * WebSocket (RFC 6455, RFC 7692): a server and a client. Netty reads and writes frames and compresses what is sent; here
 * stand the opening and closing handshakes, whole messages, what inflates them, pings with their round-trip time, and the
 * settings. Connections, responders, limits and back-pressure are those of {@code org.netsonde.engine.stream}, to which this
 * is a message layer.
 */
@NullMarked
package org.netsonde.engine.protocol.websocket;

import org.jspecify.annotations.NullMarked;
