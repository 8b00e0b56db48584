package org.netsonde.engine.protocol.select;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.stream.StreamProtocol;
import org.netsonde.engine.stream.StreamServer;

/** {@code select-server}. */
public final class SelectServerProtocol extends StreamProtocol<SelectServerSettings> {

    public SelectServerProtocol() {
        super("select-server", Role.SERVER, "select-client", SelectServerSettings.class, new SelectServerSettings());
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
    public CompletionStage<Binding<SelectServerSettings, StreamMessage>> start(
            SelectServerSettings settings, EndpointContext context) {
        // A bind is over in a moment: it is let be and undone, rather than taken away the thread that it runs on.
        return SelectorThread.start(
                context,
                own -> StreamServer.start(settings, SelectServerSettings::stream, codec(), own),
                attempt -> {});
    }
}
