package org.netsonde.engine.protocol.tls;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamClient;
import org.netsonde.engine.stream.StreamProtocol;
import org.netsonde.engine.stream.TlsMetrics;

/** {@code tls-client}. */
public final class TlsClientProtocol extends StreamProtocol<TlsClientSettings> {

    /** The entry of the registry. */
    public TlsClientProtocol() {
        super("tls-client", Role.CLIENT, "tls-server", TlsClientSettings.class, new TlsClientSettings());
    }

    @Override
    public List<MetricSpec> metrics() {
        return Stream.concat(super.metrics().stream(), TlsMetrics.ALL.stream()).toList();
    }

    @Override
    public List<ChartSpec> charts() {
        return Stream.concat(TlsMetrics.CHARTS.stream(), super.charts().stream())
                .toList();
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
