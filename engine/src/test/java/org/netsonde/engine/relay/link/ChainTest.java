package org.netsonde.engine.relay.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.relay.fault.Bandwidth;
import org.netsonde.engine.relay.fault.Distribution;
import org.netsonde.engine.relay.fault.Fault;
import org.netsonde.engine.relay.fault.FaultSetting;
import org.netsonde.engine.relay.fault.FaultSource;
import org.netsonde.engine.relay.fault.HalfClose;
import org.netsonde.engine.relay.fault.Latency;
import org.netsonde.engine.relay.fault.LimitData;
import org.netsonde.engine.relay.fault.Reset;
import org.netsonde.engine.relay.fault.Slicer;
import org.netsonde.engine.relay.fault.SlowClose;
import org.netsonde.engine.relay.fault.TimeOut;

class ChainTest {

    private static final StageSource LATENCY = source(0, new Latency(Duration.ofMillis(100)));
    private static final StageSource MORE_LATENCY = source(1, new Latency(Duration.ofMillis(50)));
    private static final StageSource NARROW = source(2, new Bandwidth(new DataSize(1000)));

    private final TestPassage passage = new TestPassage();
    private final Chain chain = new Chain(passage, passage);
    private final List<ByteBuf> buffers = new ArrayList<>();

    private static StageSource source(int place, Fault fault) {
        return new FaultSource(place, new FaultSetting(fault, Ways.BOTH, 1));
    }

    private void send(String text) {
        ByteBuf buffer = Unpooled.copiedBuffer(text, ISO_8859_1);
        buffers.add(buffer);
        chain.take(Piece.stretch(buffer));
    }

    private String whole() {
        return String.join("", passage.texts());
    }

    private void isClean() {
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
        assertThat(passage.held()).isZero();
        assertThat(passage.timers()).isZero();
    }

    @Test
    void withoutStagesEverythingPasses() {
        send("a");
        chain.end();
        chain.end();
        assertThat(chain.isEmpty()).isTrue();
        assertThat(passage.texts()).containsExactly("a", "<end>");
        isClean();
    }

    @Test
    void aFaultThatBeginsMeetsWhatComesNext() {
        send("a");
        chain.set(List.of(LATENCY));
        send("b");
        passage.advanceMillis(100);
        assertThat(passage.texts()).containsExactly("a", "b");
        assertThat(passage.millis()).containsExactly(0L, 100L);
        isClean();
    }

    @Test
    void aFaultThatEndsLetsGoAndTheOthersKeepWhatTheyHold() {
        chain.set(List.of(LATENCY, MORE_LATENCY));
        send("a");
        passage.advanceMillis(100);
        send("b");
        chain.set(List.of(MORE_LATENCY));
        send("c");
        chain.end();
        assertThat(passage.texts()).isEmpty();
        passage.advanceMillis(1000);
        assertThat(passage.texts()).containsExactly("a", "b", "c", "<end>");
        assertThat(passage.millis()).containsExactly(150L, 150L, 150L, 150L);
        isClean();
    }

    @Test
    void aFaultAddedBeforeAnotherLeavesThatAlone() {
        chain.set(List.of(NARROW));
        send("x".repeat(100));
        passage.advanceMillis(50);
        chain.set(List.of(LATENCY, NARROW));
        assertThat(whole()).hasSize(40);
        send("y");
        passage.advanceMillis(1000);
        assertThat(whole()).isEqualTo("x".repeat(100) + "y");
        isClean();
    }

    @Test
    void afterAHalfCloseNothingComesOutThoughTheFaultIsTurnedOff() {
        chain.set(List.of(source(0, new HalfClose(Duration.ZERO, new DataSize(2))), LATENCY));
        send("abc");
        passage.advanceMillis(1000);
        chain.set(List.of(LATENCY));
        send("d");
        chain.end();
        passage.advanceMillis(1000);
        assertThat(passage.texts()).containsExactly("ab", "<end>");
        isClean();
    }

    @Test
    void whatBeginsBehindTheEndDoesNotWaitForIt() {
        chain.set(List.of(LATENCY));
        send("a");
        chain.end();
        chain.set(List.of(LATENCY, source(1, new SlowClose()), source(2, new TimeOut())));
        passage.advanceMillis(100);
        assertThat(passage.texts()).containsExactly("a", "<end>");
        isClean();
    }

    @Test
    void theEndOfTheConversationGivesEverythingBack() {
        chain.set(List.of(LATENCY, NARROW, source(3, new Reset()), source(4, new SlowClose())));
        send("a".repeat(100));
        passage.advanceMillis(110);
        send("b");
        chain.end();
        chain.release();
        send("c");
        chain.set(List.of(LATENCY));
        chain.end();
        passage.advanceMillis(100_000);
        assertThat(whole()).isEqualTo("");
        isClean();
    }

