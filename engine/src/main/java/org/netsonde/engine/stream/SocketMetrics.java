package org.netsonde.engine.stream;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/**
 * The figures of the sockets of endpoints on TCP, where the system tells them. All but the last are 0 where no open
 * connection tells.
 */
public final class SocketMetrics {

    /** The smoothed round-trip time of the open connections, on average, in nanoseconds. */
    public static final MetricSpec RTT = MetricSpec.gauge("tcp_rtt_ns").inNanos();

    /** The longest of these times. */
    public static final MetricSpec LONGEST_RTT =
            MetricSpec.gauge("tcp_rtt_max_ns").inNanos();

    /** How many bytes the congestion window lets be on their way, on average over the connections. */
    public static final MetricSpec WINDOW = MetricSpec.gauge("tcp_cwnd_bytes").inBytes();

    /** Bytes that wait in the send queues of the system and have not been sent, on average over the connections. */
    public static final MetricSpec UNSENT = MetricSpec.gauge("tcp_unsent_bytes").inBytes();

    /** Segments that were sent again. */
    public static final MetricSpec RETRANSMITS = MetricSpec.counter("tcp_retransmits");

    /** All of them. */
    public static final List<MetricSpec> ALL = List.of(RTT, LONGEST_RTT, WINDOW, UNSENT, RETRANSMITS);

    /** Their charts, which are empty where no connection tells. */
    public static final List<ChartSpec> CHARTS = List.of(
            new ChartSpec("tcp_rtt", List.of(RTT, LONGEST_RTT), RTT),
            new ChartSpec("tcp_window", List.of(WINDOW, UNSENT), RTT),
            new ChartSpec("tcp_retransmits", List.of(RETRANSMITS), RTT));

    private SocketMetrics() {}
}
