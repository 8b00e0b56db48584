package org.netsonde.engine.metrics;

import java.util.List;
import org.netsonde.engine.Failure;

/** Maps what a writer is told to slots; subclasses say how a slot is written. */
abstract sealed class CountingWriter implements MeterWriter permits LoopWriter, SharedWriter {

    private final MetricSpec[] own;

    CountingWriter(List<MetricSpec> own) {
        this.own = own.toArray(new MetricSpec[0]);
    }

    /** Adds to a slot. */
    abstract void bump(int slot, long delta);

    /** Counts latencies that lie in one bucket. */
    abstract void count(int bucket, long count);

    /** The slot as it stands; any thread. What happened before a value that is seen is seen too. */
    abstract long get(int slot);

    /** Adds the counts of all buckets to an array of {@link LatencyBuckets#COUNT}; any thread. */
    abstract void addLatenciesTo(long[] buckets);

    @Override
    public final void opened() {
        bump(Slots.OPENED, 1);
    }

    @Override
    public final void closed() {
        bump(Slots.CLOSED, 1);
    }

    @Override
    public final void failed(Failure.Kind kind) {
        bump(Slots.error(kind), 1);
    }

    @Override
    public final void read(int bytes, int messages, long now) {
        if (bytes != 0) {
            bump(Slots.BYTES_IN, bytes);
        }
        if (messages != 0) {
            bump(Slots.MESSAGES_IN, messages);
        }
    }

    @Override
    public final void written(int bytes, int messages, long now) {
        if (bytes != 0) {
            bump(Slots.BYTES_OUT, bytes);
        }
        if (messages != 0) {
            bump(Slots.MESSAGES_OUT, messages);
        }
    }

    @Override
    public final void latency(long nanos, int count) {
        if (count > 0) {
            count(LatencyBuckets.indexOf(nanos), count);
            bump(Slots.LATENCIES, count);
        }
    }

    @Override
    public final void add(MetricSpec metric, long delta) {
        int index = indexOf(metric);
        if (index >= 0) {
            bump(Slots.FIRST_OWN + index, delta);
        }
    }

    /** By identity, which is how protocols hold their specs; by value only for a copy. */
    @SuppressWarnings("ReferenceEquality") // the cheap comparison comes first on purpose
    private int indexOf(MetricSpec metric) {
        for (int i = 0; i < own.length; i++) {
            if (own[i] == metric) {
                return i;
            }
        }
        for (int i = 0; i < own.length; i++) {
            if (own[i].equals(metric)) {
                return i;
            }
        }
        return -1;
    }
}
