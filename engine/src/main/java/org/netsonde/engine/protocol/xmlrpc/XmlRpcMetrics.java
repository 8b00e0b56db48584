package org.netsonde.engine.protocol.xmlrpc;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/** The figures of XML-RPC beyond those of HTTP. */
final class XmlRpcMetrics {

    /** Calls that were answered, with a result or with a fault. */
    static final MetricSpec CALLS = MetricSpec.counter("calls");

    /** Calls that were answered with a fault. */
    static final MetricSpec FAULTS = MetricSpec.counter("faults");

    static final List<MetricSpec> ALL = List.of(CALLS, FAULTS);

    static final List<ChartSpec> CHARTS = List.of(new ChartSpec("calls", ALL));

    private XmlRpcMetrics() {}
}
