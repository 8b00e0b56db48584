package org.netsonde.engine.metrics;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the writers counted into HdrHistograms of the last interval, of the second so far and of the endpoint's whole
 * life. The writers count in HdrHistogram's own buckets, so that nothing is rounded twice. Allocates with the first
 * latency. Not safe for threads.
 */
final class LatencyReader {

    private long recorded;
    private boolean inInterval;
    private boolean inSecond;
    private @Nullable Tables tables;

    private record Tables(long[] seen, long[] now, Histogram life, Histogram interval, Histogram second) {
        Tables() {
            this(new long[LatencyBuckets.COUNT], new long[LatencyBuckets.COUNT], histogram(), histogram(), histogram());
        }

        static Histogram histogram() {
            return new Histogram(1, LatencyBuckets.MAX_NANOS, LatencyBuckets.DIGITS);
        }
    }

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
        Tables t = tables == null ? new Tables() : tables;
        tables = t;
        t.interval.reset();
        Arrays.fill(t.now, 0);
        writers.addLatenciesTo(t.now);
        for (int i = 0; i < t.now.length; i++) {
            if (t.now[i] != t.seen[i]) {
                t.interval.recordValueWithCount(LatencyBuckets.highest(i), t.now[i] - t.seen[i]);
                t.seen[i] = t.now[i];
            }
        }
        t.second.add(t.interval);
        t.life.add(t.interval);
    }

    /** The latencies of the last interval. */
    Percentiles interval() {
        return tables == null || !inInterval ? Percentiles.NONE : Percentiles.of(tables.interval);
    }

    /** The latencies since the second began. */
    Percentiles second() {
        return tables == null || !inSecond ? Percentiles.NONE : Percentiles.of(tables.second);
    }

    /** The latencies since the second began, to look at only; null where there were none. */
    @Nullable
    Histogram secondHistogram() {
        return tables == null || !inSecond ? null : tables.second;
    }

    /** The next second begins. */
    void beginSecond() {
        if (tables != null && inSecond) {
            tables.second.reset();
            inSecond = false;
        }
    }

    /** All latencies so far. */
    Percentiles life() {
        return tables == null ? Percentiles.NONE : Percentiles.of(tables.life);
    }

    /** All latencies so far; a copy. */
    Histogram lifeHistogram() {
        return tables == null ? Tables.histogram() : tables.life.copy();
    }
}
