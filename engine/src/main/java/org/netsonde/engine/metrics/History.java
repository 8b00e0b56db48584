package org.netsonde.engine.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The samples of one endpoint, oldest first, bounded by a {@link HistoryBudget} that it shares. One thread appends, any
 * thread reads.
 *
 * <p><b>Idle stretches.</b> Of consecutive samples in which nothing was counted only the two ends are kept: the first,
 * and one whose interval is all the rest. The second moves on while the stretch lasts, so that a reader who polls sees
 * it anew. {@link #forEachSecond} gives one sample for each second of it. Figures that grow also while nothing happens
 * are exact at both ends and taken to have grown evenly between.
 *
 * <p><b>Thinning.</b> When the budget is used up, neighbours are merged, oldest first, so that resolution fades with
 * age. Nothing is lost, only coarser: counts stay exact, rates are those of the longer interval, the mean latency is
 * weighted by count, and percentiles are the largest of those merged, an upper bound. {@link #thinned} says how far.
 */
public final class History {

    private final Object lock = new Object();
    private final HistoryBudget budget;
    private final Idleness idleness;

    /** Oldest first; {@link Chunk#level} never rises from one to the next. Bounded by the budget. */
    private final List<Chunk> sealed = new ArrayList<>();

    private final OpenChunk open;
    private long sealedMemory;
    private int sealedSize;

    /** How many of the newest rows belong to an idle stretch: 0, 1 or 2. */
    private int idleRows;

    /** The first row of the idle stretch. */
    private long[] idleSince = {};

    /**
     * An empty history.
     *
     * @param own the protocol's own figures, in the order of {@link Sample#own}
     */
    public History(List<MetricSpec> own, HistoryBudget budget) {
        this.budget = budget;
        open = new OpenChunk(SampleRow.width(own.size()));
        idleness = new Idleness(own);
        budget.register(this);
    }

    /**
     * Appends a sample, later than all before. Its rates are not stored but follow from the counts of the sample before
     * it (0 before the first). One thread at a time.
     */
    public void append(Sample sample) {
        boolean grown;
        synchronized (lock) {
            long before = memory();
            append(SampleRow.of(sample));
            grown = memory() > before;
        }
        if (grown) {
            budget.enforce();
        }
    }

    /** The samples strictly later than a time, oldest first, at most {@code max}: a reader polls with its newest. */
    public List<Sample> since(long atMillis, int max) {
        List<Sample> result = new ArrayList<>();
        for (Chunk chunk : chunksAfter(atMillis)) {
            for (int i = chunk.firstAfter(atMillis); i < chunk.size() && result.size() < max; i++) {
                result.add(chunk.sample(i));
            }
        }
        return result;
    }

    /** Calls with each sample from one time to another, both inclusive, oldest first, on the caller's thread. */
    public void forEach(long fromMillis, long toMillis, Consumer<? super Sample> consumer) {
        visit(fromMillis, toMillis, (chunk, i) -> {
            if (chunk.at(i) <= toMillis) {
                consumer.accept(chunk.sample(i));
            }
        });
    }

    /**
     * As {@link #forEach}, but an idle stretch of several seconds is given as one sample for each second; one of more than a
     * day in which the endpoint did not run, as those at its two ends.
     */
    public void forEachSecond(long fromMillis, long toMillis, Consumer<? super Sample> consumer) {
        visit(fromMillis, toMillis, (chunk, i) -> {
            if (chunk.idle(i, idleness)) {
                IdleStretch.expand(chunk.sample(i), chunk.ownBefore(i), fromMillis, toMillis, consumer);
            } else if (chunk.at(i) <= toMillis) {
                consumer.accept(chunk.sample(i));
            }
        });
    }

    /** The time of the first sample that {@link #forEachSecond} gives from a time on. */
    public OptionalLong nextSecond(long fromMillis) {
        long after = fromMillis - 1;
        for (Chunk chunk : chunksAfter(after)) {
            int i = chunk.firstAfter(after);
            if (i < chunk.size()) {
                boolean idle = chunk.idle(i, idleness);
                return OptionalLong.of(idle ? IdleStretch.first(chunk.sample(i), fromMillis) : chunk.at(i));
            }
        }
        return OptionalLong.empty();
    }

    /** How many samples are stored. */
    public int size() {
        synchronized (lock) {
            return sealedSize + open.size();
        }
    }

    /** The time of the oldest sample. */
    public OptionalLong earliest() {
        synchronized (lock) {
            if (!sealed.isEmpty()) {
                return OptionalLong.of(sealed.getFirst().at(0));
            }
            return open.size() == 0 ? OptionalLong.empty() : OptionalLong.of(open.at(0));
        }
    }

    /** How far the history was thinned. */
    public Thinning thinned() {
        synchronized (lock) {
            for (Chunk chunk : sealed.reversed()) {
                if (chunk.level() > 0) {
                    return new Thinning(chunk.lastAt(), sealed.getFirst().level());
                }
            }
            return Thinning.NONE;
        }
    }

    /** What the history takes in memory, in bytes. */
    long memory() {
        synchronized (lock) {
            return sealedMemory + open.memory();
        }
    }

    /**
     * Merges two neighbouring chunks.
     *
     * @return false if there are none
     */
    boolean thin() {
        synchronized (lock) {
            if (sealed.size() < 2) {
                return false;
            }
            int first = firstToMerge();
            Chunk later = sealed.remove(first + 1);
            Chunk earlier = sealed.get(first);
            Chunk merged = Chunk.merge(earlier, later);
            sealed.set(first, merged);
            sealedMemory += merged.memory() - earlier.memory() - later.memory();
            sealedSize += merged.size() - earlier.size() - later.size();
            return true;
        }
    }

    /**
     * The oldest of the level that has most chunks, so that every level keeps about as many: the last minutes as
     * sampled, then twice as long at half the resolution, and so on.
     */
    private int firstToMerge() {
        int best = 0;
        int bestLength = 2;
        int start = 0;
        for (int i = 1; i <= sealed.size(); i++) {
            if (i == sealed.size() || sealed.get(i).level() != sealed.get(start).level()) {
                if (i - start >= bestLength) {
                    best = start;
                    bestLength = i - start;
                }
                start = i;
            }
        }
        return best;
    }

    private void append(long[] row) {
        long[] last = open.last();
        if (!idleness.idle(last, row)) {
            idleRows = 0;
        } else if (idleRows == 0
                || !SampleRow.sameRun(last, row)
                || (idleRows == 2 && !idleness.alike(idleSince, last, row))) {
            idleRows = 1;
            idleSince = row;
        } else if (idleRows == 1) {
            idleRows = 2;
        } else {
            row[SampleRow.INTERVAL] += last[SampleRow.INTERVAL];
            open.replaceLast(row);
            return;
        }
        if (open.size() == OpenChunk.CAPACITY) {
            Chunk chunk = open.seal();
            sealed.add(chunk);
            sealedMemory += chunk.memory();
            sealedSize += chunk.size();
        }
        open.append(row);
    }

    /** Visits the rows in a range and the one after it, whose interval may reach into the range. */
    private void visit(long fromMillis, long toMillis, RowVisitor visitor) {
        long after = fromMillis - 1;
        for (Chunk chunk : chunksAfter(after)) {
            for (int i = chunk.firstAfter(after); i < chunk.size(); i++) {
                visitor.visit(chunk, i);
                if (chunk.at(i) > toMillis) {
                    return;
                }
            }
        }
    }

    /** The chunks with rows later than a time. They are immutable, so readers need no lock to go through them. */
    private List<Chunk> chunksAfter(long atMillis) {
        synchronized (lock) {
            int first = sealed.size();
            while (first > 0 && sealed.get(first - 1).lastAt() > atMillis) {
                first--;
            }
            List<Chunk> result = new ArrayList<>(sealed.subList(first, sealed.size()));
            if (open.size() > 0 && open.at(open.size() - 1) > atMillis) {
                result.add(open.tail(atMillis));
            }
            return result;
        }
    }

    private interface RowVisitor {
        void visit(Chunk chunk, int index);
    }
}
