package org.netsonde.engine.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.metrics.Percentiles;

/**
 * What came of a side at a point.
 *
 * @param id the side
 * @param name what it is called
 * @param estimates the figures, in the order of the plan's measures: medians of the blocks
 * @param latency of all its measured units together
 * @param units units done in all measured blocks
 * @param failed units that failed in them
 * @param counters what was counted in the measured blocks, by name
 * @param blocks the measured blocks, in their order
 */
public record SideResult(
        String id,
        Phrase name,
        List<Estimate> estimates,
        Percentiles latency,
        long units,
        long failed,
        Map<String, Long> counters,
        List<Block> blocks) {

    public SideResult {
        estimates = List.copyOf(estimates);
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
        blocks = List.copyOf(blocks);
    }

    /** A counter; 0 where it was not counted. */
    public long counter(String counter) {
        return counters.getOrDefault(counter, 0L);
    }
}
