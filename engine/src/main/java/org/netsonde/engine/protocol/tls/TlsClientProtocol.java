package org.netsonde.engine.protocol.tls;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamClient;

/** {@code tls-client}. */
public final class TlsClientProtocol extends TlsProtocol<TlsClientSettings> {

    /** The entry of the registry. */
    public TlsClientProtocol() {
        super("tls-client", Role.CLIENT, "tls-server", TlsClientSettings.class, new TlsClientSettings());
    }

    @Override
    public List<Caution> cautions(TlsClientSettings settings) {
        return settings.tls().cautions("tls");
    }

    @Override
    public CompletionStage<Binding<TlsClientSettings, StreamMessage>> start(
            TlsClientSettings settings, EndpointContext context) {
        return StreamClient.start(settings, TlsClientSettings::stream, codec(), context);
    }
}
