package org.netsonde.engine.protocol.tls;

import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.message.Responder;
import org.netsonde.engine.protocol.Inline;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.protocol.SettingsException;
import org.netsonde.engine.stream.FramedLayer;
import org.netsonde.engine.stream.StreamServerConfig;
import org.netsonde.engine.stream.StreamServerOptions;
import org.netsonde.engine.stream.Threading;
import org.netsonde.engine.stream.TlsSecurity;
import org.netsonde.engine.tls.ServerTls;

/**
 * Settings of a TLS server. The other components are those of {@link StreamServerConfig}.
 *
 * @param tls always on
 */
public record TlsServerSettings(
        @Option(min = 1, max = 255, editor = "address") String host,
        @Option(min = 0, max = 65535) int port,
        @Option(live = true) Responder responder,
        Framing framing,
        @Option(group = "tls") ServerTls tls,
        @Inline StreamServerOptions options)
        implements Settings {

    public TlsServerSettings {
        if (!tls.isOn()) {
            throw new SettingsException("tls.mode", Phrase.of("problem.tlsOff"));
        }
    }

    /** An echo server on port 9443 of the loopback interface, with a certificate that is made when it starts. */
    public TlsServerSettings() {
        this("127.0.0.1", 9443, new Responder.Echo(), new Framing.Raw(), new ServerTls(), new StreamServerOptions());
    }

    StreamServerConfig stream() {
        return new StreamServerConfig(
                host, port, responder, new FramedLayer(framing), TlsSecurity.of(tls), Threading.EVENT_LOOP, options);
    }
}
