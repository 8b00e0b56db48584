package org.netsonde.engine.metrics;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Hears of each second of an endpoint as it ends. Called on the sampler's thread, or that of a flush; must be quick. */
@FunctionalInterface
public interface SecondListener {

    /**
     * A second has ended.
     *
     * @param sample the second's figures
     * @param latencies the latencies of the second in nanoseconds, null where there were none; only valid during the
     *     call
     */
    void second(Sample sample, @Nullable Histogram latencies);
}
