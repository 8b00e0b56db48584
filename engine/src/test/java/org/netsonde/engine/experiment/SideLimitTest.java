package org.netsonde.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.security.Keys;

/** How much a side does: never more than it may, and never less than makes sense. */
class SideLimitTest {

    private static final int MOST = 3000;

    /** A microsecond each, whatever the machine does, and never the same, so that no interval gets narrow. */
    private static Tally tally(int units) {
        return new Tally(units, 0, units * 1000L + System.nanoTime() % (units * 1000L), new Histogram(3), Map.of());
    }

    private static ExperimentResult run(Side... sides) {
        Plan plan = Plan.of(List.of(Measure.RATE), List.of(sides));
        return new ExperimentRunner(Keys.inMemory(InstantSource.system()), InstantSource.system())
                .run(
                        new SyntheticRunTest.Planned(plan),
                        Stand.json("{}"),
                        new RunLimits(Duration.ofMinutes(10), 1e-9, 1),
                        ExperimentWatch.NONE);
    }

    @Test
    void theRunEndsWhenASideHasDoneAllItMay() {
        AtomicInteger done = new AtomicInteger();
        Side limited = Side.named("limited", "limited", (stand, at) -> units -> {
                    done.addAndGet(units);
                    return tally(units);
                })
                .atMost(MOST);

        ExperimentResult result = run(limited, Side.named("free", "free", (stand, at) -> SideLimitTest::tally));

        assertThat(done.get()).isBetween(MOST / 2, MOST);
        assertThat(result.points().getFirst().rounds())
                .isGreaterThanOrEqualTo(RunLimits.FEWEST_ROUNDS)
                .isLessThan(RunLimits.MOST_ROUNDS);
    }

    @Test
    void blocksAreNoSmallerThanTheWorkWantsThem() {
        AtomicInteger smallest = new AtomicInteger(Integer.MAX_VALUE);
        AtomicInteger sum = new AtomicInteger();
        Work slow = new Work() {
            @Override
            public Tally run(int units) {
                smallest.accumulateAndGet(units, Math::min);
                sum.addAndGet(units);
                return new Tally(units, 0, 1_000_000_000L * units, new Histogram(3), Map.of());
            }

            @Override
            public int least() {
                return 100;
            }
        };

        run(
                Side.named("slow", "slow", (stand, at) -> slow).atMost(MOST),
                Side.named("free", "free", (stand, at) -> SideLimitTest::tally));

        assertThat(smallest).hasValue(100);
        assertThat(sum.get()).isLessThanOrEqualTo(MOST);
    }
}
