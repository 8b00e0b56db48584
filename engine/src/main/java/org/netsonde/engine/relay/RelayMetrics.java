package org.netsonde.engine.relay;

import java.util.List;
import org.netsonde.engine.datagram.DatagramMetrics;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/** The figures of a relay beyond the common ones, which are those of its clients' side. */
public final class RelayMetrics {

    /** Connections to back ends that stand. */
    public static final MetricSpec BACK_OPEN = MetricSpec.gauge("back_open");
    /** Bytes sent to back ends. */
    public static final MetricSpec BACK_BYTES_OUT =
            MetricSpec.counter("back_bytes_out").inBytes();
    /** Bytes that came from back ends. */
    public static final MetricSpec BACK_BYTES_IN =
            MetricSpec.counter("back_bytes_in").inBytes();
    /** Times that a back end could not be reached, or broke off. */
    public static final MetricSpec BACK_FAILURES = MetricSpec.counter("back_failures");
    /** Clients for which no back end could be reached. */
    public static final MetricSpec NO_BACK_END = MetricSpec.counter("no_back_end");
    /** Back ends that were left alone after they failed in use, or were found to be down. */
    public static final MetricSpec EJECTIONS = MetricSpec.counter("ejections");

    /** What came to limits: connections, messages or bytes. */
    public static final MetricSpec LIMIT_ARRIVED = MetricSpec.counter("limit_arrived");
    /** What limits let pass, at once or later. */
    public static final MetricSpec LIMIT_ADMITTED = MetricSpec.counter("limit_admitted");
    /** What limits did not let pass. */
    public static final MetricSpec LIMIT_REFUSED = MetricSpec.counter("limit_refused");
    /** Connections, messages or reads that limits made wait. */
    public static final MetricSpec LIMIT_DELAYED = MetricSpec.counter("limit_delayed");
    /** How much the scarcest limit would still let pass at once, in percent of its most; 100 without limits. */
    public static final MetricSpec LIMIT_LEVEL = MetricSpec.gauge("limit_level").inPercent();

    /** Messages, datagrams or stretches of streams that faults met. */
    public static final MetricSpec FAULT_HITS = MetricSpec.counter("fault_hits");
    /** Datagrams or messages that were dropped, by faults or for want of room. */
    public static final MetricSpec DROPPED = MetricSpec.counter("dropped");
    /** Bytes that wait in the relay. */
    public static final MetricSpec HELD_BYTES = MetricSpec.gauge("held_bytes").inBytes();

    /** Messages that were held back for the user. */
    public static final MetricSpec INTERCEPTED = MetricSpec.counter("intercepted");
    /** Messages that were to be held back, but passed for want of room. */
    public static final MetricSpec NOT_HELD = MetricSpec.counter("not_held");
    /** Messages that were rewritten. */
    public static final MetricSpec REWRITTEN = MetricSpec.counter("rewritten");

    /** All of them. */
    public static final List<MetricSpec> ALL = List.of(
            BACK_OPEN,
            BACK_BYTES_OUT,
            BACK_BYTES_IN,
            BACK_FAILURES,
            NO_BACK_END,
            EJECTIONS,
            LIMIT_ARRIVED,
            LIMIT_ADMITTED,
            LIMIT_REFUSED,
            LIMIT_DELAYED,
            LIMIT_LEVEL,
            FAULT_HITS,
            DROPPED,
            DatagramMetrics.KERNEL_DROPS,
            HELD_BYTES,
            INTERCEPTED,
            NOT_HELD,
            REWRITTEN);

    /** What is charted. */
    public static final List<ChartSpec> CHARTS = List.of(
            new ChartSpec("relay-back-bytes", List.of(BACK_BYTES_OUT, BACK_BYTES_IN)),
            new ChartSpec("relay-back-failures", List.of(BACK_FAILURES, NO_BACK_END, EJECTIONS)),
            new ChartSpec("relay-faults", List.of(FAULT_HITS, DROPPED)),
            new ChartSpec("relay-limits", List.of(LIMIT_ARRIVED, LIMIT_ADMITTED, LIMIT_REFUSED)),
            new ChartSpec("relay-limit-level", List.of(LIMIT_LEVEL)),
            new ChartSpec("relay-held", List.of(HELD_BYTES)));

    private RelayMetrics() {}
}
