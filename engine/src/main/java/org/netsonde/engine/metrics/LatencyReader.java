package org.netsonde.engine.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns an endpoint's latency counts into those of the last interval, of the second so far and of its whole life.
 * Allocates with the first latency, 110 KB. Not safe for threads.
 */
final class LatencyReader {

    private long recorded;
    private boolean inInterval;
    private boolean inSecond;
    private @Nullable Tables tables;

    /** Counts of the whole life, of the last interval and since the last whole second. */
    private record Tables(long[] life, long[] interval, long[] second) {}

    /**
     * Begins the next interval.
     *
     * @param nowRecorded how many latencies the writers have recorded, read before their buckets are
     */
    void advance(long nowRecorded, WriterSet writers) {
        inInterval = nowRecorded != recorded;
        if (!inInterval) {
            return;
        }
        recorded = nowRecorded;
        inSecond = true;
        if (tables == null) {
            tables = new Tables(
                    new long[LatencyBuckets.COUNT], new long[LatencyBuckets.COUNT], new long[LatencyBuckets.COUNT]);
        }
        long[] life = tables.life;
        long[] interval = tables.interval;
        long[] second = tables.second;
        Arrays.fill(interval, 0);
        writers.addLatenciesTo(interval);
        for (int i = 0; i < interval.length; i++) {
            long now = interval[i];
            interval[i] = now - life[i];
            second[i] += interval[i];
            life[i] = now;
        }
    }

    /** The latencies of the last interval. */
    Percentiles interval() {
        return tables == null || !inInterval ? Percentiles.NONE : LatencyBuckets.percentiles(tables.interval);
    }

    /** The latencies since this was last called. */
    Percentiles takeSecond() {
        if (tables == null || !inSecond) {
            return Percentiles.NONE;
        }
        Percentiles result = LatencyBuckets.percentiles(tables.second);
        Arrays.fill(tables.second, 0);
        inSecond = false;
        return result;
    }

    /** All latencies so far. */
    Percentiles life() {
        return tables == null ? Percentiles.NONE : LatencyBuckets.percentiles(tables.life);
    }
}
