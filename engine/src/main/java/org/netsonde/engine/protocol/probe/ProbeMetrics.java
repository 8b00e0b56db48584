package org.netsonde.engine.protocol.probe;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/** The figures of probes beyond the common ones. Each phase counts those that got through it. */
final class ProbeMetrics {

    static final MetricSpec LOOKUPS = MetricSpec.counter("probe_lookups");
    static final MetricSpec LOOKUP = MetricSpec.duration("probe_dns_ns", LOOKUPS);
    static final MetricSpec CONNECTS = MetricSpec.counter("probe_connects");
    static final MetricSpec CONNECT = MetricSpec.duration("probe_connect_ns", CONNECTS);
    static final MetricSpec HANDSHAKES = MetricSpec.counter("probe_handshakes");
    static final MetricSpec TLS = MetricSpec.duration("probe_tls_ns", HANDSHAKES);
    static final MetricSpec REPLIES = MetricSpec.counter("probe_replies");

    /** From the request to the end of the reply. */
    static final MetricSpec HTTP = MetricSpec.duration("probe_http_ns", REPLIES);

    /** Probes that got nothing: no address, no connection, no reply. */
    static final MetricSpec LOST = MetricSpec.counter("probe_lost");

    static final List<MetricSpec> ALL =
            List.of(LOST, LOOKUPS, LOOKUP, CONNECTS, CONNECT, HANDSHAKES, TLS, REPLIES, HTTP);

    static final List<ChartSpec> CHARTS = List.of(
            new ChartSpec("probe_lost", List.of(LOST)),
            new ChartSpec("probe_phases", List.of(LOOKUP, CONNECT, TLS)),
            new ChartSpec("probe_http", List.of(HTTP)));

    private ProbeMetrics() {}
}
