package org.netsonde.engine.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The writer of one event loop. Only its thread writes, so a counter is a plain read, an addition and a release store:
 * no locked instruction. Readers use acquire loads.
 */
final class LoopWriter extends CountingWriter {

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

    /** Room on either side, so that no other loop writes to the cache lines of the counters. */
    private static final int PAD = 16;

    private final long[] slots;
    private final LatencyCounts latencies = new LatencyCounts();

    LoopWriter(List<MetricSpec> own) {
        super(own);
        slots = new long[PAD + Slots.count(own.size()) + PAD];
    }

    @Override
    void bump(int slot, long delta) {
        SLOT.setRelease(slots, PAD + slot, slots[PAD + slot] + delta);
    }

    @Override
    void count(int bucket, long count) {
        latencies.addSingleWriter(bucket, count);
    }

    @Override
    long get(int slot) {
        return (long) SLOT.getAcquire(slots, PAD + slot);
    }

    @Override
    void addLatenciesTo(long[] buckets) {
        latencies.addTo(buckets);
    }
}
