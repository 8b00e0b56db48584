package org.netsonde.engine.protocol.udp;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.netsonde.engine.datagram.DatagramMetrics;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Binding;
import org.netsonde.engine.protocol.EndpointContext;
import org.netsonde.engine.protocol.Role;

/** {@code udp-server}. */
public final class UdpServerProtocol extends UdpProtocol<UdpServerSettings> {

    /** The entry of the registry. */
    public UdpServerProtocol() {}

    @Override
    public String id() {
        return "udp-server";
    }

    @Override
    public Role role() {
        return Role.SERVER;
    }

    @Override
    public String counterpart() {
        return "udp-client";
    }

    @Override
    public Class<UdpServerSettings> settingsType() {
        return UdpServerSettings.class;
    }

    @Override
    public UdpServerSettings defaults() {
        return new UdpServerSettings();
    }

    @Override
    public List<MetricSpec> metrics() {
        return DatagramMetrics.SERVER;
    }

    @Override
    public List<ChartSpec> charts() {
        return DatagramMetrics.SERVER_CHARTS;
    }

    @Override
    public CompletionStage<Binding<UdpServerSettings, StreamMessage>> start(
            UdpServerSettings settings, EndpointContext context) {
        return UdpServer.start(settings, context);
    }
}
