package org.netsonde.engine.relay.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;

/** Drop, duplicate and reorder. */
class MessageFaultsTest {

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static FaultRun sent(Supplier<FaultRun> runs, int count) {
        FaultRun run = runs.get();
        numbers(count).forEach(run::message);
        return run;
    }

    @Test
    void dropLosesSoManyAndTheSameAgain() {
        FaultRun run = sent(() -> FaultRun.datagrams(new Drop(), 0.3, 11), 10_000);
        // Four standard deviations.
        assertThat(run.passage.left()).hasSizeBetween(7000 - 184, 7000 + 184);
        assertThat(run.passage.count(RelayMetrics.DROPPED))
                .isEqualTo(10_000 - run.passage.left().size())
                .isEqualTo(run.passage.count(RelayMetrics.FAULT_HITS));
        run.isClean();
        assertThat(sent(() -> FaultRun.datagrams(new Drop(), 0.3, 11), 10_000)
                        .passage
                        .texts())
                .isEqualTo(run.passage.texts());
        assertThat(sent(() -> FaultRun.datagrams(new Drop(), 0.3, 12), 10_000)
                        .passage
                        .texts())
                .isNotEqualTo(run.passage.texts());
    }

    @Test
    void dropLosesSeveralInARow() {
        FaultRun run = sent(() -> FaultRun.datagrams(new Drop(3), 0.05, 1), 1000);
        List<Integer> left = run.passage.texts().stream().map(Integer::valueOf).toList();
        int gaps = 0;
        for (int i = 1; i < left.size(); i++) {
            int lost = left.get(i) - left.get(i - 1) - 1;
            assertThat(lost % 3).isZero();
            gaps += lost > 0 ? 1 : 0;
        }
        assertThat(gaps).isBetween(20, 70);
    }

    @Test
    void bytesThatAreNoMessagePass() {
        for (Fault fault : List.of(new Drop(), new Duplicate(), new Reorder())) {
            FaultRun run = FaultRun.stream(fault);
            run.stretch("a");
            run.end();
            assertThat(run.passage.texts()).containsExactly("a", "<end>");
            run.isClean();
        }
    }

    @Test
    void duplicateSendsAgain() {
        FaultRun run = FaultRun.datagrams(new Duplicate(2), 1, 1);
        run.message("a");
        run.message("b");
        assertThat(run.passage.texts()).containsExactly("a", "a", "a", "b", "b", "b");
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(2);
        run.isClean();

        FaultRun some = sent(() -> FaultRun.datagrams(new Duplicate(), 0.1, 1), 10_000);
        // Four standard deviations.
        assertThat(some.passage.left()).hasSizeBetween(11_000 - 120, 11_000 + 120);
    }

    @Test
    void duplicatesShareTheirMemoryAndAreBounded() {
        FaultRun full = FaultRun.datagrams(new Duplicate(2), 1, 1);
        full.passage.room(0);
        full.message("a");
        assertThat(full.passage.texts()).containsExactly("a");
        assertThat(full.passage.count(RelayMetrics.DROPPED)).isEqualTo(2);
        full.isClean();

        FaultRun run = FaultRun.stream(new Duplicate(100));
        List<Piece> out = new ArrayList<>();
        run.stage.next(new Outlet() {
            @Override
            public void take(Piece piece) {
                out.add(piece);
            }

            @Override
            public void end() {}
        });
        ByteBuf wire = Unpooled.buffer().writeZero(Duplicate.MOST_BYTES / 3);
        run.stage.take(Piece.message(wire.retainedSlice(1, 2), wire, "form"));
        assertThat(out).hasSize(3 + 1).allSatisfy(piece -> {
            assertThat(piece.form()).isEqualTo("form");
            assertThat(piece.wire().array()).isSameAs(wire.array());
            // Each is read for itself.
            assertThat(piece.payload().readShort()).isZero();
        });
        assertThat(run.passage.count(RelayMetrics.DROPPED)).isEqualTo(97);
        out.forEach(Piece::release);
        assertThat(wire.refCnt()).isZero();
    }

