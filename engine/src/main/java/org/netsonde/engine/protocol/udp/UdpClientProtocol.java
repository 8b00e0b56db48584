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

/** {@code udp-client}. */
public final class UdpClientProtocol extends UdpProtocol<UdpClientSettings> {

    /** The entry of the registry. */
    public UdpClientProtocol() {}

    @Override
    public String id() {
        return "udp-client";
    }

    @Override
    public Role role() {
        return Role.CLIENT;
    }

    @Override
    public String counterpart() {
        return "udp-server";
    }

    @Override
    public Class<UdpClientSettings> settingsType() {
        return UdpClientSettings.class;
    }

    @Override
    public UdpClientSettings defaults() {
        return new UdpClientSettings();
    }

    @Override
    public List<MetricSpec> metrics() {
        return DatagramMetrics.CLIENT;
    }

    @Override
    public List<ChartSpec> charts() {
        return DatagramMetrics.CLIENT_CHARTS;
    }

    @Override
    public CompletionStage<Binding<UdpClientSettings, StreamMessage>> start(
            UdpClientSettings settings, EndpointContext context) {
        return UdpClient.start(settings, context);
    }
}
