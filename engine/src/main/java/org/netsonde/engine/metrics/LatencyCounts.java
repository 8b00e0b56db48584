package org.netsonde.engine.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How many latencies fell in each bucket of {@link LatencyBuckets}, since the beginning. Counts only grow and reading
 * takes nothing away: intervals are differences of two readings, so no writer is ever asked to change histograms.
 *
 * <p>The sampler makes HdrHistograms of them, see {@link LatencyReader}. HdrHistogram's own recorders are not used for
 * writing: two histograms over this range take 74 KB for every pair of endpoint and event loop. Here a segment of 1 KB is
 * allocated when the first latency falls into its power of two: ten hold all from a microsecond to a millisecond.
 */
final class LatencyCounts {

    private static final VarHandle SEGMENT = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] @Nullable [] segments = new long[LatencyBuckets.SEGMENTS] @Nullable [];

    /** Adds; only one thread may ever call this. */
    void addSingleWriter(int bucket, long count) {
        long[] segment = segment(LatencyBuckets.segment(bucket));
        int i = LatencyBuckets.offset(bucket);
        COUNT.setOpaque(segment, i, segment[i] + count);
    }

    /** Adds; any thread, unless there is a single writer. */
    void addShared(int bucket, long count) {
        long[] segment = segment(LatencyBuckets.segment(bucket));
        var _ = (long) COUNT.getAndAdd(segment, LatencyBuckets.offset(bucket), count);
    }

    /** Adds the counts so far to an array of {@link LatencyBuckets#COUNT}; any thread. */
    void addTo(long[] buckets) {
        for (int s = 0; s < LatencyBuckets.SEGMENTS; s++) {
            long[] segment = (long[]) SEGMENT.getAcquire(segments, s);
            if (segment != null) {
                int first = LatencyBuckets.first(s);
                for (int i = 0; i < segment.length; i++) {
                    buckets[first + i] += (long) COUNT.getOpaque(segment, i);
                }
            }
        }
    }

    private long[] segment(int index) {
        long[] segment = (long[]) SEGMENT.getAcquire(segments, index);
        if (segment != null) {
            return segment;
        }
        long[] fresh = new long[LatencyBuckets.PER_SEGMENT];
        long[] other = (long[]) SEGMENT.compareAndExchange(segments, index, null, fresh);
        return other == null ? fresh : other;
    }
}
