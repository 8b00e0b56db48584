package org.netsonde.engine.metrics;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The memory that the histories of all endpoints share. When they outgrow it, the one that uses most is thinned. A
 * history that nobody holds any more leaves by itself. Safe for threads.
 */
public final class HistoryBudget {

    /** 64 MiB: about an hour of twenty busy endpoints at ten samples a second. */
    public static final long DEFAULT_BYTES = 64L << 20;

    private final long limit;
    private final List<WeakReference<History>> histories = new ArrayList<>();

    /** A budget of {@link #DEFAULT_BYTES}. */
    public HistoryBudget() {
        this(DEFAULT_BYTES);
    }

    /**
     * A budget.
     *
     * @param bytes how much all histories may take; each still keeps its newest few hundred samples when that alone is
     *     more
     */
    public HistoryBudget(long bytes) {
        limit = bytes;
    }

    /** What all histories take now, in bytes, estimated to a few percent. */
    public synchronized long used() {
        return sum(live());
    }

    synchronized void register(History history) {
        histories.add(new WeakReference<>(history));
    }

    /** Thins until the budget holds or nothing is left to thin. The caller holds no history's lock. */
    synchronized void enforce() {
        List<History> live = live();
        List<History> candidates = new ArrayList<>(live);
        while (!candidates.isEmpty() && sum(live) > limit) {
            candidates.sort(Comparator.comparingLong(History::memory));
            if (!candidates.getLast().thin()) {
                candidates.removeLast();
            }
        }
    }

    private List<History> live() {
        histories.removeIf(reference -> reference.refersTo(null));
        List<History> live = new ArrayList<>(histories.size());
        for (WeakReference<History> reference : histories) {
            History history = reference.get();
            if (history != null) {
                live.add(history);
            }
        }
        return live;
    }

    private static long sum(List<History> histories) {
        long sum = 0;
        for (History history : histories) {
            sum += history.memory();
        }
        return sum;
    }
}
