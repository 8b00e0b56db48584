package org.netsonde.engine.protocol.tls;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.protocol.Settings;
import org.netsonde.engine.stream.StreamMetrics;
import org.netsonde.engine.stream.StreamProtocol;
import org.netsonde.engine.stream.TlsMetrics;

/** What both TLS protocols have in common as entries of the registry: the figures of their handshakes. */
abstract class TlsProtocol<S extends Record & Settings> extends StreamProtocol<S> {

    TlsProtocol(String id, Role role, String counterpart, Class<S> settingsType, S defaults) {
        super(id, role, counterpart, settingsType, defaults);
    }

    @Override
    public List<MetricSpec> metrics() {
        return StreamMetrics.joined(super.metrics(), TlsMetrics.ALL);
    }

    @Override
    public List<ChartSpec> charts() {
        return StreamMetrics.joined(TlsMetrics.CHARTS, super.charts());
    }
}
