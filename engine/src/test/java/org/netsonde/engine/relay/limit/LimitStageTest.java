package org.netsonde.engine.relay.limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.limit.LimitSetting.Counted;
import org.netsonde.engine.relay.limit.LimitSetting.Excess;
import org.netsonde.engine.relay.limit.LimitSetting.Scope;
import org.netsonde.engine.relay.link.Heading;
import org.netsonde.engine.relay.link.Outlet;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.TestPassage;
import org.netsonde.engine.relay.link.Ways;

class LimitStageTest {

    private final List<ByteBuf> buffers = new ArrayList<>();

    @AfterEach
    void everyBufferWasGivenBack() {
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }

    private ByteBuf buffer(String text) {
        ByteBuf buffer = Unpooled.copiedBuffer(text, ISO_8859_1);
        buffers.add(buffer);
        return buffer;
    }

    private Piece message(String text) {
        return Piece.message(buffer(text), null, null);
    }

    private Piece stretch(String text) {
        return Piece.stretch(buffer(text));
    }

    private static LimitStage stage(TestPassage passage, RateLimit limit, Counted of, Excess excess) {
        LimitSetting setting = new LimitSetting(true, limit, of, Scope.RELAY, excess, Ways.BOTH);
        return new LimitStage(new Limit(setting, 0), passage);
    }

