package org.netsonde.engine.protocol.udp;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;

/** {@code udp-server}. */
public final class UdpServerProtocol extends UdpProtocol<UdpServerSettings> {

    /** The entry of the registry. */
    public UdpServerProtocol() {
        super("udp-server", Role.SERVER, "udp-client", UdpServerSettings.class, new UdpServerSettings());
    }

    @Override
    public CompletionStage<Binding<UdpServerSettings, StreamMessage>> start(
            UdpServerSettings settings, EndpointContext context) {
        return UdpServer.start(settings, context);
    }
}
