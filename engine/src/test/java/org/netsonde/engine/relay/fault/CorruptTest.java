package org.netsonde.engine.relay.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Piece;

class CorruptTest {

    private static String corrupted(String stream, long every, long seed, int most) {
        FaultRun run =
                FaultRun.cut(() -> FaultRun.stream(new Corrupt(1, new DataSize(every)), 1, seed), stream, most, most);
        run.end();
        run.isClean();
        String whole = run.whole();
        assertThat(whole).endsWith("<end>");
        return whole.substring(0, whole.length() - 5);
    }

    private static List<Integer> wrong(String before, String after) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < before.length(); i++) {
            if (before.charAt(i) != after.charAt(i)) {
                places.add(i);
                assertThat(Integer.bitCount(before.charAt(i) ^ after.charAt(i))).isEqualTo(1);
            }
        }
        return places;
    }

    @Test
    void theSameSeedGivesTheSameBytesHoweverTheStreamIsRead() {
        String stream = FaultRun.bytes(50_000);
        String once = corrupted(stream, 100, 3, 50_000);
        assertThat(once).hasSameSizeAs(stream).isNotEqualTo(stream);
        for (int most : List.of(1, 9, 100, 8192)) {
            assertThat(corrupted(stream, 100, 3, most)).isEqualTo(once);
        }
        assertThat(corrupted(stream, 100, 4, 50_000)).isNotEqualTo(once);
    }

    @Test
    void oneBitInSoManyBytesOnAverage() {
        String stream = FaultRun.bytes(1_000_000);
        List<Integer> wrong = wrong(stream, corrupted(stream, 100, 1, 10_000));
        // Four standard deviations of a million draws.
        assertThat(wrong).hasSizeBetween(10_000 - 400, 10_000 + 400);
        // Gaps are geometric: as many below the mean as in 1 - 1/e of all.
        long below = 0;
        for (int i = 1; i < wrong.size(); i++) {
            below += wrong.get(i) - wrong.get(i - 1) <= 100 ? 1 : 0;
        }
        assertThat((double) below / wrong.size()).isBetween(0.61, 0.655);
    }

    @Test
    void everyByteIfItIsToBe() {
        assertThat(wrong("abcdef", corrupted("abcdef", 1, 1, 2))).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void soManyBitsOfAMessageThatIsMet() {
        FaultRun run = FaultRun.datagrams(new Corrupt(3, new DataSize(1)), 0.25, 2);
        for (int i = 0; i < 4000; i++) {
            run.message("abcdefgh");
        }
        int met = 0;
        for (String text : run.passage.texts()) {
            int bits = 0;
            for (int i = 0; i < 8; i++) {
                bits += Integer.bitCount("abcdefgh".charAt(i) ^ text.charAt(i));
            }
            assertThat(bits).isIn(0, 3);
            met += bits / 3;
        }
        // Four standard deviations.
        assertThat(met).isBetween(1000 - 110, 1000 + 110);
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(met);
        run.isClean();
    }

    @Test
    void exactlySoManyBitsOfALongMessage() {
        FaultRun run = FaultRun.datagrams(new Corrupt(1000, new DataSize(1)), 1, 2);
        String message = FaultRun.bytes(4 << 20);
        run.message(message);
        String after = run.passage.texts().getFirst();
        int bits = 0;
        int beyond = 0;
        for (int i = 0; i < message.length(); i++) {
            int wrong = Integer.bitCount(message.charAt(i) ^ after.charAt(i));
            bits += wrong;
            beyond += i >= 2 << 20 ? wrong : 0;
        }
        assertThat(bits).isEqualTo(1000);
        // Four standard deviations.
        assertThat(beyond).isBetween(500 - 64, 500 + 64);
        run.isClean();
    }

    @Test
    void noMoreBitsThanThereAre() {
        FaultRun run = FaultRun.datagrams(new Corrupt(1000, new DataSize(1)), 1, 2);
        run.message("a");
        run.message("");
        assertThat(run.passage.texts()).containsExactly(String.valueOf((char) ('a' ^ 0xff)), "");
        assertThat(run.passage.count(RelayMetrics.FAULT_HITS)).isEqualTo(1);
        run.isClean();
    }

    @Test
    void leavesAloneWhatOthersSee() {
        ByteBuf shared = Unpooled.copiedBuffer("abc", ISO_8859_1);
        FaultRun run = FaultRun.stream(new Corrupt(1, new DataSize(1)));
        run.stage.take(Piece.stretch(shared.retainedDuplicate().asReadOnly()));
        assertThat(shared.toString(ISO_8859_1)).isEqualTo("abc");
        assertThat(run.whole()).isNotEqualTo("abc");
        shared.release();
        assertThat(shared.refCnt()).isZero();
    }

    @Test
    void aChangedMessageHasLostTheFormInWhichItCame() {
        FaultRun run = FaultRun.stream(new Corrupt());
        List<Piece> out = new ArrayList<>();
        run.stage.next(new org.netsonde.engine.relay.link.Outlet() {
            @Override
            public void take(Piece piece) {
                out.add(piece);
            }

            @Override
            public void end() {}
        });
        ByteBuf wire = Unpooled.copiedBuffer("4:abcd", ISO_8859_1);
        run.stage.take(Piece.message(wire.retainedSlice(2, 4), wire, "form"));
        assertThat(out.getFirst().wire()).isNull();
        assertThat(out.getFirst().form()).isEqualTo("form");
        assertThat(wire.refCnt()).isZero();
        out.getFirst().release();
    }
}