    @Test
    void messagesWaitForExactlyTheirTimeAndInOrder() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(stage(passage, new TokenBucket(10, 2), Counted.MESSAGES, Excess.DELAY));
        for (int i = 0; i < 6; i++) {
            in.take(message("m" + i));
        }
        in.end();
        assertThat(passage.texts()).containsExactly("m0", "m1");
        assertThat(passage.held()).isEqualTo(4 * 64);
        passage.advanceMillis(1000);
        assertThat(passage.texts()).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "<end>");
        assertThat(passage.millis()).containsExactly(0L, 0L, 100L, 200L, 300L, 400L, 400L);
        assertThat(passage.held()).isZero();
        assertThat(passage.timers()).isZero();
        assertThat(passage.count(RelayMetrics.LIMIT_ARRIVED)).isEqualTo(6);
        assertThat(passage.count(RelayMetrics.LIMIT_ADMITTED)).isEqualTo(6);
        assertThat(passage.count(RelayMetrics.LIMIT_DELAYED)).isEqualTo(4);
        assertThat(passage.count(RelayMetrics.LIMIT_REFUSED)).isZero();
    }

    @Test
    void aFixedWindowOpensForAsManyAsItAdmits() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(
                stage(passage, new FixedWindow(2, Duration.ofSeconds(1)), Counted.MESSAGES, Excess.DELAY));
        passage.advanceMillis(700);
        for (int i = 0; i < 5; i++) {
            in.take(message("m" + i));
        }
        passage.advanceMillis(5000);
        assertThat(passage.millis()).containsExactly(700L, 700L, 1000L, 1000L, 2000L);
    }

    @Test
    void twoConversationsShareOneLimitAndTwoWaysToo() {
        TestPassage one = new TestPassage(Heading.TO_SERVER, 1, false);
        TestPassage two = new TestPassage(Heading.TO_CLIENT, 2, false);
        Limit limit = new Limit(
                new LimitSetting(true, new TokenBucket(1, 1), Counted.MESSAGES, Scope.RELAY, Excess.REJECT, Ways.BOTH),
                0);
        one.through(new LimitStage(limit, one)).take(message("one"));
        two.through(new LimitStage(limit, two)).take(message("two"));
        assertThat(one.texts()).containsExactly("one");
        assertThat(two.texts()).containsExactly("<refused two>");
    }

    @Test
    void refusedMessagesAreToldToTheirSenderAndCounted() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(stage(passage, new TokenBucket(1, 1), Counted.MESSAGES, Excess.REJECT));
        in.take(message("a"));
        in.take(message("b"));
        passage.advanceMillis(1000);
        in.take(message("c"));
        assertThat(passage.texts()).containsExactly("a", "<refused b>", "c");
        assertThat(passage.count(RelayMetrics.LIMIT_ARRIVED)).isEqualTo(3);
        assertThat(passage.count(RelayMetrics.LIMIT_ADMITTED)).isEqualTo(2);
        assertThat(passage.count(RelayMetrics.LIMIT_REFUSED)).isEqualTo(1);
    }

    @Test
    void tooManyMessagesCloseTheConversationAndNothingPassesAfter() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(stage(passage, new TokenBucket(1, 1), Counted.MESSAGES, Excess.CLOSE));
        in.take(message("a"));
        in.take(message("b"));
        in.take(message("c"));
        in.end();
        passage.advanceMillis(5000);
        assertThat(passage.texts()).containsExactly("a", "<close>");
    }

    @Test
    void bytesOfAStreamTrickleAtTheRate() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(stage(passage, new TokenBucket(100, 10), Counted.BYTES, Excess.DELAY));
        String text = "0123456789".repeat(21);
        in.take(stretch(text));
        in.take(stretch("last"));
        in.end();
        assertThat(passage.texts()).containsExactly("0123456789");
        assertThat(passage.held()).isEqualTo(200 + 64);
        for (int second = 1; second <= 2; second++) {
            passage.advanceMillis(1000);
            assertThat(String.join("", passage.texts())).isEqualTo(text.substring(0, Math.min(210, 10 + 100 * second)));
        }
        passage.advanceMillis(40);
        assertThat(String.join("", passage.texts())).isEqualTo(text + "last<end>");
        assertThat(passage.count(RelayMetrics.LIMIT_ADMITTED)).isEqualTo(214);
        assertThat(passage.count(RelayMetrics.LIMIT_DELAYED)).isEqualTo(2);
        assertThat(passage.held()).isZero();
    }

    @Test
    void aWindowOfBytesIsUsedUpToTheLastByte() {
        TestPassage passage = new TestPassage();
        Outlet in =
                passage.through(stage(passage, new FixedWindow(7, Duration.ofSeconds(1)), Counted.BYTES, Excess.DELAY));
        in.take(stretch("abcde"));
        in.take(stretch("fghijklmnopq"));
        assertThat(String.join("", passage.texts())).isEqualTo("abcdefg");
        passage.advanceMillis(1000);
        assertThat(String.join("", passage.texts())).isEqualTo("abcdefghijklmn");
        passage.advanceMillis(1000);
        assertThat(String.join("", passage.texts())).isEqualTo("abcdefghijklmnopq");
    }

    @Test
    void streamsThatShareALimitOfBytesAllGetOn() {
        Limit limit = new Limit(
                new LimitSetting(
                        true, new TokenBucket(1000, 1000), Counted.BYTES, Scope.RELAY, Excess.DELAY, Ways.BOTH),
                0);
        TestPassage one = new TestPassage(Heading.TO_SERVER, 1, false);
        TestPassage two = new TestPassage(Heading.TO_SERVER, 2, false);
        LimitStage ofOne = new LimitStage(limit, one);
        LimitStage ofTwo = new LimitStage(limit, two);
        one.through(ofOne).take(stretch("x".repeat(20_000)));
        two.through(ofTwo).take(stretch("x".repeat(20_000)));
        // Both clocks in small steps, as of one event loop.
        for (int i = 0; i < 10_000; i++) {
            one.advanceMillis(1);
            two.advanceMillis(1);
        }
        int first = String.join("", one.texts()).length();
        int second = String.join("", two.texts()).length();
        assertThat(first + second).isBetween(10_950, 11_000);
        assertThat(second).isBetween(4900, 5100);
        assertThat(first).isBetween(5900, 6100);
        ofOne.release();
        ofTwo.release();
        assertThat(one.held() + two.held()).isZero();
    }

    @Test
    void bytesThatMayNotWaitAreThrownAwayAndCounted() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(stage(passage, new TokenBucket(10, 5), Counted.BYTES, Excess.REJECT));
        in.take(stretch("abcdefgh"));
        in.take(stretch("ijk"));
        passage.advanceMillis(200);
        in.take(stretch("lm"));
        assertThat(passage.texts()).containsExactly("abcde", "lm");
        assertThat(passage.count(RelayMetrics.LIMIT_ARRIVED)).isEqualTo(13);
        assertThat(passage.count(RelayMetrics.LIMIT_ADMITTED)).isEqualTo(7);
        assertThat(passage.count(RelayMetrics.LIMIT_REFUSED)).isEqualTo(6);
    }

    @Test
    void tooManyBytesCloseAStreamBehindThoseThatWereAdmitted() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(stage(passage, new TokenBucket(10, 5), Counted.BYTES, Excess.CLOSE));
        in.take(stretch("abcdefgh"));
        in.take(stretch("ijk"));
        assertThat(passage.texts()).containsExactly("abcde", "<close>");
    }

    @Test
    void readsCountAsMessagesWhereThereAreNone() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(stage(passage, new TokenBucket(10, 1), Counted.MESSAGES, Excess.DELAY));
        in.take(stretch("read 1"));
        in.take(stretch("read 2"));
        passage.advanceMillis(100);
        assertThat(passage.texts()).containsExactly("read 1", "read 2");
        assertThat(passage.millis()).containsExactly(0L, 100L);
    }

    @Test
    void whatLiesBetweenMessagesIsNeverLostAndStaysInOrder() {
        TestPassage passage = new TestPassage().withMessages();
        Outlet refusing = passage.through(stage(passage, new TokenBucket(10, 1), Counted.MESSAGES, Excess.REJECT));
        refusing.take(stretch("handshake"));
        refusing.take(message("a"));
        refusing.take(stretch("between"));
        refusing.take(message("b"));
        assertThat(passage.texts()).containsExactly("handshake", "a", "between", "<refused b>");

        TestPassage bytes = new TestPassage().withMessages();
        Outlet counting = bytes.through(stage(bytes, new TokenBucket(10, 10), Counted.BYTES, Excess.REJECT));
        counting.take(stretch("a handshake of 24 bytes."));
        counting.take(message("a"));
        bytes.advanceMillis(1500);
        counting.take(message("b"));
        assertThat(bytes.texts()).containsExactly("a handshake of 24 bytes.", "<refused a>", "b");

        TestPassage slow = new TestPassage().withMessages();
        Outlet delaying = slow.through(stage(slow, new TokenBucket(10, 1), Counted.MESSAGES, Excess.DELAY));
        delaying.take(message("a"));
        delaying.take(message("b"));
        delaying.take(stretch("between"));
        slow.advanceMillis(100);
        assertThat(slow.texts()).containsExactly("a", "b", "between");
    }

    @Test
    void aMessageLargerThanTheWholeLimitPasses() {
        TestPassage passage = new TestPassage();
        Outlet in = passage.through(stage(passage, new TokenBucket(10, 10), Counted.BYTES, Excess.DELAY));
        in.take(message("x".repeat(35)));
        in.take(message("y"));
        passage.advanceMillis(10_000);
        assertThat(passage.millis()).containsExactly(0L, 2600L);
        assertThat(passage.left()).allMatch(TestPassage.Left::message);
    }

    @Test
    void nothingWaitsLongerThanAnHour() {
        TestPassage passage = new TestPassage();
        FixedWindow daily = new FixedWindow(1, Duration.ofDays(1));
        Outlet in = passage.through(stage(passage, daily, Counted.MESSAGES, Excess.DELAY));
        in.take(message("today"));
        in.take(message("tomorrow"));
        assertThat(passage.texts()).containsExactly("today", "<refused tomorrow>");

        TestPassage stream = new TestPassage();
        Outlet bytes = stream.through(stage(stream, daily, Counted.BYTES, Excess.DELAY));
        LimitStage stage = (LimitStage) bytes;
        bytes.take(stretch("today"));
        assertThat(stream.texts()).containsExactly("t", "<close>");
        stage.release();
    }

    @Test
    void datagramsThatFindNoRoomAreDropped() {
        TestPassage passage = new TestPassage(Heading.TO_SERVER, 1, true);
        passage.room(2 * 64);
        Outlet in = passage.through(stage(passage, new TokenBucket(10, 1), Counted.MESSAGES, Excess.DELAY));
        for (int i = 0; i < 5; i++) {
            in.take(Piece.datagram(buffer("d" + i)));
        }
        assertThat(passage.held()).isEqualTo(2 * 64);
        passage.advanceMillis(1000);
        assertThat(passage.texts()).containsExactly("d0", "d1", "d2");
        assertThat(passage.count(RelayMetrics.DROPPED)).isEqualTo(2);
        in.take(Piece.datagram(buffer("")));
        assertThat(passage.texts()).endsWith("");
    }

    @Test
    void emptyDatagramsThatWaitTakeRoomToo() {
        TestPassage passage = new TestPassage(Heading.TO_SERVER, 1, true);
        passage.room(3 * 64);
        Outlet in = passage.through(stage(passage, new TokenBucket(10, 1), Counted.BYTES, Excess.DELAY));
        in.take(Piece.datagram(buffer("a")));
        in.take(Piece.datagram(buffer("")));
        in.take(Piece.datagram(buffer("b")));
        for (int i = 0; i < 10; i++) {
            in.take(Piece.datagram(buffer("")));
        }
        assertThat(passage.held()).isEqualTo(3 * 64);
        assertThat(passage.count(RelayMetrics.DROPPED)).isEqualTo(8);
        passage.advanceMillis(1000);
        assertThat(passage.texts()).containsExactly("a", "", "b", "", "");
        assertThat(passage.held()).isZero();
    }

    @Test
    void aLimitThatIsTakenAwayLetsGoWhatItHolds() {
        TestPassage passage = new TestPassage();
        LimitStage stage = stage(passage, new TokenBucket(1, 1), Counted.BYTES, Excess.DELAY);
        Outlet in = passage.through(stage);
        in.take(stretch("abcdef"));
        in.take(message("message"));
        in.end();
        passage.advanceMillis(2000);
        stage.drain();
        assertThat(String.join("", passage.texts())).isEqualTo("abcdefmessage<end>");
        assertThat(passage.timers()).isZero();
        assertThat(passage.held()).isZero();
    }

    @Test
    void aConversationThatEndsGetsItsMemoryBack() {
        TestPassage passage = new TestPassage();
        LimitStage stage = stage(passage, new TokenBucket(1, 1), Counted.BYTES, Excess.DELAY);
        Outlet in = passage.through(stage);
        in.take(stretch("abcdef"));
        in.take(message("message"));
        passage.advanceMillis(1000);
        stage.release();
        in.take(message("late"));
        passage.advanceMillis(10_000);
        assertThat(String.join("", passage.texts())).isEqualTo("ab");
        assertThat(passage.timers()).isZero();
        assertThat(passage.held()).isZero();
    }

    @Test
    void whatPassesMayChangeEverythingOnTheWay() {
        TestPassage passage = new TestPassage();
        LimitStage stage = stage(passage, new TokenBucket(1, 2), Counted.BYTES, Excess.DELAY);
        stage.next(new Outlet() {
            private boolean drained;

            @Override
            public void take(Piece piece) {
                passage.take(piece);
                if (!drained) {
                    drained = true;
                    stage.drain();
                }
            }

            @Override
            public void end() {
                passage.end();
            }
        });
        stage.take(stretch("abcdef"));
        stage.end();
        assertThat(String.join("", passage.texts())).isEqualTo("abcdef<end>");
        assertThat(passage.held()).isZero();
    }
}
