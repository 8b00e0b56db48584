package org.netsonde.engine.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.experiment.stat.Estimate;
import org.netsonde.engine.experiment.stat.MedianInterval;
import org.netsonde.engine.metrics.Percentiles;

/** One side at one point: what it runs on, and the blocks that it has done. Used by one thread. */
final class SideRun implements AutoCloseable {

    private static final int MOST_UNITS = 1 << 20;

    /** What a side may do in all is enough for so many blocks. */
    private static final int BLOCKS = 60;

    /** And, where its blocks have to be large, for so many: those of warming up and of the fewest rounds. */
    private static final int BLOCKS_AT_LEAST = 20;

    private final Side side;
    private final List<Measure> measures;
    private final Stand stand;
    private final List<Block> blocks = new ArrayList<>();
    private final List<double[]> values;
    private final Map<String, Long> counters = new HashMap<>();
    private final Histogram latencies = new Histogram(3);
    private @Nullable Work work;
    private int units = 1;
    private long used;
    private long done;
    private long failed;

    SideRun(Side side, List<Measure> measures, Stand stand) {
        this.side = side;
        this.measures = measures;
        this.stand = stand;
        this.values = measures.stream()
                .map(measure -> new double[RunLimits.MOST_ROUNDS])
                .toList();
    }

    void open(double at) {
        work = side.setup().open(stand, at);
        units = bounded(1);
    }

    /** Does a block that is not counted, and fits the size of the next to the time that it took. */
    void warmUp(long blockNanos) {
        // Not at once: the first are slow, as nothing is compiled and no connection made yet.
        fit(run(), blockNanos, 16);
    }

    private void fit(Tally tally, long blockNanos, int steps) {
        double wanted = units * (double) blockNanos / Math.max(1, tally.nanos());
        units = bounded((int) Math.clamp(wanted, (double) units / steps, Math.min(MOST_UNITS, (double) units * steps)));
    }

    private int bounded(int wanted) {
        int least = Math.min(ready().least(), Math.max(1, side.most() / BLOCKS_AT_LEAST));
        return Math.clamp(wanted, least, Math.max(least, Math.min(MOST_UNITS, side.most() / BLOCKS)));
    }

    /** Whether another block would be more than it may do. */
    boolean spent() {
        return used + units > side.most();
    }

    /** Does a block that counts. */
    void block(int round, int turn, long blockNanos) {
        Map<String, Long> before = stand.counters();
        Tally tally = run().with(since(before));
        tally.counters().forEach((name, value) -> counters.merge(name, value, Long::sum));
        latencies.add(tally.latencies());
        done += tally.units();
        failed += tally.failed();
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            double value = measures.get(i).reader().applyAsDouble(tally);
            values.get(i)[round - 1] = value;
            figures.add(value);
        }
        blocks.add(new Block(round, turn, tally.units(), tally.failed(), tally.nanos(), figures));
        // The last block before may have met a stall, and this one may have; so it goes on, though in small steps.
        fit(tally, blockNanos, 2);
    }

    private Map<String, Long> since(Map<String, Long> before) {
        Map<String, Long> counted = new HashMap<>(stand.counters());
        before.forEach((name, value) -> counted.merge(name, -value, Long::sum));
        return counted;
    }

    private Tally run() {
        used += units;
        return ready().run(units);
    }

    private Work ready() {
        Work ready = work;
        if (ready == null) {
            throw new IllegalStateException("not opened");
        }
        return ready;
    }

    /** The values of a measure, a block each. */
    double[] values(int measure) {
        return Arrays.copyOf(values.get(measure), blocks.size());
    }

    SideResult result(double level) {
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            estimates.add(MedianInterval.of(values(i), level));
        }
        return new SideResult(
                side.id(), side.name(), estimates, Percentiles.of(latencies), done, failed, counters, blocks);
    }

    @Override
    public void close() {
        stand.close();
    }
}
