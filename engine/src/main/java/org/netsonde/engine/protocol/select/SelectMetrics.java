package org.netsonde.engine.protocol.select;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;
import org.netsonde.engine.stream.StreamMetrics;

/** The figures of a selector thread, beyond those of all stream endpoints. */
final class SelectMetrics {

    /** Rounds of the loop: one call of select each, and then what is ready. An idle loop turns once in a second or so. */
    static final MetricSpec ROUNDS = MetricSpec.counter("select_rounds").inBackground();

    /** Keys that were ready and have been handled. */
    static final MetricSpec KEYS = MetricSpec.counter("ready_keys").per(ROUNDS);

    /** Nanoseconds in select. */
    static final MetricSpec SELECT_TIME = MetricSpec.time("select_time_ns");

    /** Nanoseconds in handlers of ready keys and in tasks between rounds: all that is not spent in select. */
    static final MetricSpec HANDLER_TIME = MetricSpec.time("handler_time_ns");

    private static final List<MetricSpec> FIGURES = List.of(ROUNDS, KEYS, SELECT_TIME, HANDLER_TIME);

    private static final List<ChartSpec> CHARTS = List.of(
            new ChartSpec("select_rounds", List.of(ROUNDS)),
            new ChartSpec("ready_keys", List.of(KEYS)),
            new ChartSpec("select_time", List.of(SELECT_TIME, HANDLER_TIME)));

    private SelectMetrics() {}

    /** The figures of the stream, which all stream endpoints have in the same places, and then those of the thread. */
    static List<MetricSpec> figures(List<MetricSpec> ofStream) {
        return StreamMetrics.joined(ofStream, FIGURES);
    }

    /** The charts of the selector thread, which are what the protocol is about, and then those of the stream. */
    static List<ChartSpec> charts(List<ChartSpec> ofStream) {
        return StreamMetrics.joined(CHARTS, ofStream);
    }
}