    /** One that meets only the first of the messages that follow. */
    private static FaultRun meetingFirst(Reorder reorder, boolean datagrams) {
        for (long seed = 0; ; seed++) {
            Dice dice = new Dice(seed, 0, org.netsonde.engine.relay.link.Heading.TO_SERVER, 1, 0.1);
            boolean first = dice.random().nextDouble() < 0.1;
            boolean later = IntStream.range(0, 20).anyMatch(i -> dice.random().nextDouble() < 0.1);
            if (first && !later) {
                return datagrams ? FaultRun.datagrams(reorder, 0.1, seed) : FaultRun.stream(reorder, 0.1, seed);
            }
        }
    }

    @Test
    void reorderLetsSoManyOvertake() {
        FaultRun run = meetingFirst(new Reorder(3, Duration.ofSeconds(1)), true);
        numbers(6).forEach(run::message);
        assertThat(run.passage.texts()).containsExactly("1", "2", "3", "0", "4", "5");
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(1);
        run.isClean();
    }

    @Test
    void reorderHoldsNothingForEver() {
        FaultRun run = meetingFirst(new Reorder(3, Duration.ofMillis(50)), true);
        run.message("0");
        run.message("1");
        run.passage.advanceMillis(49);
        assertThat(run.passage.texts()).containsExactly("1");
        run.passage.advanceMillis(1);
        assertThat(run.passage.texts()).containsExactly("1", "0");
        run.isClean();

        FaultRun all = sent(() -> FaultRun.datagrams(new Reorder(1, Duration.ofMillis(50)), 1, 1), 10);
        assertThat(all.passage.texts()).isEmpty();
        all.passage.advanceMillis(50);
        assertThat(all.passage.texts()).isEqualTo(numbers(10));
        all.isClean();
    }

    @Test
    void reorderLetsGoBeforeTheEndAndBeforeBytes() {
        FaultRun run = meetingFirst(new Reorder(), false);
        run.message("0");
        run.stretch("bytes");
        run.end();
        assertThat(run.passage.texts()).containsExactly("0", "bytes", "<end>");
        run.isClean();

        FaultRun ended = meetingFirst(new Reorder(), false);
        ended.message("0");
        ended.end();
        assertThat(ended.passage.texts()).containsExactly("0", "<end>");
        ended.isClean();
    }

    @Test
    void reorderLosesNothingAndRepeats() {
        Supplier<FaultRun> runs = () -> FaultRun.datagrams(new Reorder(4, Duration.ofMillis(50)), 0.2, 6);
        FaultRun run = sent(runs, 1000);
        run.passage.advanceMillis(50);
        assertThat(run.passage.texts())
                .containsExactlyInAnyOrderElementsOf(numbers(1000))
                .isNotEqualTo(numbers(1000));
        run.isClean();
        FaultRun again = sent(runs, 1000);
        again.passage.advanceMillis(50);
        assertThat(again.passage.left()).isEqualTo(run.passage.left());
    }

    @Test
    void reorderHoldsNoMoreThanThereIsRoomFor() {
        FaultRun run = FaultRun.datagrams(new Reorder(1, Duration.ofMillis(50)), 1, 1);
        run.passage.room(100);
        numbers(4).forEach(run::message);
        assertThat(run.passage.texts()).containsExactly("2", "0", "1");
        run.passage.advanceMillis(50);
        assertThat(run.passage.texts()).containsExactly("2", "0", "1", "3");
        run.isClean();
    }

    @Test
    void reorderDrainsAndReleases() {
        FaultRun run = sent(() -> FaultRun.datagrams(new Reorder(), 1, 1), 3);
        run.stage.drain();
        assertThat(run.passage.texts()).isEqualTo(numbers(3));
        run.isClean();

        FaultRun over = sent(() -> FaultRun.datagrams(new Reorder(), 1, 1), 3);
        over.stage.release();
        over.passage.advanceMillis(10_000);
        assertThat(over.passage.texts()).isEmpty();
        over.isClean();
    }
}
