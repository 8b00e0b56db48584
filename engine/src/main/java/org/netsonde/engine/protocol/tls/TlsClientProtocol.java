package org.netsonde.engine.protocol.tls;

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

/** {@code tls-client}. */
public final class TlsClientProtocol extends TlsProtocol<TlsClientSettings> {

    /** The entry of the registry. */
    public TlsClientProtocol() {
        super("tls-client", Role.CLIENT, "tls-server", TlsClientSettings.class, new TlsClientSettings());
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
    public List<Caution> cautions(TlsClientSettings settings) {
        return StreamMetrics.joined(
                settings.tls().cautions("tls"), PoolRules.cautions(settings.pool(), settings.framing()));
    }

    @Override
    public CompletionStage<Binding<TlsClientSettings, StreamMessage>> start(
            TlsClientSettings settings, EndpointContext context) {
        return StreamClient.start(settings, TlsClientSettings::stream, codec(), context);
    }
}
