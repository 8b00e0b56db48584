package org.netsonde.engine.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.TestPassage;

class BandwidthTest {

    private static Bandwidth bandwidth(long rate, long burst) {
        return new Bandwidth(new DataSize(rate), new DataSize(burst));
    }

    @Test
    void eachDatagramLeavesWhenItsLastByteHasPassed() {
        FaultRun run = FaultRun.datagrams(bandwidth(1000, 0), 1, 1);
        run.message("x".repeat(100));
        run.message("y".repeat(50));
        run.passage.advanceMillis(1000);
        run.message("z".repeat(10));
        run.passage.advanceMillis(1000);
        assertThat(run.passage.millis()).containsExactly(100L, 150L, 1010L);
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(3);
        run.isClean();
    }

    @Test
    void aMebibyteTricklesAtTenKibibytesASecond() {
        FaultRun run = FaultRun.stream(bandwidth(10 << 10, 0));
        String all = FaultRun.bytes(1 << 20);
        run.stretch(all);
        run.end();
        assertThat(run.passage.left()).isEmpty();
        run.passage.advanceMillis(1000);
        assertThat(run.whole().length()).isBetween(10 * 1024 - 204, 10 * 1024);
        assertThat(run.passage.held()).isEqualTo((1 << 20) - run.whole().length());
        run.passage.advanceMillis(200_000);

        assertThat(run.whole()).isEqualTo(all + "<end>");
        List<TestPassage.Left> left = run.passage.left();
        // To the nanosecond, whatever was rounded on the way.
        assertThat(left.getLast().atNanos()).isEqualTo(102_400_000_000L);
        long bytes = 0;
        for (TestPassage.Left slice : left.subList(0, left.size() - 1)) {
            bytes += slice.what().length();
            assertThat(slice.atNanos()).isEqualTo(bytes * 1_000_000_000 / (10 << 10));
            assertThat(slice.what().length()).isLessThanOrEqualTo(204);
        }
        run.isClean();
    }

    @Test
    void aBurstPassesAtOnceAfterAPause() {
        FaultRun run = FaultRun.datagrams(bandwidth(1000, 250), 1, 1);
        for (int i = 0; i < 4; i++) {
            run.message("x".repeat(100));
        }
        run.passage.advanceMillis(10_000);
        run.message("x".repeat(200));
        run.message("x".repeat(100));
        run.passage.advanceMillis(1000);
        assertThat(run.passage.millis()).containsExactly(0L, 0L, 50L, 150L, 10_000L, 10_050L);
        run.isClean();
    }

    @Test
    void aStreamTakesAsLongHoweverItIsRead() {
        String stream = FaultRun.bytes(5000);
        for (int most : List.of(1, 7, 1000, 5000)) {
            FaultRun run = FaultRun.cut(() -> FaultRun.stream(bandwidth(999, 0)), stream, most, most);
            run.end();
            run.passage.advanceMillis(10_000);
            assertThat(run.whole()).isEqualTo(stream + "<end>");
            assertThat(run.passage.left().getLast().atNanos()).isEqualTo(5000L * 1_000_000_000 / 999);
            run.isClean();
        }
    }

    @Test
    void slowestOfAll() {
        FaultRun run = FaultRun.stream(bandwidth(1, 0));
        run.stretch("abc");
        run.passage.advanceMillis(2500);
        assertThat(run.passage.texts()).containsExactly("a", "b");
        run.stage.release();
        run.isClean();
    }

    @Test
    void datagramsWithoutRoomAreDroppedAndCounted() {
        FaultRun run = FaultRun.datagrams(bandwidth(1000, 0), 1, 1);
        run.passage.room(250);
        for (int i = 0; i < 5; i++) {
            run.message("x".repeat(100));
        }
        run.passage.advanceMillis(1000);
        assertThat(run.passage.left()).hasSize(3);
        assertThat(run.passage.count(RelayMetrics.DROPPED)).isEqualTo(2);
        run.isClean();
    }

    @Test
    void letsEverythingGoInOrderWhenItIsTurnedOff() {
        FaultRun run = FaultRun.stream(bandwidth(1000, 0));
        run.stretch("a".repeat(50));
        run.stretch("b".repeat(50));
        run.end();
        run.passage.advanceMillis(30);
        run.stage.drain();
        assertThat(run.whole()).isEqualTo("a".repeat(50) + "b".repeat(50) + "<end>");
        run.isClean();
    }

    @Test
    void givesBackWhatItHolds() {
        FaultRun run = FaultRun.stream(bandwidth(1000, 0));
        run.stretch("a".repeat(50));
        run.stretch("b");
        run.end();
        run.passage.advanceMillis(30);
        run.stage.release();
        run.passage.advanceMillis(1000);
        assertThat(run.whole()).isEqualTo("a".repeat(20));
        run.isClean();
    }
}
