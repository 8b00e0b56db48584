package org.netsonde.engine.stream;

import java.util.ArrayList;
import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/** The figures of stream endpoints beyond the common ones. */
public final class StreamMetrics {

    /** Messages not sent because the peer did not read. */
    public static final MetricSpec DROPPED = MetricSpec.counter("dropped");

    /** Reads that answer nothing that was sent. */
    public static final MetricSpec UNMATCHED = MetricSpec.counter("unmatched");

    /** Messages that were given up waiting for an answer. */
    public static final MetricSpec UNANSWERED = MetricSpec.counter("unanswered");

    /** Connections made again after one was lost. */
    public static final MetricSpec RECONNECTS = MetricSpec.counter("reconnects");

    /** The figures of servers. */
    public static final List<MetricSpec> SERVER = List.of(DROPPED);

    /** The figures of clients. */
    public static final List<MetricSpec> CLIENT = List.of(UNMATCHED, UNANSWERED, RECONNECTS);

    /** What servers chart. */
    public static final List<ChartSpec> SERVER_CHARTS = List.of(new ChartSpec("dropped", SERVER));

    /** What clients chart. */
    public static final List<ChartSpec> CLIENT_CHARTS = List.of(new ChartSpec("replies", CLIENT));

    private StreamMetrics() {}

    /** Figures or charts of a protocol's own beside those of all streams, in the order in which they are shown. */
    @SafeVarargs
    public static <T> List<T> joined(List<T>... parts) {
        List<T> all = new ArrayList<>();
        for (List<T> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
