package org.netsonde.engine.protocol.udp;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;

/** {@code udp-client}. */
public final class UdpClientProtocol extends UdpProtocol<UdpClientSettings> {

    /** The entry of the registry. */
    public UdpClientProtocol() {
        super("udp-client", Role.CLIENT, "udp-server", UdpClientSettings.class, new UdpClientSettings());
    }

    @Override
    public CompletionStage<Binding<UdpClientSettings, StreamMessage>> start(
            UdpClientSettings settings, EndpointContext context) {
        return UdpClient.start(settings, context);
    }
}
