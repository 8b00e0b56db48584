package org.netsonde.engine.protocol.udp;

import java.util.List;
import org.netsonde.engine.datagram.DatagramMetrics;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.message.StreamMessageCodec;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.BasicProtocol;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;

/** What both sides have in common as entries of the registry: a message is the bytes of one datagram. */
abstract sealed class UdpProtocol<S extends Record & Settings> extends BasicProtocol<S, StreamMessage>
        permits UdpServerProtocol, UdpClientProtocol {

    UdpProtocol(String id, Role role, String counterpart, Class<S> settingsType, S defaults) {
        super(
                id,
                role,
                counterpart,
                settingsType,
                defaults,
                StreamMessage.class,
                new StreamMessage(),
                new StreamMessageCodec());
    }

    @Override
    public final boolean datagrams() {
        return true;
    }

    @Override
    public final List<MetricSpec> metrics() {
        return role() == Role.CLIENT ? DatagramMetrics.CLIENT : DatagramMetrics.SERVER;
    }

    @Override
    public final List<ChartSpec> charts() {
        return role() == Role.CLIENT ? DatagramMetrics.CLIENT_CHARTS : DatagramMetrics.SERVER_CHARTS;
    }
}
