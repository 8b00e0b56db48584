package org.netsonde.engine.protocol.probe;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.Caution;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.security.ClientTrust;

/** {@code probe}: any server may be on the other side, and nothing is sent by hand. */
public final class ProbeProtocol extends BasicProtocol<ProbeSettings, StreamMessage> {

    private static final String ID = "probe";

    /** The entry of the registry. */
    public ProbeProtocol() {
        super(
                ID,
                Role.CLIENT,
                ID,
                ProbeSettings.class,
                new ProbeSettings(),
                StreamMessage.class,
                new StreamMessage(),
                new StreamMessageCodec());
    }

    @Override
    public boolean sends() {
        return false;
    }

    @Override
    public List<Caution> cautions(ProbeSettings settings) {
        return settings.probe().secure() && settings.trust() instanceof ClientTrust.None
                ? List.of(Caution.danger("trust", "unverified"))
                : List.of();
    }

    @Override
    public List<MetricSpec> metrics() {
        return ProbeMetrics.ALL;
    }

    @Override
    public List<ChartSpec> charts() {
        return ProbeMetrics.CHARTS;
    }

    @Override
    public CompletionStage<Binding<ProbeSettings, StreamMessage>> start(
            ProbeSettings settings, EndpointContext context) {
        return Prober.start(settings, context);
    }
}
