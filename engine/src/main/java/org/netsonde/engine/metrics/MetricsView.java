package org.netsonde.engine.metrics;

import java.util.List;
import java.util.Map;
import org.netsonde.engine.Failure;

/** The figures of one endpoint to read: of one that is here, or of one that was recorded. Safe for threads. */
public interface MetricsView {

    /** The protocol's own figures, in the order of {@link Sample#own}. */
    List<MetricSpec> own();

    /** The newest sample; all 0 before the first. Its array is shared and must not be changed. */
    Sample latest();

    /** The finest samples that there are. */
    History history();

    /** One sample a second, with the percentiles of all latencies in that second. */
    History seconds();

    /** The kinds of failure that happened, each with its count. */
    Map<Failure.Kind, Long> errorsByKind();

    /** All latencies from the beginning to the newest sample. */
    Percentiles lifeLatency();
}
