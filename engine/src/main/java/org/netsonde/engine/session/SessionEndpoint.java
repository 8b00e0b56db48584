package org.netsonde.engine.session;

import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.netsonde.engine.metrics.MetricsView;
import org.netsonde.engine.traffic.TrafficSource;

/** One endpoint of a session. Counts are since the session began. Safe for threads. */
public interface SessionEndpoint {

    /** What it is. */
    EndpointInfo info();

    /** Its figures. */
    MetricsView metrics();

    /** What crossed it, as far as it was kept. */
    TrafficSource traffic();

    /** How many records of its traffic and seconds of its figures came faster than they could be written. */
    long notRecorded();

    /**
     * Calls with the latencies of each interval that lies within a time, in order, as histograms of nanoseconds; start
     * and end stamps are milliseconds since the epoch. One interval is the whole run where no finer ones are known.
     *
     * @param consumer owns each histogram that it is given
     */
    void latencies(TimeRange range, Consumer<Histogram> consumer);
}
