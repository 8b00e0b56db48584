package org.netsonde.engine.protocol.tcp;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamClient;
import org.netsonde.engine.stream.StreamProtocol;

/** {@code tcp-client}. */
public final class TcpClientProtocol extends StreamProtocol<TcpClientSettings> {

    public TcpClientProtocol() {
        super("tcp-client", Role.CLIENT, "tcp-server", TcpClientSettings.class, new TcpClientSettings());
    }

    @Override
    public CompletionStage<Binding<TcpClientSettings, StreamMessage>> start(
            TcpClientSettings settings, EndpointContext context) {
        return StreamClient.start(settings, TcpClientSettings::stream, codec(), context);
    }
}
