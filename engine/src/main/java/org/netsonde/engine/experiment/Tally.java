package org.netsonde.engine.experiment;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a block of work did.
 *
 * @param units how many units were done, those that failed not among them
 * @param failed how many failed
 * @param nanos how long it took, in nanoseconds
 * @param latencies how long each unit took, in nanoseconds; not changed any more
 * @param counters what was counted meanwhile, as proof of what was done: {@code <endpoint>.<figure>}, such as
 *     {@code client.total} (connections), {@code client.tls_resumed}
 */
public record Tally(long units, long failed, long nanos, Histogram latencies, Map<String, Long> counters) {

    /** The counter of payload that was moved, in bytes. */
    public static final String PAYLOAD = "payload.bytes";

    public Tally {
        counters = Map.copyOf(counters);
    }

    /** The same with further counters; where both have one, they are added. */
    Tally with(Map<String, Long> more) {
        Map<String, Long> all = new HashMap<>(counters);
        more.forEach((name, value) -> all.merge(name, value, Long::sum));
        return new Tally(units, failed, nanos, latencies, all);
    }

    /** A counter; 0 where it was not counted. */
    public long counter(String name) {
        return counters.getOrDefault(name, 0L);
    }
}
