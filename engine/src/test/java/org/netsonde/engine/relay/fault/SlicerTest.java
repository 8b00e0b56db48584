package org.netsonde.engine.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.DataSize;

class SlicerTest {

    private static Slicer slicer(long size, long variation, long millis) {
        return new Slicer(new DataSize(size), new DataSize(variation), Duration.ofMillis(millis));
    }

    @Test
    void aReadLeavesInSlicesWithPausesBetween() {
        FaultRun run = FaultRun.stream(slicer(4, 0, 10));
        run.stretch("abcdefghij");
        run.end();
        run.passage.advanceMillis(1000);
        assertThat(run.passage.texts()).containsExactly("abcd", "efgh", "ij", "<end>");
        assertThat(run.passage.millis()).containsExactly(0L, 10L, 20L, 20L);
        run.isClean();
    }

    @Test
    void whatHasComeOfASliceDoesNotWaitForTheRest() {
        FaultRun run = FaultRun.stream(slicer(4, 0, 10));
        run.stretch("ab");
        run.stretch("cde");
        run.passage.advanceMillis(5);
        run.stretch("f");
        run.passage.advanceMillis(1000);
        assertThat(run.passage.texts()).containsExactly("ab", "cd", "e", "f");
        assertThat(run.passage.millis()).containsExactly(0L, 0L, 10L, 10L);
        run.isClean();
    }

    @Test
    void withoutAPauseEverythingLeavesAtOnce() {
        FaultRun run = FaultRun.stream(slicer(1, 0, 0));
        run.stretch("abc");
        assertThat(run.passage.texts()).containsExactly("a", "b", "c");
        run.isClean();
    }

    /** Where pauses are, in bytes from the beginning. */
    private static List<Integer> borders(FaultRun run) {
        List<Integer> borders = new ArrayList<>();
        int at = 0;
        long time = 0;
        for (var left : run.passage.left()) {
            if (left.atNanos() != time) {
                borders.add(at);
                time = left.atNanos();
            }
            at += left.what().length();
        }
        return borders;
    }

    @Test
    void slicesEndAtTheSamePlacesHoweverTheStreamIsRead() {
        String stream = FaultRun.bytes(20_000);
        List<List<Integer>> all = new ArrayList<>();
        for (int most : List.of(1, 13, 300, 20_000)) {
            FaultRun run = FaultRun.cut(() -> FaultRun.stream(slicer(100, 50, 10), 1, 9), stream, most, most);
            run.passage.advanceMillis(100_000);
            assertThat(run.whole()).isEqualTo(stream);
            all.add(borders(run));
            run.isClean();
        }
        assertThat(all).allMatch(all.getFirst()::equals);
        List<Integer> borders = all.getFirst();
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int i = 1; i < borders.size(); i++) {
            sizes.add(borders.get(i) - borders.get(i - 1));
        }
        // Some 200 draws out of 101 sizes.
        assertThat(sizes.first()).isBetween(50, 55);
        assertThat(sizes.last()).isBetween(145, 150);

        FaultRun other = FaultRun.stream(slicer(100, 50, 10), 1, 10);
        other.stretch(stream);
        other.passage.advanceMillis(100_000);
        assertThat(borders(other)).isNotEqualTo(borders);
    }

    @Test
    void letsEverythingGoInOrderWhenItIsTurnedOffAndGivesBackWhatItHolds() {
        FaultRun run = FaultRun.stream(slicer(2, 0, 10));
        run.stretch("abcde");
        run.end();
        run.stage.drain();
        assertThat(run.passage.texts()).containsExactly("ab", "cde", "<end>");
        run.isClean();

        FaultRun over = FaultRun.stream(slicer(2, 0, 10));
        over.stretch("abcde");
        over.end();
        over.stage.release();
        over.passage.advanceMillis(1000);
        assertThat(over.passage.texts()).containsExactly("ab");
        over.isClean();
    }
}
