package org.netsonde.engine.protocol.select;

import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.stream.Threading;

/**
 * Settings of a server with a selector thread of its own. The components are those of {@link StreamServerConfig}.
 */
public record SelectServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(live = true) Responder responder,
        Framing framing,
        @Inline StreamServerOptions options)
        implements Settings {

    /** An echo server on port 8890 of the loopback interface. */
    public SelectServerSettings() {
        this("127.0.0.1", 8890, new Responder.Echo(), new Framing.Raw(), new StreamServerOptions());
    }

    StreamServerConfig stream() {
        return new StreamServerConfig(host, port, responder, framing, Threading.EVENT_LOOP, options);
    }
}
