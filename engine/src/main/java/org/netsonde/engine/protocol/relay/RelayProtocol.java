package org.netsonde.engine.protocol.relay;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.relay.Relay;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.RelaySettings;
import org.netsonde.engine.stream.SocketMetrics;
import org.netsonde.engine.stream.StreamMetrics;

/** {@code relay}. */
public final class RelayProtocol extends BasicProtocol<RelaySettings, StreamMessage> {

    /** The entry of the registry. */
    public RelayProtocol() {
        super(
                "relay",
                Role.RELAY,
                "tcp-client",
                RelaySettings.class,
                new RelaySettings(),
                StreamMessage.class,
                new StreamMessage(),
                new StreamMessageCodec());
    }

    @Override
    public boolean sends() {
        return false;
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.joined(RelayMetrics.ALL, SocketMetrics.ALL);
    }

    @Override
    public List<ChartSpec> charts() {
        return StreamMetrics.joined(RelayMetrics.CHARTS, SocketMetrics.CHARTS);
    }

    @Override
    public CompletionStage<Binding<RelaySettings, StreamMessage>> start(
            RelaySettings settings, EndpointContext context) {
        return Relay.start(settings, new StreamMessageCodec(), context);
    }
}
