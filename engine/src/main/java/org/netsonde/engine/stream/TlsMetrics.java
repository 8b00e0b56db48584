package org.netsonde.engine.stream;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/** The figures of endpoints whose connections are secured by TLS. */
public final class TlsMetrics {

    /** Handshakes that succeeded. */
    static final MetricSpec HANDSHAKES = MetricSpec.counter("tls_handshakes");

    /** Those of them that went on with an earlier session. */
    static final MetricSpec RESUMED = MetricSpec.counter("tls_resumed");

    /** Nanoseconds that handshakes took. */
    static final MetricSpec TIME = MetricSpec.duration("tls_handshake_ns", HANDSHAKES);

    /** The figures. */
    public static final List<MetricSpec> ALL = List.of(HANDSHAKES, RESUMED, TIME);

    /** The charts of them. */
    public static final List<ChartSpec> CHARTS = List.of(
            new ChartSpec("tls_handshakes", List.of(HANDSHAKES, RESUMED)),
            new ChartSpec("tls_handshake_time", List.of(TIME)));

    private TlsMetrics() {}
}
