package org.netsonde.engine.protocol.tls;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamProtocol;
import org.netsonde.engine.stream.StreamServer;
import org.netsonde.engine.stream.TlsMetrics;

/** {@code tls-server}. */
public final class TlsServerProtocol extends StreamProtocol<TlsServerSettings> {

    /** The entry of the registry. */
    public TlsServerProtocol() {
        super("tls-server", Role.SERVER, "tls-client", TlsServerSettings.class, new TlsServerSettings());
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
    public CompletionStage<Binding<TlsServerSettings, StreamMessage>> start(
            TlsServerSettings settings, EndpointContext context) {
        return StreamServer.start(settings, TlsServerSettings::stream, codec(), context);
    }
}
