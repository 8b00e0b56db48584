package org.netsonde.engine.experiment;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.security.Keys;

/**
 * The measurement of one point: all sides are started, warmed up, and then take turns in rounds. In each round every side
 * does one block, in an order drawn anew, so that what slows the machine for a while meets all of them, and neither is always
 * the one that comes after another. Used once, by one thread.
 */
final class PointRun implements AutoCloseable {

    /** How long a block is to be: long against the clock and the start of a block, short against what slows a machine. */
    private static final long BLOCK_NANOS = 60_000_000;

    /** Warming up ends at the latest after this part of the time, or when compiled code has settled. */
    private static final int WARM_UP_PART = 4;

    private static final int WARM_UP_BLOCKS = 8;

    /** So many it takes to find out how much a block holds. */
    private static final int FEWEST_WARM_UP_BLOCKS = 4;

    /** Why it ended. */
    enum End {
        PRECISE,
        TIME,
        CANCELLED
    }

    /** Hears of it; false to end it. */
    interface Told {
        boolean goOn(ExperimentProgress.Phase phase, double fraction);
    }

    private final Plan plan;
    private final @Nullable Double at;
    private final int comparisons;
    private final RandomGenerator random;
    private final List<SideRun> sides = new ArrayList<>();
    private int rounds;
    private @Nullable PointResult result;

    PointRun(Plan plan, @Nullable Double at, int comparisons, RandomGenerator random, Keys keys, InstantSource clock) {
        this.plan = plan;
        this.at = at;
        this.comparisons = comparisons;
        this.random = random;
        for (Side side : plan.sides()) {
            sides.add(new SideRun(side, plan.measures(), new Stand(keys, clock)));
        }
    }

    End measure(long nanos, double width, Told told) {
        for (SideRun side : sides) {
            if (!told.goOn(ExperimentProgress.Phase.STARTING, 0)) {
                return End.CANCELLED;
            }
            side.open(at == null ? 0 : at);
        }
        long began = System.nanoTime();
        if (!warmUp(began, nanos / WARM_UP_PART, told)) {
            return End.CANCELLED;
        }
        began = System.nanoTime();
        while (true) {
            double fraction = Math.min(1, (double) (System.nanoTime() - began) / nanos);
            if (!told.goOn(ExperimentProgress.Phase.MEASURING, fraction)) {
                return End.CANCELLED;
            }
            boolean enough = rounds >= RunLimits.FEWEST_ROUNDS;
            if (enough && PointEvaluation.precise(plan, result(), width)) {
                return End.PRECISE;
            }
            if (rounds >= RunLimits.MOST_ROUNDS
                    || (enough && (fraction >= 1 || sides.stream().anyMatch(SideRun::spent)))) {
                return End.TIME;
            }
            if (!round(told, fraction)) {
                return End.CANCELLED;
            }
        }
    }

    private boolean warmUp(long began, long nanos, Told told) {
        for (int block = 0; block < WARM_UP_BLOCKS; block++) {
            for (SideRun side : sides) {
                if (!told.goOn(ExperimentProgress.Phase.WARMING_UP, 0)) {
                    return false;
                }
                side.warmUp(BLOCK_NANOS);
            }
            if (block >= FEWEST_WARM_UP_BLOCKS - 1 && System.nanoTime() - began > nanos) {
                break;
            }
        }
        return true;
    }

    /** A round that is not finished counts for nothing, as its values would have no others to be compared with. */
    private boolean round(Told told, double fraction) {
        List<SideRun> order = new ArrayList<>(sides);
        Collections.shuffle(order, random);
        for (int turn = 0; turn < order.size(); turn++) {
            if (turn > 0 && !told.goOn(ExperimentProgress.Phase.MEASURING, fraction)) {
                return false;
            }
            order.get(turn).block(rounds + 1, turn + 1, BLOCK_NANOS);
        }
        rounds++;
        result = PointEvaluation.of(plan, at, rounds, sides, comparisons);
        return true;
    }

    /** What is known after the last whole round; null before the first. */
    @Nullable
    PointResult result() {
        return result;
    }

    @Override
    public void close() {
        sides.forEach(SideRun::close);
    }
}
