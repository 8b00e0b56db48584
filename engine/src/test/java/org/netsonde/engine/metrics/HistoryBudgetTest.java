package org.netsonde.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryBudgetTest {

    private static final int HOUR = 36_000;

    @Test
    void anHourOfTwentyBusyEndpointsFitsTheDefaultBudgetAsSampled() {
        HistoryBudget budget = new HistoryBudget();
        List<History> histories = hours(budget, 20);

        assertThat(budget.used()).isLessThanOrEqualTo(HistoryBudget.DEFAULT_BYTES);
        assertThat(histories).allSatisfy(history -> {
            assertThat(history.thinned()).isEqualTo(Thinning.NONE);
            assertThat(history.size()).isEqualTo(HOUR);
        });
    }

    @Test
    void smallBudgetHoldsForTwentyBusyEndpoints() {
        HistoryBudget budget = new HistoryBudget(6_000_000);
        List<History> histories = hours(budget, 20);

        assertThat(budget.used()).isLessThanOrEqualTo(6_000_000);
        assertThat(histories).allSatisfy(history -> {
            assertThat(history.thinned().times()).isPositive();
            assertThat(history.earliest().getAsLong()).isLessThan(Samples.START + 60_000);
            assertThat(history.since(0, 1_000_000).getLast().atMillis()).isEqualTo(Samples.START + HOUR * 100L);
        });
    }

    @Test
    void thinnedHistoryAccountsForEveryCountAndMoment() {
        HistoryBudget budget = new HistoryBudget(300_000);
        History history = new History(Samples.figures(1), budget);
        Samples samples = new Samples(5, 1);
        Sample last = samples.busy();
        history.append(last);
        long latencies = last.latency().count();
        double latencySum = last.latency().mean() * last.latency().count();
        long max = last.latency().max();
        for (int i = 1; i < HOUR; i++) {
            last = samples.busy();
            latencies += last.latency().count();
            latencySum += last.latency().mean() * last.latency().count();
            max = Math.max(max, last.latency().max());
            history.append(last);
        }

        List<Sample> read = history.since(0, 1_000_000);

        assertThat(read).hasSizeLessThan(HOUR / 4).hasSize(history.size());
        assertThat(SampleRow.of(read.getLast())).isEqualTo(SampleRow.of(last));
        assertThat(read.stream().mapToLong(Sample::intervalNanos).sum()).isEqualTo(HOUR * 100_000_000L);
        assertThat(read.stream().mapToLong(s -> s.latency().count()).sum()).isEqualTo(latencies);
        assertThat(read.stream()
                        .mapToDouble(s -> s.latency().mean() * s.latency().count())
                        .sum())
                .isCloseTo(latencySum, within(latencySum * 1e-9));
        assertThat(read.stream().mapToLong(s -> s.latency().max()).max()).hasValue(max);
        // Rates times intervals are the counts, whatever was merged.
        assertThat(read.stream()
                        .mapToDouble(s -> s.inRate() * s.intervalNanos() / 1e9)
                        .sum())
                .isCloseTo(last.bytesIn(), within(1.0));
    }

    @Test
    void resolutionFadesWithAgeAndTheNewestIsAsSampled() {
        HistoryBudget budget = new HistoryBudget(300_000);
        History history = new History(List.of(), budget);
        Samples samples = new Samples(5, 0);
        for (int i = 0; i < HOUR; i++) {
            history.append(samples.busy());
        }

        List<Sample> read = history.since(0, 1_000_000);
        Thinning thinned = history.thinned();

        assertThat(read.getLast().intervalNanos()).isEqualTo(100_000_000);
        assertThat(read.getFirst().intervalNanos()).isEqualTo(100_000_000L << thinned.times());
        for (Sample sample : read) {
            assertThat(sample.intervalNanos() > 100_000_000).isEqualTo(sample.atMillis() <= thinned.untilMillis());
        }
        for (int i = 1; i < read.size(); i++) {
            // A chunk with an odd number of rows ends in one that stands alone, hence the factor.
            assertThat(read.get(i).intervalNanos())
                    .isLessThanOrEqualTo(2 * read.get(i - 1).intervalNanos());
        }
    }

    @Test
    void percentilesOfMergedSamplesAreAnUpperBound() {
        HistoryBudget budget = new HistoryBudget(1);
        History history = new History(List.of(), budget);
        Samples samples = new Samples(9, 0);
        List<Sample> appended = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Sample sample = samples.busy();
            appended.add(sample);
            history.append(sample);
        }

        long from = Long.MIN_VALUE;
        for (Sample merged : history.since(0, 1_000)) {
            long after = from;
            long p99 = appended.stream()
                    .filter(s -> s.atMillis() > after && s.atMillis() <= merged.atMillis())
                    .mapToLong(s -> s.latency().p99())
                    .max()
                    .orElseThrow();
            assertThat(merged.latency().p99()).isEqualTo(p99);
            from = merged.atMillis();
        }
    }

    @Test
    void cursorMissesNoCountWhenWhatItPointsAtIsMerged() {
        HistoryBudget budget = new HistoryBudget(60_000);
        History history = new History(List.of(), budget);
        Samples samples = new Samples(2, 0);
        long cursor = 0;
        long previous = 0;
        for (int i = 0; i < 12 * 1_777; i++) {
            history.append(samples.busy());
            if (i % 1_777 == 1_776) {
                for (Sample sample; !history.since(cursor, 1).isEmpty(); cursor = sample.atMillis()) {
                    sample = history.since(cursor, 1).getFirst();
                    assertThat(sample.atMillis()).isGreaterThan(cursor);
                    assertThat(sample.bytesIn()).isGreaterThanOrEqualTo(previous);
                    previous = sample.bytesIn();
                }
                assertThat(cursor).isEqualTo(Samples.START + (i + 1) * 100L);
            }
        }

        assertThat(history.thinned().times()).isGreaterThan(1);
        assertThat(history.since(cursor, 10)).isEmpty();
    }

    @Test
    void theHistoryThatUsesMostIsThinnedFirst() {
        HistoryBudget budget = new HistoryBudget(400_000);
        History small = new History(List.of(), budget);
        History large = new History(List.of(), budget);
        Samples few = new Samples(1, 0);
        Samples many = new Samples(2, 0);
        for (int i = 0; i < 1_000; i++) {
            small.append(few.busy());
        }
        for (int i = 0; i < HOUR; i++) {
            large.append(many.busy());
        }

        assertThat(budget.used()).isLessThanOrEqualTo(400_000);
        assertThat(small.thinned()).isEqualTo(Thinning.NONE);
        assertThat(large.thinned().times()).isPositive();
    }

    private static List<History> hours(HistoryBudget budget, int endpoints) {
        List<History> histories = new ArrayList<>();
        List<Samples> samples = new ArrayList<>();
        for (int i = 0; i < endpoints; i++) {
            histories.add(new History(Samples.figures(2), budget));
            samples.add(new Samples(i, 2));
        }
        for (int tick = 0; tick < HOUR; tick++) {
            for (int i = 0; i < endpoints; i++) {
                histories.get(i).append(samples.get(i).busy());
            }
        }
        return histories;
    }
}
