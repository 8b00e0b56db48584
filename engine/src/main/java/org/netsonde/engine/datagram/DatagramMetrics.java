package org.netsonde.engine.datagram;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/** The figures of datagram endpoints beyond the common ones. */
public final class DatagramMetrics {

    /** Datagrams that the system dropped before they were read. */
    public static final MetricSpec KERNEL_DROPS = MetricSpec.counter("kernel_drops");

    /** Messages not sent because the system did not take more. */
    public static final MetricSpec DROPPED = MetricSpec.counter("dropped");

    /** Numbers that no reply named in time. */
    public static final MetricSpec LOST = MetricSpec.counter("lost");

    /** Replies with a number that the same peer had answered before. */
    public static final MetricSpec DUPLICATES = MetricSpec.counter("duplicates");

    /** Replies with a number lower than one that the same peer had answered before. */
    public static final MetricSpec REORDERED = MetricSpec.counter("reordered");

    /** Datagrams that answer nothing that was sent, or not in time. */
    public static final MetricSpec UNMATCHED = MetricSpec.counter("unmatched");

    /** Messages without a number that nobody answered in time. */
    public static final MetricSpec UNANSWERED = MetricSpec.counter("unanswered");

    /** The figures of servers. */
    public static final List<MetricSpec> SERVER = List.of(KERNEL_DROPS, DROPPED);

    /** The figures of clients. */
    public static final List<MetricSpec> CLIENT =
            List.of(LOST, DUPLICATES, REORDERED, UNMATCHED, UNANSWERED, KERNEL_DROPS);

    /** What servers chart. */
    public static final List<ChartSpec> SERVER_CHARTS = List.of(new ChartSpec("drops", SERVER));

    /** What clients chart. */
    public static final List<ChartSpec> CLIENT_CHARTS = List.of(
            new ChartSpec("loss", List.of(LOST, DUPLICATES, REORDERED)),
            new ChartSpec("answers", List.of(UNMATCHED, UNANSWERED, KERNEL_DROPS)));

    private DatagramMetrics() {}
}
