package org.netsonde.engine.protocol.tcp;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamProtocol;
import org.netsonde.engine.stream.StreamServer;

/** {@code tcp-server}. */
public final class TcpServerProtocol extends StreamProtocol<TcpServerSettings> {

    public TcpServerProtocol() {
        super("tcp-server", Role.SERVER, "tcp-client", TcpServerSettings.class, new TcpServerSettings());
    }

    @Override
    public CompletionStage<Binding<TcpServerSettings, StreamMessage>> start(
            TcpServerSettings settings, EndpointContext context) {
        return StreamServer.start(settings, TcpServerSettings::stream, codec(), context);
    }
}
