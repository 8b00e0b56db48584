package org.netsonde.engine.relay.intercept;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.rule.Match;
import org.netsonde.engine.protocol.HeldMessage;
import org.netsonde.engine.protocol.HeldMessage.State;
import org.netsonde.engine.protocol.HeldMessages;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.intercept.Intercept.Decision;
import org.netsonde.engine.relay.link.Chain;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.TestPassage;
import org.netsonde.engine.relay.link.Ways;

class HoldStageTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final HeldMessages held = new HeldMessages();
    private final Interception interception = new Interception(held, () -> NOON);
    private final TestPassage passage = new TestPassage();
    private final List<ByteBuf> buffers = new ArrayList<>();

    @AfterEach
    void everyBufferWasGivenBack() {
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }

    private static Intercept all(Decision onTimeout) {
        return new Intercept(true, new Match.Any(), Ways.BOTH, Duration.ofSeconds(5), onTimeout, 50);
    }

    private static Intercept only(String text, int most) {
        return new Intercept(
                true,
                new Match.Text(text, Match.Mode.CONTAINS, false),
                Ways.BOTH,
                Duration.ofSeconds(5),
                Decision.FORWARD,
                most);
    }

    private Outlet holding(Intercept intercept) {
        interception.update(intercept);
        return passage.through(new HoldStage(interception, passage));
    }

    private ByteBuf buffer(String text) {
        ByteBuf buffer = Unpooled.copiedBuffer(text, ISO_8859_1);
        buffers.add(buffer);
        return buffer;
    }

    private Piece message(String text) {
        return Piece.message(buffer(text), null, null);
    }

    private HeldMessage latest() {
        return held.list().getLast();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private List<String> texts() {
        passage.runExecuted();
        return passage.texts();
    }

    @Test
    void aMessageWaitsForTheUserAndSaysWhatItIs() {
        Outlet in = holding(all(Decision.FORWARD));
        in.take(message("hello"));
        assertThat(texts()).isEmpty();
        assertThat(passage.held()).isEqualTo(64);
        HeldMessage one = latest();
        assertThat(one.id()).isEqualTo(1);
        assertThat(one.at()).isEqualTo(NOON);
        assertThat(one.due()).isEqualTo(NOON.plusSeconds(5));
        assertThat(one.connection()).isEqualTo(passage.connection());
        assertThat(one.toServer()).isTrue();
        assertThat(one.state()).isEqualTo(State.WAITING);
        assertThat(one.content()).isEqualTo(bytes("hello"));
        assertThat(held.waiting()).isEqualTo(1);

        long version = held.version();
        assertThat(one.forward(one.content())).isTrue();
        assertThat(held.version()).isGreaterThan(version);
        assertThat(texts()).containsExactly("hello");
        assertThat(one.state()).isEqualTo(State.FORWARDED);
        assertThat(one.forward(bytes("again"))).isFalse();
        assertThat(one.drop()).isFalse();
        assertThat(passage.timers()).isZero();
        assertThat(passage.held()).isZero();
        assertThat(passage.notes()).isEmpty();
        assertThat(passage.count(RelayMetrics.INTERCEPTED)).isEqualTo(1);
    }

    @Test
    void whatIsNotChangedLeavesAsItCame() {
        List<Piece> left = new ArrayList<>();
        interception.update(all(Decision.FORWARD));
        HoldStage stage = new HoldStage(interception, passage);
        stage.next(new Outlet() {
            @Override
            public void take(Piece piece) {
                left.add(piece);
            }

            @Override
            public void end() {}
        });
        Piece one = Piece.message(buffer("one"), buffer("3:one"), "form");
        Piece two = Piece.message(buffer("two"), buffer("3:two"), "form");
        stage.take(one);
        stage.take(two);
        held.list().getFirst().forward(bytes("one"));
        latest().forward(bytes("more"));
        passage.runExecuted();
        assertThat(left).hasSize(2);
        assertThat(left.getFirst()).isSameAs(one);
        Piece changed = left.getLast();
        assertThat(changed.wire()).isNull();
        assertThat(changed.form()).isEqualTo("form");
        assertThat(changed.isMessage()).isTrue();
        assertThat(changed.payload().toString(ISO_8859_1)).isEqualTo("more");
        assertThat(passage.notes()).hasSize(1);
        left.forEach(Piece::release);
    }

    @Test
    void whatComesBehindWaitsAndKeepsItsPlace() {
        Outlet in = holding(only("hold", 50));
        in.take(message("a"));
        in.take(message("hold 1"));
        in.take(message("b"));
        in.take(message("hold 2"));
        in.take(message("c"));
        in.end();
        assertThat(texts()).containsExactly("a");
        latest().forward(bytes("HELD 2"));
        assertThat(texts()).containsExactly("a");
        assertThat(passage.held()).isEqualTo(4 * 64);
        held.list().getFirst().drop();
        assertThat(texts()).containsExactly("a", "b", "HELD 2", "c", "<end>");
        assertThat(held.list()).extracting(HeldMessage::state).containsExactly(State.DROPPED, State.FORWARDED);
        assertThat(passage.held()).isZero();
        assertThat(passage.notes()).hasSize(2);
    }

    @Test
    void nothingIsHeldForEver() {
        Outlet in = holding(all(Decision.FORWARD));
        in.take(message("a"));
        passage.advanceMillis(3000);
        in.take(message("b"));
        in.end();
        passage.advanceMillis(1999);
        assertThat(texts()).isEmpty();
        passage.advanceMillis(1);
        assertThat(texts()).containsExactly("a");
        passage.advanceMillis(3000);
        assertThat(texts()).containsExactly("a", "b", "<end>");
        assertThat(passage.millis()).containsExactly(5000L, 8000L, 8000L);
        assertThat(held.list()).extracting(HeldMessage::state).containsOnly(State.TIMED_OUT);
        assertThat(latest().drop()).isFalse();
    }

    @Test
    void aMessageThatTimesOutMayBeDropped() {
        Outlet in = holding(all(Decision.DROP));
        in.take(message("a"));
        in.end();
        passage.advanceMillis(5000);
        assertThat(texts()).containsExactly("<end>");
        assertThat(latest().state()).isEqualTo(State.TIMED_OUT);
        assertThat(passage.notes()).hasSize(1);
    }

    @Test
    void replayingSendsAgainBehindWhatIsUnderWay() {
        Outlet in = holding(all(Decision.FORWARD));
        in.take(message("a"));
        HeldMessage a = latest();
        a.forward(a.content());
        assertThat(texts()).containsExactly("a");
        in.take(message("b"));
        assertThat(a.replay(bytes("a again"))).isTrue();
        assertThat(texts()).containsExactly("a");
        latest().drop();
        assertThat(texts()).containsExactly("a", "a again");
        assertThat(a.replay(bytes("and again"))).isTrue();
        assertThat(texts()).endsWith("and again");
        assertThat(passage.left()).allMatch(TestPassage.Left::message);
        assertThat(held.list()).hasSize(2);
        in.end();
        assertThat(a.replay(bytes("too late"))).isFalse();
    }

    @Test
    void theArrayOfACallerMayChangeAfterwards() {
        Outlet in = holding(all(Decision.FORWARD));
        in.take(message("a"));
        byte[] mine = bytes("b");
        latest().forward(mine);
        latest().replay(mine);
        mine[0] = 'x';
        assertThat(texts()).containsExactly("b", "b");
    }

    @Test
    void aStretchOfAStreamCountsAsAMessageOnlyWhereThereAreNone() {
        Outlet in = holding(all(Decision.FORWARD));
        in.take(Piece.stretch(buffer("read")));
        assertThat(held.waiting()).isEqualTo(1);
        latest().forward(bytes("changed"));
        latest().replay(bytes("more"));
        assertThat(texts()).containsExactly("changed", "more");
        assertThat(passage.left()).noneMatch(TestPassage.Left::message);

        TestPassage other = new TestPassage().withMessages();
        Outlet between = other.through(new HoldStage(interception, other));
        between.take(Piece.stretch(buffer("handshake")));
        between.take(message("held"));
        between.take(Piece.stretch(buffer("between")));
        assertThat(other.texts()).containsExactly("handshake");
        latest().drop();
        other.runExecuted();
        assertThat(other.texts()).containsExactly("handshake", "between");
    }

    @Test
    void onlyTheWayThatIsMeantIsHeld() {
        interception.update(
                new Intercept(true, new Match.Any(), Ways.TO_SERVER, Duration.ofSeconds(5), Decision.FORWARD, 50));
        TestPassage back = new TestPassage(Heading.TO_CLIENT, 1, false);
        back.through(new HoldStage(interception, back)).take(message("reply"));
        assertThat(back.texts()).containsExactly("reply");
        assertThat(interception.sources(List.of(), Heading.TO_CLIENT)).isEmpty();
        assertThat(interception.sources(List.of(), Heading.TO_SERVER))
                .hasSize(1)
                .isEqualTo(interception.sources(List.of(), Heading.TO_SERVER));
    }

    @Test
    void noMoreThanThatAreHeldAtOnceAndTheOthersPassCounted() {
        Outlet in = holding(only("hold", 2));
        TestPassage other = new TestPassage(Heading.TO_CLIENT, 2, false);
        Outlet there = other.through(new HoldStage(interception, other));
        in.take(message("hold 1"));
        in.take(message("hold 2"));
        there.take(message("hold 3"));
        assertThat(other.texts()).containsExactly("hold 3");
        assertThat(other.count(RelayMetrics.NOT_HELD)).isEqualTo(1);
        held.list().getFirst().drop();
        there.take(message("hold 4"));
        assertThat(other.texts()).containsExactly("hold 3");
        assertThat(held.waiting()).isEqualTo(2);
        passage.advanceMillis(5000);
        other.advanceMillis(5000);
        assertThat(other.texts()).containsExactly("hold 3", "hold 4");
    }

    @Test
    void whatFindsNoRoomInTheListPassesCounted() {
        AtomicInteger ids = new AtomicInteger();
        for (int i = 0; i < HeldMessages.MOST; i++) {
            assertThat(held.add(new Waiting(ids.incrementAndGet(), new byte[0])))
                    .isTrue();
        }
        Outlet in = holding(all(Decision.FORWARD));
        in.take(message("a"));
        assertThat(texts()).containsExactly("a");
        assertThat(passage.count(RelayMetrics.NOT_HELD)).isEqualTo(1);
        assertThat(passage.count(RelayMetrics.INTERCEPTED)).isZero();
    }

    @Test
    void theListIsBoundedInBytesTooAndForgetsTheOldestThatIsDecided() {
        Outlet in = holding(all(Decision.FORWARD));
        String large = "x".repeat(HoldStage.LONGEST);
        for (int i = 0; i < 70; i++) {
            in.take(message(large));
            latest().drop();
            passage.runExecuted();
        }
        assertThat(held.list()).hasSize((int) (HeldMessages.MOST_BYTES / HoldStage.LONGEST));
        assertThat(held.list().getFirst().id()).isEqualTo(7);
        held.forgetDecided();
        for (int i = 0; i < 50; i++) {
            in.take(message(large));
        }
        assertThat(held.waiting()).isEqualTo(50);
        passage.advanceMillis(5000);
    }

    @Test
    void aVeryLongMessagePassesAndThatIsNoted() {
        Outlet in = holding(all(Decision.FORWARD));
        in.take(message("x".repeat(HoldStage.LONGEST + 1)));
        assertThat(texts()).hasSize(1);
        assertThat(held.list()).isEmpty();
        assertThat(passage.notes()).hasSize(1);
        assertThat(passage.count(RelayMetrics.NOT_HELD)).isEqualTo(1);
    }

    @Test
    void datagramsWithoutRoomPassUnheldOrAreDropped() {
        TestPassage datagrams = new TestPassage(Heading.TO_SERVER, 1, true);
        interception.update(all(Decision.FORWARD));
        Outlet in = datagrams.through(new HoldStage(interception, datagrams));
        datagrams.room(0);
        in.take(Piece.datagram(buffer("a")));
        assertThat(datagrams.texts()).containsExactly("a");
        assertThat(datagrams.count(RelayMetrics.NOT_HELD)).isEqualTo(1);
        datagrams.room(1);
        in.take(Piece.datagram(buffer("b")));
        in.take(Piece.datagram(buffer("c")));
        assertThat(datagrams.count(RelayMetrics.DROPPED)).isEqualTo(1);
        datagrams.advanceMillis(5000);
        assertThat(datagrams.texts()).containsExactly("a", "b");
    }

    @Test
    void emptyDatagramsBehindOneThatIsHeldTakeRoomToo() {
        TestPassage datagrams = new TestPassage(Heading.TO_SERVER, 1, true);
        datagrams.room(200);
        interception.update(only("hold", 50));
        Outlet in = datagrams.through(new HoldStage(interception, datagrams));
        in.take(Piece.datagram(buffer("hold")));
        for (int i = 0; i < 10; i++) {
            in.take(Piece.datagram(buffer("")));
        }
        assertThat(datagrams.held()).isEqualTo(4 * 64);
        assertThat(datagrams.count(RelayMetrics.DROPPED)).isEqualTo(7);
        datagrams.advanceMillis(5000);
        assertThat(datagrams.texts()).containsExactly("hold", "", "", "");
        assertThat(datagrams.held()).isZero();
    }

    @Test
    void aPlaceThatTheListHasNoRoomForIsGivenBack() {
        Interception two = new Interception(new HeldMessages());
        assertThat(two.takePlace(2)).isTrue();
        assertThat(two.takePlace(2)).isTrue();
        assertThat(two.takePlace(2)).isFalse();
        two.decided();
        assertThat(two.takePlace(2)).isTrue();

        for (int i = 0; i < HeldMessages.MOST; i++) {
            held.add(new Waiting(i, new byte[0]));
        }
        holding(only("a", 1)).take(message("a"));
        assertThat(interception.takePlace(1)).isTrue();
        assertThat(texts()).containsExactly("a");
    }

    @Test
    void turningItOffLetsEverythingGoAtOnceAndKeepsWhatCanBeReplayed() {
        interception.update(all(Decision.DROP));
        Chain chain = new Chain(passage, passage);
        chain.set(interception.sources(List.of(), Heading.TO_SERVER));
        chain.take(message("a"));
        chain.take(message("b"));
        chain.end();
        Intercept off = new Intercept(false, new Match.Any(), Ways.BOTH, Duration.ofSeconds(5), Decision.DROP, 50);
        HeldMessage a = held.list().getFirst();
        interception.update(off);
        chain.set(interception.sources(List.of(), Heading.TO_SERVER));
        assertThat(texts()).containsExactly("a", "b", "<end>");
        assertThat(held.list()).extracting(HeldMessage::state).containsOnly(State.FORWARDED);
        assertThat(a.replay(bytes("late"))).isFalse();
        assertThat(passage.timers()).isZero();

        TestPassage next = new TestPassage(Heading.TO_SERVER, 2, false);
        Chain open = new Chain(next, next);
        interception.update(all(Decision.FORWARD));
        open.set(interception.sources(List.of(), Heading.TO_SERVER));
        open.take(message("c"));
        HeldMessage c = latest();
        interception.update(off);
        open.set(interception.sources(List.of(), Heading.TO_SERVER));
        next.runExecuted();
        open.take(message("d"));
        assertThat(c.replay(bytes("c again"))).isTrue();
        next.runExecuted();
        assertThat(next.texts()).containsExactly("c", "d", "c again");
        open.release();
        assertThat(c.replay(bytes("c again"))).isFalse();
    }

    @Test
    void otherSettingsForWhatIsStillHeldChangeNothingOfIt() {
        Outlet in = holding(all(Decision.DROP));
        in.take(message("a"));
        interception.update(only("hold", 50));
        in.take(message("b"));
        assertThat(texts()).isEmpty();
        assertThat(held.waiting()).isEqualTo(1);
        latest().forward(bytes("a"));
        assertThat(texts()).containsExactly("a", "b");
    }

    @Test
    void aStageThatIsTakenOutForwardsWhatItHolds() {
        Outlet in = holding(all(Decision.DROP));
        in.take(message("a"));
        in.take(message("b"));
        in.end();
        ((HoldStage) in).drain();
        assertThat(texts()).containsExactly("a", "b", "<end>");
        assertThat(latest().replay(bytes("c"))).isFalse();
        assertThat(passage.timers()).isZero();
        assertThat(passage.held()).isZero();
    }

    @Test
    void theEndOfAConversationIsTheEndOfWhatItHolds() {
        Outlet in = holding(all(Decision.FORWARD));
        in.take(message("a"));
        in.take(message("b"));
        HeldMessage a = held.list().getFirst();
        a.drop();
        ((HoldStage) in).release();
        passage.advanceMillis(10_000);
        in.take(message("late"));
        assertThat(texts()).isEmpty();
        assertThat(held.list()).extracting(HeldMessage::state).containsExactly(State.DROPPED, State.GONE);
        assertThat(latest().forward(bytes("b"))).isFalse();
        assertThat(latest().replay(bytes("b"))).isFalse();
        assertThat(passage.timers()).isZero();
        assertThat(passage.held()).isZero();
        in = holding(only("a", 1));
        in.take(message("a"));
        assertThat(held.waiting()).isEqualTo(1);
        passage.advanceMillis(5000);
    }

    @Test
    void usersDecideFromOtherThreadsAndOnlyOneOfThemWins() throws InterruptedException {
        Outlet in = holding(all(Decision.FORWARD));
        for (int i = 0; i < 40; i++) {
            in.take(message("m" + i));
        }
        AtomicInteger won = new AtomicInteger();
        List<Thread> users = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            boolean drops = t % 2 == 0;
            users.add(Thread.ofPlatform().start(() -> {
                for (HeldMessage message : held.list()) {
                    if (drops ? message.drop() : message.forward(bytes("!"))) {
                        won.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread user : users) {
            user.join();
        }
        passage.runExecuted();
        assertThat(won).hasValue(40);
        long forwarded = held.list().stream()
                .filter(message -> message.state() == State.FORWARDED)
                .count();
        assertThat(passage.texts()).hasSize((int) forwarded);
        assertThat(held.waiting()).isZero();
    }

    /** One of another relay's, say. */
    private record Waiting(long id, byte[] content) implements HeldMessage {
        @Override
        public Instant at() {
            return NOON;
        }

        @Override
        public Instant due() {
            return NOON;
        }

        @Override
        public long connection() {
            return 1;
        }

        @Override
        public boolean toServer() {
            return true;
        }

        @Override
        public State state() {
            return State.WAITING;
        }

        @Override
        public boolean forward(byte[] content) {
            return false;
        }

        @Override
        public boolean drop() {
            return false;
        }

        @Override
        public boolean replay(byte[] content) {
            return false;
        }
    }
}
