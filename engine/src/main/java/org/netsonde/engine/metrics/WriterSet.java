package org.netsonde.engine.metrics;

import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The writers of one endpoint. The counts of an event loop that has terminated are kept and its writer is let go, so
 * that restarts on fresh event loops leave nothing behind.
 */
final class WriterSet {

    private final List<MetricSpec> own;
    private final Map<EventExecutor, LoopWriter> loops = new ConcurrentHashMap<>();
    private final SharedWriter shared;

    /** What terminated event loops counted. Only the reader touches it. */
    private final SharedWriter retired;

    WriterSet(List<MetricSpec> own) {
        this.own = own;
        shared = new SharedWriter(own);
        retired = new SharedWriter(own);
    }

    /** The writer for an owner; the same for the same owner. Any thread. */
    CountingWriter writer(Object owner) {
        return owner instanceof EventExecutor loop && hasThread(loop)
                ? loops.computeIfAbsent(loop, _ -> new LoopWriter(own))
                : shared;
    }

    /** Sums all writers, slot by slot. One thread at a time. */
    long[] read() {
        retireTerminated();
        long[] totals = new long[Slots.count(own.size())];
        // A connection may open on one loop and close on another: what is closed is read first, from all writers, so
        // that its opening is always seen too and never more are closed than were opened.
        totals[Slots.CLOSED] = sum(Slots.CLOSED);
        for (int slot = 0; slot < totals.length; slot++) {
            if (slot != Slots.CLOSED) {
                totals[slot] = sum(slot);
            }
        }
        return totals;
    }

    /** Adds the latency counts of all writers. One thread at a time. */
    void addLatenciesTo(long[] buckets) {
        retired.addLatenciesTo(buckets);
        shared.addLatenciesTo(buckets);
        loops.values().forEach(writer -> writer.addLatenciesTo(buckets));
    }

    /** How many event loops have a writer now. */
    int loops() {
        return loops.size();
    }

    private long sum(int slot) {
        long sum = retired.get(slot) + shared.get(slot);
        for (LoopWriter writer : loops.values()) {
            sum += writer.get(slot);
        }
        return sum;
    }

    private void retireTerminated() {
        loops.forEach((loop, writer) -> {
            if (loop.isTerminated()) {
                retire(writer);
                loops.remove(loop);
            }
        });
    }

    private void retire(LoopWriter writer) {
        for (int slot = 0; slot < Slots.count(own.size()); slot++) {
            retired.bump(slot, writer.get(slot));
        }
        long[] buckets = new long[LatencyBuckets.COUNT];
        writer.addLatenciesTo(buckets);
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] > 0) {
                retired.count(i, buckets[i]);
            }
        }
    }

    /** Immediate and embedded executors run on any caller's thread, some groups on several; those have no writer. */
    private static boolean hasThread(EventExecutor executor) {
        return executor instanceof SingleThreadEventExecutor || executor instanceof ManualIoEventLoop;
    }
}
