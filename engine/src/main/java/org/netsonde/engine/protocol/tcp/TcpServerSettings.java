package org.netsonde.engine.protocol.tcp;

import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.stream.Threading;

/**
 * Settings of a TCP server. The components are those of {@link StreamServerConfig}.
 */
public record TcpServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(live = true) Responder responder,
        Framing framing,
        @Inline StreamServerOptions options,
        @Option(group = "advanced") Threading threading)
        implements Settings {

    /** An echo server on port 8888 of the loopback interface. */
    public TcpServerSettings() {
        this(
                "127.0.0.1",
                8888,
                new Responder.Echo(),
                new Framing.Raw(),
                new StreamServerOptions(),
                Threading.EVENT_LOOP);
    }

    StreamServerConfig stream() {
        return new StreamServerConfig(host, port, responder, framing, threading, options);
    }
}
