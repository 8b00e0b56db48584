package org.netsonde.engine.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The writer that all threads without an event loop share. */
final class SharedWriter extends CountingWriter {

    private final LongAdder[] slots;
    private final LatencyCounts latencies = new LatencyCounts();

    SharedWriter(List<MetricSpec> own) {
        super(own);
        slots = new LongAdder[Slots.count(own.size())];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new LongAdder();
        }
    }

    @Override
    void bump(int slot, long delta) {
        slots[slot].add(delta);
    }

    @Override
    void count(int bucket, long count) {
        latencies.addShared(bucket, count);
    }

    @Override
    long get(int slot) {
        return slots[slot].sum();
    }

    @Override
    void addLatenciesTo(long[] buckets) {
        latencies.addTo(buckets);
    }
}
