package org.netsonde.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final List<MetricSpec> SELECTING =
            List.of(MetricSpec.counter("rounds").inBackground(), MetricSpec.time("waited"));

    private final HistoryBudget budget = new HistoryBudget();
    private final History history = new History(Samples.figures(2), budget);
    private final Samples samples = new Samples(1, 2);

    @Test
    void samplesComeBackAsTheyWere() {
        List<Sample> appended = busy(1_000);

        List<Sample> read = history.since(0, 10_000);

        assertThat(read).hasSize(1_000);
        assertThat(history.size()).isEqualTo(1_000);
        assertThat(history.earliest()).hasValue(appended.getFirst().atMillis());
        for (int i = 0; i < 1_000; i++) {
            assertThat(SampleRow.of(read.get(i))).isEqualTo(SampleRow.of(appended.get(i)));
        }
    }

    @Test
    void ratesFollowFromTheCountsAlsoAcrossChunks() {
        List<Sample> appended = busy(600);
        List<Sample> read = history.since(0, 10_000);

        long before = 0;
        for (int i = 0; i < 600; i++) {
            long bytes = appended.get(i).bytesIn();
            assertThat(read.get(i).inRate()).isCloseTo((bytes - before) * 10.0, within(1e-3));
            before = bytes;
        }
    }

    @Test
    void emptyHistoryHasNothing() {
        assertThat(history.size()).isZero();
        assertThat(history.earliest()).isEmpty();
        assertThat(history.since(0, 10)).isEmpty();
        assertThat(history.thinned()).isEqualTo(Thinning.NONE);
    }

    @Test
    void cursorGetsEachSampleOnceInOrder() {
        List<Sample> seen = new ArrayList<>();
        long cursor = 0;
        for (int i = 0; i < 700; i++) {
            history.append(samples.busy());
            if (i % 3 == 0) {
                List<Sample> news = history.since(cursor, 1_000);
                seen.addAll(news);
                cursor = news.getLast().atMillis();
            }
        }

        assertThat(seen)
                .extracting(Sample::atMillis)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(700);
        assertThat(history.since(cursor, 10)).isEmpty();
    }

    @Test
    void atMostMaxSamplesAreTheOldestOnes() {
        List<Sample> appended = busy(600);

        assertThat(history.since(appended.get(250).atMillis(), 10))
                .extracting(Sample::atMillis)
                .containsExactlyElementsOf(appended.subList(251, 261).stream()
                        .map(Sample::atMillis)
                        .toList());
    }

    @Test
    void rangeIncludesBothEnds() {
        List<Sample> appended = busy(600);
        List<Sample> range = new ArrayList<>();

        history.forEach(appended.get(200).atMillis(), appended.get(300).atMillis(), range::add);

        assertThat(range).hasSize(101);
        assertThat(range.getFirst().atMillis()).isEqualTo(appended.get(200).atMillis());
        assertThat(range.getLast().atMillis()).isEqualTo(appended.get(300).atMillis());
    }

    @Test
    void idleStretchIsKeptAsItsTwoEnds() {
        busy(10);
        Sample first = samples.idle();
        history.append(first);
        Sample last = idle(36_000);
        long memory = history.memory();
        last = idle(36_000);
        history.append(samples.busy());

        assertThat(history.size()).isEqualTo(13);
        assertThat(history.memory()).isEqualTo(memory);
        List<Sample> read = history.since(0, 100);
        assertThat(read.get(10).atMillis()).isEqualTo(first.atMillis());
        assertThat(read.get(11).atMillis()).isEqualTo(last.atMillis());
        assertThat(read.get(11).intervalNanos()).isEqualTo(72_000 * 100_000_000L);
        assertThat(read.get(11).total()).isEqualTo(last.total());
        assertThat(read.get(11).inRate()).isZero();
    }

    @Test
    void pollingReaderSeesTheEndOfAnIdleStretchMove() {
        busy(1);
        idle(5);
        long cursor = history.since(0, 100).getLast().atMillis();
        Sample last = idle(5);

        assertThat(history.since(cursor, 100))
                .singleElement()
                .extracting(Sample::atMillis)
                .isEqualTo(last.atMillis());
    }

    @Test
    void stopEndsAnIdleStretch() {
        busy(1);
        Sample running = idle(50);
        samples.stop();
        idle(50);

        assertThat(history.since(0, 100)).hasSize(5).element(2).satisfies(sample -> {
            assertThat(sample.atMillis()).isEqualTo(running.atMillis());
            assertThat(sample.uptimeNanos()).isEqualTo(running.uptimeNanos());
        });
    }

    @Test
    void idleStretchExpandsToOneSampleASecond() {
        busy(10);
        idle(1);
        Sample last = idle(100);
        busy(10);
        List<Sample> seconds = new ArrayList<>();

        history.forEachSecond(0, Long.MAX_VALUE, seconds::add);

        assertThat(seconds).hasSize(10 + 1 + 10 + 10);
        List<Sample> expanded = seconds.subList(11, 21);
        for (int i = 0; i < 10; i++) {
            assertThat(expanded.get(i).atMillis()).isEqualTo(last.atMillis() - (9 - i) * 1_000L);
            assertThat(expanded.get(i).intervalNanos()).isEqualTo(1_000_000_000L);
            assertThat(expanded.get(i).uptimeNanos()).isEqualTo(last.uptimeNanos() - (9 - i) * 1_000_000_000L);
            assertThat(expanded.get(i).bytesIn()).isEqualTo(last.bytesIn());
            assertThat(expanded.get(i).own()).isEqualTo(last.own());
        }
    }

    @Test
    void idleStretchThatEndsAfterTheRangeIsExpandedWithinIt() {
        busy(1);
        idle(1);
        Sample last = idle(100);
        List<Sample> seconds = new ArrayList<>();

        history.forEachSecond(last.atMillis() - 5_000, last.atMillis() - 3_000, seconds::add);

        assertThat(seconds)
                .extracting(sample -> last.atMillis() - sample.atMillis())
                .containsExactly(5_000L, 4_000L, 3_000L);
    }

    @Test
    void whatGrowsInTheBackgroundDoesNotEndAnIdleStretch() {
        History selecting = new History(SELECTING, budget);
        selecting.append(samples.busy());
        Sample first = samples.idle(new long[] {0, 100_000_000});
        selecting.append(first);
        Sample last = selecting(selecting, 36_000, 99_000_000);
        long memory = selecting.memory();
        last = selecting(selecting, 36_000, 98_000_000);

        assertThat(selecting.memory()).isEqualTo(memory);
        assertThat(selecting.since(0, 100)).hasSize(3).last().satisfies(sample -> {
            assertThat(sample.intervalNanos()).isEqualTo(72_000 * 100_000_000L);
            assertThat(sample.own())
                    .isEqualTo(new long[] {first.own()[0] + 7_200, first.own()[1] + 36_000 * 197_000_000L});
        });
        assertThat(last.own()).isEqualTo(selecting.since(0, 100).getLast().own());
    }

    @Test
    void timeThatIsDividedInAnotherWayBeginsAnIdleStretchOfItsOwn() {
        History selecting = new History(SELECTING, budget);
        selecting.append(samples.busy());
        selecting(selecting, 101, 99_000_000);
        Sample turn = selecting(selecting, 1_000, 99_000_000);
        // A handler that hangs: nothing is counted, but select is not where the time goes.
        Sample last = selecting(selecting, 1_000, 0);

        List<Sample> read = selecting.since(0, 100);

        assertThat(read).hasSize(5);
        assertThat(read.get(2).own()).isEqualTo(turn.own());
        assertThat(read.get(4).own()).isEqualTo(last.own());
        assertThat(read.get(4).intervalNanos()).isEqualTo(999 * 100_000_000L);
    }

    @Test
    void expandedIdleStretchGrowsEvenlyInTheBackground() {
        History selecting = new History(SELECTING, budget);
        selecting.append(samples.busy());
        Sample first = samples.idle(new long[] {0, 0});
        selecting.append(first);
        Sample last = selecting(selecting, 100, 90_000_000);
        List<Sample> seconds = new ArrayList<>();

        selecting.forEachSecond(first.atMillis() + 1, Long.MAX_VALUE, seconds::add);

        assertThat(seconds).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(seconds.get(i).own())
                    .isEqualTo(new long[] {first.own()[0] + i + 1, first.own()[1] + (i + 1) * 900_000_000L});
        }
        assertThat(seconds.getLast().own()).isEqualTo(last.own());
    }

    @Test
    void readersMayReadWhileSamplesAreAppendedAndThinned() {
        HistoryBudget small = new HistoryBudget(100_000);
        History contended = new History(Samples.figures(2), small);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20_000; i++) {
                contended.append(samples.busy());
            }
        });
        do {
            List<Sample> read = contended.since(0, 1_000_000);
            assertThat(read).extracting(Sample::atMillis).isSorted().doesNotHaveDuplicates();
            assertThat(read).extracting(Sample::bytesIn).isSorted();
        } while (!writing.isDone());

        writing.join();
        assertThat(contended.thinned().times()).isPositive();
    }

    /** An idle selector: it turns once a second, and the rest of the time it waits. */
    private Sample selecting(History selecting, int count, long waited) {
        Sample last = samples.idle(new long[] {1, waited});
        selecting.append(last);
        for (int i = 1; i < count; i++) {
            last = samples.idle(new long[] {i % 10 == 0 ? 1 : 0, waited});
            selecting.append(last);
        }
        return last;
    }

    private List<Sample> busy(int count) {
        List<Sample> appended = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sample sample = samples.busy();
            history.append(sample);
            appended.add(sample);
        }
        return appended;
    }

    private Sample idle(int count) {
        Sample last = samples.idle();
        history.append(last);
        for (int i = 1; i < count; i++) {
            last = samples.idle();
            history.append(last);
        }
        return last;
    }
}
