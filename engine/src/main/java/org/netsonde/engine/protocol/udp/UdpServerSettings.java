package org.netsonde.engine.protocol.udp;

import java.time.Duration;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;

/**
 * Settings of a UDP server.
 *
 * @param host the address to bind
 * @param port the port to bind; 0 for any free one
 * @param responder what is done with datagrams
 * @param multicast whether it hears a group
 * @param maxConnections how many remotes are known at once
 * @param idleTimeout after how much silence a remote is forgotten; 0 for not before its place is needed
 * @param reuseAddress whether other programs may bind the same port
 * @param receiveBuffer the system's receive buffer; 0 leaves it to the system
 */
public record UdpServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(live = true) Responder responder,
        Multicast multicast,

        @Option(group = "limits", min = 1, max = 1_000_000, live = true)
        int maxConnections,

        @Option(group = "limits", min = 0, max = 86_400_000_000_000L)
        Duration idleTimeout,

        @Option(group = "advanced") boolean reuseAddress,
        @Option(group = "advanced", min = 0, max = 1 << 30) DataSize receiveBuffer)
        implements Settings {

    /** An echo server on port 8889 of the loopback interface. */
    public UdpServerSettings() {
        this(
                "127.0.0.1",
                8889,
                new Responder.Echo(),
                new Multicast.Off(),
                10_000,
                Duration.ofSeconds(60),
                false,
                new DataSize(4 << 20));
    }
}
