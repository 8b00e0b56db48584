package org.netsonde.engine.protocol.tcp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.load.PoolMetrics;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.PoolRules;
import org.netsonde.engine.stream.StreamClient;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.stream.StreamProtocol;

/** {@code tcp-client}. */
public final class TcpClientProtocol extends StreamProtocol<TcpClientSettings> {

    public TcpClientProtocol() {
        super("tcp-client", Role.CLIENT, "tcp-server", TcpClientSettings.class, new TcpClientSettings());
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.joined(super.metrics(), PoolMetrics.ALL);
    }

    @Override
    public List<ChartSpec> charts() {
        return StreamMetrics.joined(super.charts(), PoolMetrics.CHARTS);
    }

    @Override
    public List<Caution> cautions(TcpClientSettings settings) {
        return PoolRules.cautions(settings.pool(), settings.framing());
    }

    @Override
    public CompletionStage<Binding<TcpClientSettings, StreamMessage>> start(
            TcpClientSettings settings, EndpointContext context) {
        return StreamClient.start(settings, TcpClientSettings::stream, codec(), context);
    }
}
