package org.netsonde.engine.relay;

import java.util.concurrent.CompletionStage;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.relay.tcp.TcpRelay;
import org.netsonde.engine.relay.udp.UdpRelay;

/** Starts relays. */
public final class Relay {

    private Relay() {}

    /** Starts one; completes when it is bound, exceptionally with a {@link FailureException} that names the address. */
    public static CompletionStage<Binding<RelaySettings, StreamMessage>> start(
            RelaySettings settings, StreamMessageCodec codec, EndpointContext context) {
        return switch (settings.transport()) {
            case TCP -> TcpRelay.start(settings, codec, context);
            case UDP -> UdpRelay.start(settings, codec, context);
        };
    }
}
