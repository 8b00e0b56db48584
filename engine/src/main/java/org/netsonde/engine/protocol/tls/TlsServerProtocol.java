package org.netsonde.engine.protocol.tls;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamServer;

/** {@code tls-server}. */
public final class TlsServerProtocol extends TlsProtocol<TlsServerSettings> {

    /** The entry of the registry. */
    public TlsServerProtocol() {
        super("tls-server", Role.SERVER, "tls-client", TlsServerSettings.class, new TlsServerSettings());
    }

    @Override
    public CompletionStage<Binding<TlsServerSettings, StreamMessage>> start(
            TlsServerSettings settings, EndpointContext context) {
        return StreamServer.start(settings, TlsServerSettings::stream, codec(), context);
    }
}
