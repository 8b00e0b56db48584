package org.netsonde.engine.protocol.select;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamClient;
import org.netsonde.engine.stream.StreamProtocol;

/** {@code select-client}. */
public final class SelectClientProtocol extends StreamProtocol<SelectClientSettings> {

    public SelectClientProtocol() {
        super("select-client", Role.CLIENT, "select-server", SelectClientSettings.class, new SelectClientSettings());
    }

    @Override
    public List<MetricSpec> metrics() {
        return SelectMetrics.figures(super.metrics());
    }

    @Override
    public List<ChartSpec> charts() {
        return SelectMetrics.charts(super.charts());
    }

    @Override
    public CompletionStage<Binding<SelectClientSettings, StreamMessage>> start(
            SelectClientSettings settings, EndpointContext context) {
        return SelectorThread.start(
                context,
                own -> StreamClient.start(settings, SelectClientSettings::stream, codec(), own),
                attempt -> attempt.cancel(false));
    }
}
