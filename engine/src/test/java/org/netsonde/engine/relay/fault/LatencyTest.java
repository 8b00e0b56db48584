package org.netsonde.engine.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.TestPassage;

class LatencyTest {

    private static final Latency TENTH = new Latency(Duration.ofMillis(100));

    private static Latency jittery(long delay, long jitter, Distribution distribution) {
        return new Latency(Duration.ofMillis(delay), Duration.ofMillis(jitter), distribution);
    }

    @Test
    void everythingComesSoMuchLaterAndTheEndBehindIt() {
        FaultRun run = FaultRun.stream(TENTH);
        run.stretch("a");
        run.passage.advanceMillis(30);
        run.stretch("b");
        run.end();
        assertThat(run.passage.held()).isPositive();
        run.passage.advanceMillis(1000);

        assertThat(run.passage.texts()).containsExactly("a", "b", "<end>");
        assertThat(run.passage.millis()).containsExactly(100L, 130L, 130L);
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(2);
        run.isClean();
    }

    @Test
    void anEndWithoutDataIsLateToo() {
        FaultRun run = FaultRun.stream(TENTH);
        run.end();
        run.passage.advanceMillis(99);
        assertThat(run.passage.left()).isEmpty();
        run.passage.advanceMillis(1);
        assertThat(run.passage.texts()).containsExactly("<end>");
        run.isClean();
    }

    @Test
    void jitterLeavesStreamsInOrder() {
        FaultRun run = FaultRun.stream(jittery(50, 50, Distribution.UNIFORM));
        List<String> sent = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
        for (String text : sent) {
            run.stretch(text);
            run.passage.advanceMillis(1);
        }
        run.end();
        run.passage.advanceMillis(1000);
        assertThat(run.passage.texts()).startsWith(sent.toArray(String[]::new)).endsWith("<end>");
        assertThat(run.passage.millis()).isSorted();
        run.isClean();
    }

    @Test
    void jitterLetsDatagramsOvertake() {
        FaultRun run = FaultRun.datagrams(jittery(50, 50, Distribution.UNIFORM), 1, 1);
        List<String> sent = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
        sent.forEach(run::message);
        run.end();
        run.passage.advanceMillis(1000);
        assertThat(run.passage.texts().subList(0, 500))
                .containsExactlyInAnyOrderElementsOf(sent)
                .isNotEqualTo(sent);
        assertThat(run.passage.texts()).endsWith("<end>");
        assertThat(run.passage.millis()).isSorted();
        run.isClean();
    }

    @ParameterizedTest
    @EnumSource
    void delaysAreSpreadAsTheDistributionSays(Distribution distribution) {
        int count = 20_000;
        FaultRun run = FaultRun.datagrams(jittery(10_000, 1000, distribution), 1, 7);
        for (int i = 0; i < count; i++) {
            run.message("x");
        }
        run.passage.advanceMillis(20_000);
        double[] draws = run.passage.left().stream()
                .mapToDouble(left -> left.atNanos() / 1e9 - 10)
                .sorted()
                .toArray();
        assertThat(draws).hasSize(count);
        double mean =
                IntStream.range(0, count).mapToDouble(i -> draws[i]).average().orElseThrow();
        double median = draws[count / 2];

        // Five standard errors of a mean over 20,000 draws, whose deviation is 1.2 at most. Cut tails cost Pareto's a
        // little.
        assertThat(mean).isCloseTo(0, within(0.05));
        switch (distribution) {
            case UNIFORM -> {
                assertThat(draws[0]).isBetween(-1.0, -0.99);
                assertThat(draws[count - 1]).isBetween(0.99, 1.0);
                assertThat(median).isCloseTo(0, within(0.04));
            }
            case NORMAL -> {
                // A standard deviation below and above the mean lie 15.87 % of all.
                assertThat(draws[(int) (count * 0.1587)]).isCloseTo(-1, within(0.06));
                assertThat(draws[(int) (count * 0.8413)]).isCloseTo(1, within(0.06));
            }
            case PARETO -> {
                assertThat(draws[0]).isBetween(-2.0 / 3, -0.66);
                assertThat(median).isCloseTo((Math.cbrt(2) - 1.5) * 4 / 3, within(0.02));
                assertThat(draws[count - 1]).isBetween(3.9, 4.0);
            }
            case PARETO_NORMAL -> {
                assertThat(median).isBetween(-0.3, -0.1);
                assertThat(draws[count - 1]).isBetween(2.5, 4.0);
            }
        }
        run.isClean();
    }

