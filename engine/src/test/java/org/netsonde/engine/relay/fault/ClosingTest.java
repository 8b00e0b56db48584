package org.netsonde.engine.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.RelayMetrics;

/** Faults that end connections, early or late. */
class ClosingTest {

    private static final DataSize NONE = new DataSize(0);

    @Test
    void slowCloseDelaysTheEndAndNothingElse() {
        FaultRun run = FaultRun.stream(new SlowClose(Duration.ofMillis(500)));
        run.stretch("a");
        run.end();
        run.passage.advanceMillis(1000);
        assertThat(run.passage.texts()).containsExactly("a", "<end>");
        assertThat(run.passage.millis()).containsExactly(0L, 500L);
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(1);
        run.stage.drain();
        assertThat(run.passage.texts()).hasSize(2);
        run.isClean();
    }

    @Test
    void slowCloseTurnedOffEndsAtOnceIfTheEndHasCome() {
        FaultRun run = FaultRun.stream(new SlowClose());
        run.stretch("a");
        run.stage.drain();
        assertThat(run.passage.texts()).containsExactly("a");
        run.end();
        run.stage.drain();
        assertThat(run.passage.texts()).containsExactly("a", "<end>");
        run.isClean();

        FaultRun over = FaultRun.stream(new SlowClose());
        over.end();
        over.stage.release();
        over.passage.advanceMillis(10_000);
        assertThat(over.passage.texts()).isEmpty();
        over.isClean();
    }

    @Test
    void resetComesAfterATime() {
        FaultRun run = FaultRun.stream(new Reset(Duration.ofMillis(200), NONE));
        run.stretch("a");
        run.passage.advanceMillis(199);
        run.stretch("b");
        run.passage.advanceMillis(1);
        run.stretch("c");
        run.end();
        assertThat(run.passage.texts()).containsExactly("a", "b", "<reset>");
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(1);
        run.isClean();
    }

    @Test
    void resetComesAfterExactlySoManyBytesHoweverTheyAreRead() {
        String stream = FaultRun.bytes(1000);
        for (int most : new int[] {1, 10, 999, 1000}) {
            FaultRun run = FaultRun.cut(
                    () -> FaultRun.stream(new Reset(Duration.ZERO, new DataSize(500))), stream, most, most);
            run.end();
            assertThat(run.whole()).isEqualTo(stream.substring(0, 500) + "<reset>");
            run.isClean();
        }
    }

    @Test
    void resetAfterBytesAndThenATimeLetsDataPassMeanwhile() {
        FaultRun run = FaultRun.stream(new Reset(Duration.ofMillis(100), new DataSize(2)));
        run.stretch("a");
        run.passage.advanceMillis(1000);
        run.stretch("bc");
        run.passage.advanceMillis(50);
        run.stretch("d");
        run.passage.advanceMillis(50);
        run.stretch("e");
        assertThat(run.whole()).isEqualTo("abcd<reset>");
        assertThat(run.passage.millis()).endsWith(1100L);
        run.isClean();
    }

    @Test
    void resetAtOnceLetsNothingPass() {
        FaultRun run = FaultRun.stream(new Reset(Duration.ZERO, NONE));
        run.stretch("a");
        assertThat(run.passage.texts()).isEmpty();
        run.passage.advanceMillis(0);
        assertThat(run.passage.texts()).containsExactly("<reset>");
        run.isClean();
    }

    @Test
    void resetTurnedOffInTimeDoesNotHappen() {
        FaultRun run = FaultRun.stream(new Reset());
        run.stage.drain();
        run.passage.advanceMillis(100_000);
        assertThat(run.passage.texts()).isEmpty();
        run.isClean();
    }

    @Test
    void halfCloseEndsOneWayAndSwallowsTheRest() {
        FaultRun run = FaultRun.stream(new HalfClose(Duration.ZERO, new DataSize(3)));
        run.stretch("ab");
        run.stretch("cd");
        run.stretch("ef");
        run.end();
        assertThat(run.whole()).isEqualTo("abc<end>");
        assertThat(run.passage.notes()).hasSize(1);
        run.isClean();

        FaultRun late = FaultRun.stream(new HalfClose(Duration.ofMillis(10), NONE));
        late.stretch("ab");
        late.passage.advanceMillis(10);
        late.stretch("cd");
        assertThat(late.whole()).isEqualTo("ab<end>");
        late.isClean();
    }

    @Test
    void limitDataClosesOnceSoMuchHasPassed() {
        FaultRun run = FaultRun.stream(new LimitData(new DataSize(5)));
        run.stretch("abcd");
        assertThat(run.passage.texts()).containsExactly("abcd");
        run.stretch("efgh");
        run.stretch("i");
        run.end();
        assertThat(run.whole()).isEqualTo("abcde<close>");
        run.isClean();

        FaultRun exactly = FaultRun.stream(new LimitData(new DataSize(4)));
        exactly.stretch("abcd");
        assertThat(exactly.whole()).isEqualTo("abcd<close>");
        exactly.isClean();
    }

    @Test
    void limitDataLetsAStreamEndThatIsShorter() {
        FaultRun run = FaultRun.stream(new LimitData(new DataSize(5)));
        run.stretch("abcd");
        run.end();
        assertThat(run.whole()).isEqualTo("abcd<end>");
        run.isClean();
    }

    @Test
    void timeOutSwallowsEverythingAndThenCloses() {
        FaultRun run = FaultRun.stream(new TimeOut(Duration.ofSeconds(1)));
        run.stretch("a");
        run.end();
        run.passage.advanceMillis(999);
        assertThat(run.passage.texts()).isEmpty();
        run.passage.advanceMillis(1);
        assertThat(run.passage.texts()).containsExactly("<close>");
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(1);
        assertThat(run.passage.count(RelayMetrics.DROPPED)).isZero();
        run.isClean();
    }

    @Test
    void timeOutForEverNeverCloses() {
        FaultRun run = FaultRun.datagrams(new TimeOut(Duration.ZERO), 1, 1);
        run.message("a");
        run.passage.advanceMillis(1_000_000_000);
        assertThat(run.passage.texts()).isEmpty();
        assertThat(run.passage.count(RelayMetrics.DROPPED)).isEqualTo(1);
        run.isClean();
    }

    @Test
    void timeOutTurnedOffMakesUpForTheEnd() {
        FaultRun run = FaultRun.stream(new TimeOut());
        run.stretch("a");
        run.end();
        run.stage.drain();
        assertThat(run.passage.texts()).containsExactly("<end>");
        run.isClean();
    }

    @Test
    void timeOutReleasedForgetsItsTimer() {
        FaultRun run = FaultRun.stream(new TimeOut());
        run.stage.release();
        run.isClean();
    }
}