    @Test
    void aConversationMayEndWhileAStageLetsGo() {
        // As one does that closes the conversation when it has passed so much.
        TestPassage closing = new TestPassage();
        List<Chain> self = new ArrayList<>();
        Chain closed = new Chain(closing, new Outlet() {
            @Override
            public void take(Piece piece) {
                closing.take(piece);
                self.getFirst().release();
            }

            @Override
            public void end() {
                closing.end();
            }
        });
        self.add(closed);
        closed.set(List.of(LATENCY, NARROW));
        ByteBuf first = Unpooled.copiedBuffer("first", ISO_8859_1);
        ByteBuf second = Unpooled.copiedBuffer("second", ISO_8859_1);
        closed.take(Piece.stretch(first));
        closed.take(Piece.stretch(second));
        closed.set(List.of(source(3, new Reset()), source(4, new TimeOut())));
        assertThat(closing.texts()).containsExactly("first");
        assertThat(closing.timers()).isZero();
        assertThat(closing.held()).isZero();
        assertThat(first.refCnt() + second.refCnt()).isZero();
    }

    @Test
    void limitDataCountsWhatPassesItAndNotWhatStillWaits() {
        chain.set(List.of(LATENCY, source(1, new LimitData(new DataSize(3)))));
        send("ab");
        send("cd");
        assertThat(passage.texts()).isEmpty();
        passage.advanceMillis(100);
        assertThat(passage.texts()).containsExactly("ab", "c", "<close>");
    }

    private static List<StageSource> sources(Fault... faults) {
        List<FaultSetting> settings = Stream.of(faults)
                .map(fault -> new FaultSetting(fault, Ways.BOTH, 1))
                .toList();
        List<StageSource> sources = new ArrayList<>(FaultSource.of(settings, Heading.TO_SERVER, false));
        sources.addAll(FaultSource.of(settings, Heading.TO_SERVER, true));
        return sources;
    }

    @Test
    void aFaultGoesOnAsItIsWhenAnotherBeforeItIsTakenAway() {
        LimitData limit = new LimitData(new DataSize(3));
        chain.set(sources(new Latency(Duration.ofMillis(100)), new Latency(Duration.ofMillis(50)), limit));
        send("ab");
        passage.advanceMillis(110);
        chain.set(sources(new Latency(Duration.ofMillis(50)), limit));
        assertThat(passage.texts()).isEmpty();
        passage.advanceMillis(40);
        assertThat(passage.texts()).containsExactly("ab");
        chain.set(sources(limit));
        send("cd");
        assertThat(passage.texts()).containsExactly("ab", "c", "<close>");
    }

    @Test
    void aFaultThatIsMovedOvertakesNothing() {
        chain.set(List.of(LATENCY, NARROW, LATENCY));
        send("a".repeat(200));
        passage.advanceMillis(110);
        send("b");
        chain.set(List.of(NARROW, LATENCY));
        send("c");
        passage.advanceMillis(20);
        chain.set(List.of(LATENCY, NARROW));
        send("d");
        passage.advanceMillis(10_000);
        assertThat(whole()).isEqualTo("a".repeat(200) + "bcd");
        isClean();
    }

    @Test
    void nothingIsLostAndOrderIsKeptWhileFaultsComeAndGo() {
        Latency jittery = new Latency(Duration.ofMillis(20), Duration.ofMillis(20), Distribution.PARETO);
        Slicer slicer = new Slicer(new DataSize(7), new DataSize(6), Duration.ofMillis(1));
        List<StageSource> all =
                List.of(source(0, jittery), LATENCY, NARROW, source(3, slicer), source(4, new SlowClose()));
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TestPassage run = new TestPassage();
            Chain toggled = new Chain(run, run);
            StringBuilder sent = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                String text = "<" + i + ">";
                sent.append(text);
                toggled.take(Piece.stretch(Unpooled.copiedBuffer(text, ISO_8859_1)));
                run.advanceMillis(random.nextInt(5));
                if (random.nextInt(5) == 0) {
                    toggled.set(all.stream().filter(s -> random.nextBoolean()).toList());
                }
            }
            toggled.end();
            run.advanceMillis(2);
            toggled.set(all.stream().filter(s -> random.nextBoolean()).toList());
            run.advanceMillis(100_000);
            assertThat(String.join("", run.texts())).isEqualTo(sent + "<end>");
            assertThat(run.held()).isZero();
            assertThat(run.timers()).isZero();
        }
    }
}
