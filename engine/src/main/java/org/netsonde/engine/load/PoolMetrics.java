package org.netsonde.engine.load;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/** The figures of pools of connections. */
public final class PoolMetrics {

    /** Connections that were handed out, each for one request. */
    public static final MetricSpec ACQUIRED = MetricSpec.counter("pool_acquired");

    /** Those of them that had served a request before. */
    public static final MetricSpec REUSED = MetricSpec.counter("pool_reused");

    /** Connections that were made. */
    public static final MetricSpec OPENED = MetricSpec.counter("pool_opened");

    /** Requests that found no connection free and waited, for one to be made or given back, whether they got it or not. */
    public static final MetricSpec WAITS = MetricSpec.counter("pool_waits");

    /** Nanoseconds that they waited. */
    public static final MetricSpec WAIT = MetricSpec.duration("pool_wait_ns", WAITS);

    /** Idle connections that were ended since nobody needed them. */
    public static final MetricSpec EVICTED = MetricSpec.counter("pool_evicted");

    /** Idle connections that their peers ended, or spoke on unasked: they are not handed out any more. */
    public static final MetricSpec STALE = MetricSpec.counter("pool_stale");

    /** Requests that were refused since too many waited. */
    public static final MetricSpec REFUSED = MetricSpec.counter("pool_refused");

    /** Requests that waited in vain. */
    public static final MetricSpec TIMEOUTS = MetricSpec.counter("pool_timeouts");

    /** Idle connections that did not answer when they were asked. */
    public static final MetricSpec CHECK_FAILURES = MetricSpec.counter("pool_check_failures");

    /** Connections that serve a request now. */
    public static final MetricSpec BUSY = MetricSpec.gauge("pool_busy");

    /** Connections that wait for one now. */
    public static final MetricSpec IDLE = MetricSpec.gauge("pool_idle");

    /** The figures. */
    public static final List<MetricSpec> ALL = List.of(
            ACQUIRED, REUSED, OPENED, WAITS, WAIT, EVICTED, STALE, REFUSED, TIMEOUTS, CHECK_FAILURES, BUSY, IDLE);

    /** The charts of them. */
    public static final List<ChartSpec> CHARTS = List.of(
            new ChartSpec("pool_connections", List.of(BUSY, IDLE)),
            new ChartSpec("pool_use", List.of(ACQUIRED, REUSED, OPENED)),
            new ChartSpec("pool_waits", List.of(WAITS, REFUSED, TIMEOUTS)),
            new ChartSpec("pool_wait_time", List.of(WAIT)),
            new ChartSpec("pool_ended", List.of(EVICTED, STALE, CHECK_FAILURES)));

    private PoolMetrics() {}
}