    @Test
    void neverEarlierThanAtOnce() {
        FaultRun run = FaultRun.datagrams(jittery(1, 100, Distribution.NORMAL), 1, 1);
        for (int i = 0; i < 100; i++) {
            run.message("x");
        }
        assertThat(run.passage.left()).hasSizeBetween(35, 65);
        run.passage.advanceMillis(1000);
        assertThat(run.passage.left()).hasSize(100);
    }

    @Test
    void messagesAreMetWithTheProbability() {
        FaultRun run = FaultRun.datagrams(TENTH, 0.3, 5);
        for (int i = 0; i < 10_000; i++) {
            run.message("x");
        }
        // Four standard deviations of 10,000 draws.
        assertThat(run.passage.left()).hasSizeBetween(7000 - 184, 7000 + 184);
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS))
                .isEqualTo(10_000 - run.passage.left().size());
        run.passage.advanceMillis(100);
        assertThat(run.passage.left()).hasSize(10_000);
        run.isClean();
    }

    @Test
    void messagesOfAStreamThatAreNotMetWaitBehindThoseThatAre() {
        FaultRun run = FaultRun.stream(TENTH, 0.5, 5);
        List<String> sent = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        sent.forEach(run::message);
        run.end();
        run.passage.advanceMillis(100);
        run.passage.advanceMillis(100);
        assertThat(run.passage.texts()).startsWith(sent.toArray(String[]::new)).endsWith("<end>");
        run.isClean();
    }

    @Test
    void theSameSeedGivesTheSameDelays() {
        assertThat(times(3)).isEqualTo(times(3)).isNotEqualTo(times(4));
    }

    private static List<TestPassage.Left> times(long seed) {
        FaultRun run = FaultRun.datagrams(jittery(100, 50, Distribution.PARETO_NORMAL), 0.5, seed);
        for (int i = 0; i < 200; i++) {
            run.message(Integer.toString(i));
            run.passage.advanceMillis(3);
        }
        run.passage.advanceMillis(1000);
        return run.passage.left();
    }

    @Test
    void datagramsWithoutRoomAreDroppedAndCounted() {
        FaultRun run = FaultRun.datagrams(TENTH, 1, 1);
        run.passage.room(200);
        for (int i = 0; i < 10; i++) {
            run.message("");
        }
        run.passage.advanceMillis(100);
        // An empty one counts for 64 bytes.
        assertThat(run.passage.left()).hasSize(4);
        assertThat(run.passage.count(RelayMetrics.DROPPED)).isEqualTo(6);
        run.isClean();
    }

    @Test
    void letsEverythingGoInOrderWhenItIsTurnedOff() {
        FaultRun run = FaultRun.stream(jittery(100, 90, Distribution.UNIFORM));
        for (String text : "abcdefgh".split("")) {
            run.stretch(text);
        }
        run.end();
        run.passage.advanceMillis(15);
        run.stage.drain();
        assertThat(run.whole()).isEqualTo("abcdefgh<end>");
        run.isClean();
    }

    @Test
    void givesBackWhatItHolds() {
        FaultRun run = FaultRun.stream(TENTH);
        run.stretch("a");
        run.message("b");
        run.end();
        run.stage.release();
        run.passage.advanceMillis(1000);
        assertThat(run.passage.left()).isEmpty();
        run.isClean();
    }
}
