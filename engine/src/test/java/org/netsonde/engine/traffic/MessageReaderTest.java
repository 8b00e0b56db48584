package org.netsonde.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netsonde.engine.traffic.Traffic.T0;
import static org.netsonde.engine.traffic.Traffic.loopTap;
import static org.netsonde.engine.traffic.Traffic.out;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.message.Framing;
import org.netsonde.engine.protocol.DataSize;

class MessageReaderTest {

    private static final Framing LINES = new Framing.Lines();

    private final TrafficLog log = new TrafficStore(64 << 20, 64 << 10).open();
    private final TrafficTap tap = loopTap(log);

    private MessageReader reader(Framing framing) {
        return new MessageReader(log.cursor(true), framing);
    }

    private static List<TrafficMessage> all(MessageReader reader) {
        List<TrafficMessage> messages = new ArrayList<>();
        do {
            reader.poll(100, messages::add);
        } while (!reader.isCaughtUp());
        return messages;
    }

    private void opened(long connection) {
        tap.event(connection, Direction.OPENED, "peer", T0);
    }

    private void in(long connection, String text) {
        Traffic.in(tap, connection, text, 0);
    }

    private static List<TrafficMessage> data(List<TrafficMessage> messages) {
        return messages.stream().filter(m -> m.direction().isData()).toList();
    }

    @Test
    void linesAreFoundAcrossReads() {
        opened(1);
        Traffic.in(tap, 1, "he", 10);
        Traffic.in(tap, 1, "llo\r\nwor", 20);
        Traffic.in(tap, 1, "ld\n\nrest", 30);

        List<TrafficMessage> messages = data(all(reader(LINES)));

        assertThat(messages).extracting(TrafficMessage::text).containsExactly("hello", "world", "");
        assertThat(messages).extracting(TrafficMessage::wireLength).containsExactly(7L, 6L, 1L);
        assertThat(messages).noneMatch(TrafficMessage::gap).noneMatch(TrafficMessage::incomplete);
    }

    @Test
    void timeOfAMessageIsThatOfTheReadThatCompletedIt() {
        opened(1);
        Traffic.in(tap, 1, "he", 10);
        Traffic.in(tap, 1, "llo\n", 25);

        List<TrafficMessage> messages = all(reader(LINES));

        assertThat(messages.get(1).nanos() - messages.get(0).nanos()).isEqualTo(25);
    }

    @Test
    void lengthPrefixedMessagesAreFoundAcrossReads() {
        opened(1);
        byte[] stream = {0, 3, 'a', 'b', 'c', 0, 0, 0, 1, 'd'};
        for (byte b : stream) {
            tap.data(1, Direction.IN, Unpooled.wrappedBuffer(new byte[] {b}), T0);
        }

        List<TrafficMessage> messages =
                data(all(reader(new Framing.Length(2, Framing.ByteOrder.BIG, Framing.DEFAULT_LIMIT))));

        assertThat(messages).extracting(TrafficMessage::text).containsExactly("abc", "", "d");
        assertThat(messages).extracting(TrafficMessage::wireLength).containsExactly(5L, 2L, 3L);
    }

    @Test
    void delimiterSplitBetweenReadsIsFound() {
        opened(1);
        in(1, "one-");
        in(1, "-");
        in(1, ">two-->thr");

        assertThat(data(all(reader(new Framing.Delimiter("-->", Framing.DEFAULT_LIMIT)))))
                .extracting(TrafficMessage::text)
                .containsExactly("one", "two");
    }

    @Test
    void directionsAndConnectionsAreKeptApart() {
        opened(1);
        opened(2);
        Traffic.in(tap, 1, "in", 1);
        out(tap, 1, "ou", 2);
        Traffic.in(tap, 2, "other", 3);
        Traffic.in(tap, 1, "side\n", 4);
        out(tap, 1, "tside\n", 5);
        Traffic.in(tap, 2, "\n", 6);

        List<TrafficMessage> messages = data(all(reader(LINES)));

        assertThat(messages).extracting(TrafficMessage::text).containsExactly("inside", "outside", "other");
        assertThat(messages)
                .extracting(TrafficMessage::direction)
                .containsExactly(Direction.IN, Direction.OUT, Direction.IN);
        assertThat(messages).extracting(TrafficMessage::connection).containsExactly(1L, 1L, 2L);
    }

    @Test
    void echoedBytesAreMessagesOfTheOtherDirection() {
        opened(1);
        in(1, "a\nb\n");
        tap.sameBytes(1, 4, T0);

        assertThat(data(all(reader(LINES))))
                .extracting(m -> m.direction() + m.text())
                .containsExactly("INa", "INb", "OUTa", "OUTb");
    }

    @Test
    void rawTakesEveryReadAsAMessageAlsoEmptyOnes() {
        opened(1);
        in(1, "a\nb");
        in(1, "");
        out(tap, 1, "c", 0);

        List<TrafficMessage> messages = data(all(reader(new Framing.Raw())));

        assertThat(messages).extracting(TrafficMessage::text).containsExactly("a\nb", "", "c");
        assertThat(messages).extracting(TrafficMessage::wireLength).containsExactly(3L, 0L, 1L);
    }

    @Test
    void eventsPassWithTheirTextInOrder() {
        opened(1);
        in(1, "x\n");
        tap.event(1, Direction.FAILED, "reset", T0);
        tap.event(1, Direction.CLOSED, "by peer", T0);

        assertThat(all(reader(LINES)))
                .extracting(TrafficMessage::text)
                .containsExactly("peer", "x", "reset", "by peer");
    }

    @Test
    void beginningOfAMessageIsReportedWhenTheConnectionCloses() {
        opened(1);
        in(1, "half");
        tap.event(1, Direction.CLOSED, "", T0);
        opened(1);
        in(1, "whole\n");

        List<TrafficMessage> messages = data(all(reader(LINES)));

        assertThat(messages).extracting(TrafficMessage::text).containsExactly("half", "whole");
        assertThat(messages).extracting(TrafficMessage::incomplete).containsExactly(true, false);
        assertThat(messages).noneMatch(TrafficMessage::gap);
    }

    @Test
    void firstMessageOfAConnectionWhoseBeginningWasNotSeenFollowsAGap() {
        in(1, "end of something\nnext\n");

        assertThat(all(reader(LINES))).extracting(TrafficMessage::gap).containsExactly(true, false);
    }

    @Test
    void cutReadBreaksTheStreamOff() {
        TrafficLog snapped = new TrafficStore(1 << 20, 10).open();
        TrafficTap snappedTap = loopTap(snapped);
        snappedTap.event(1, Direction.OPENED, "", T0);
        Traffic.in(snappedTap, 1, "one\nandthis was cut\nlost\n", 0);
        Traffic.in(snappedTap, 1, "tail\nnew\n", 0);

        List<TrafficMessage> messages = data(all(new MessageReader(snapped.cursor(true), LINES)));

        assertThat(messages).extracting(TrafficMessage::text).containsExactly("one", "andthi", "tail", "new");
        assertThat(messages).extracting(TrafficMessage::incomplete).containsExactly(false, true, false, false);
        assertThat(messages).extracting(TrafficMessage::gap).containsExactly(false, false, true, false);
        assertThat(messages.stream().mapToLong(TrafficMessage::wireLength).sum())
                .isEqualTo(25 + 9);
    }

    @Test
    void cutRawReadIsOneIncompleteMessage() {
        TrafficLog snapped = new TrafficStore(1 << 20, 4).open();
        Traffic.in(loopTap(snapped), 1, "abcdef", 0);

        TrafficMessage message =
                all(new MessageReader(snapped.cursor(true), new Framing.Raw())).get(0);

        assertThat(message.text()).isEqualTo("abcd");
        assertThat(message.wireLength()).isEqualTo(6);
        assertThat(message.incomplete()).isTrue();
    }

    @Test
    void lossBreaksOffTheConnectionsOfItsLaneOnly() {
        TrafficTap other = loopTap(log);
        opened(1);
        other.event(2, Direction.OPENED, "", T0);
        in(1, "begun ");
        Traffic.in(other, 2, "be", 0);
        MessageReader reader = reader(LINES);
        assertThat(data(all(reader))).isEmpty();
        // Evicts what stands between, on one lane.
        Traffic.fill(tap, 3, 70_000, 1000);
        in(1, "middle\nnew\n");
        Traffic.in(other, 2, "gun\n", 200_000);

        List<TrafficMessage> messages = new ArrayList<>(data(all(reader)));
        messages.removeIf(m -> m.connection() == 3);

        assertThat(reader.lost()).isPositive();
        assertThat(messages)
                .extracting(m -> m.text() + (m.incomplete() ? " incomplete" : "") + (m.gap() ? " gap" : ""))
                .containsExactly("begun  incomplete", "middle gap", "new", "begun");
    }

    @Test
    void messageLongerThanTheFramingAllowsIsReportedInParts() {
        opened(1);
        in(1, "ok\n0123456");
        in(1, "789abcdef");
        in(1, "tail\nok\n");

        List<TrafficMessage> messages = data(all(reader(new Framing.Lines(new DataSize(12)))));

        assertThat(messages)
                .extracting(m -> m.text() + (m.incomplete() ? " incomplete" : "") + (m.gap() ? " gap" : ""))
                .containsExactly("ok", "0123456789abcdef incomplete", "tail gap", "ok");
    }

    @Test
    void noMoreThanTheLimitIsHeldOfAMessageWhateverTheFramingAllows() {
        opened(1);
        String part = "x".repeat(60_000);
        for (int i = 0; i < 100; i++) {
            in(1, part);
        }
        in(1, "\n");

        List<TrafficMessage> messages = data(all(reader(new Framing.Lines(new DataSize(1 << 30)))));

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).incomplete()).isTrue();
        assertThat(messages.get(0).bytes().length).isBetween(MessageReader.MAX_REST, MessageReader.MAX_REST + 60_000);
        assertThat(messages.get(1).gap()).isTrue();
        assertThat(messages.stream().mapToLong(TrafficMessage::wireLength).sum())
                .isEqualTo(6_000_001);
    }

    @Test
    void connectionSilentForLongestIsBrokenOffWhenThereAreTooMany() {
        for (int c = 1; c <= 3; c++) {
            opened(c);
            in(c, "part " + c);
        }
        in(1, " goes on");
        in(4, "x\n");
        in(1, "\n");
        in(2, "\n");

        List<TrafficMessage> messages = data(all(new MessageReader(log.cursor(true), LINES, 3)));

        assertThat(messages)
                .extracting(m -> m.text() + (m.incomplete() ? " incomplete" : "") + (m.gap() ? " gap" : ""))
                .containsExactly("x gap", "part 2 incomplete", "part 1 goes on", " gap", "part 3 incomplete");
    }

    @Test
    void incompleteMessagesOfAllConnectionsAreHeldWithinOneBound() {
        String part = "x".repeat(60_000);
        for (int c = 0; c < 10; c++) {
            opened(c);
            for (int i = 0; i < 50; i++) {
                in(c, part);
            }
        }

        List<TrafficMessage> messages = data(all(reader(new Framing.Lines(new DataSize(1 << 30)))));

        // 30 MB came, 16 MiB may be held: the oldest five connections had to go.
        assertThat(messages).extracting(TrafficMessage::connection).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(messages).allMatch(TrafficMessage::incomplete);
    }

    @Test
    void oneReadOfManyMessagesIsHandedOverAsAskedFor() {
        opened(1);
        in(1, "a\nb\nc\nd\n");
        MessageReader reader = reader(LINES);
        List<TrafficMessage> messages = new ArrayList<>();

        assertThat(reader.poll(3, messages::add)).isEqualTo(3);
        assertThat(reader.isCaughtUp()).isFalse();
        assertThat(reader.poll(3, messages::add)).isEqualTo(2);
        assertThat(reader.isCaughtUp()).isTrue();
        assertThat(data(messages)).extracting(TrafficMessage::text).containsExactly("a", "b", "c", "d");
    }

    @Test
    void onePollDoesNotSearchForever() {
        opened(1);
        for (int i = 0; i < 10_000; i++) {
            in(1, "x");
        }
        in(1, "\n");
        MessageReader reader = reader(LINES);
        reader.poll(1, m -> {});

        assertThat(reader.poll(10, m -> {})).isZero();
        assertThat(reader.isCaughtUp()).isFalse();
        assertThat(all(reader)).extracting(TrafficMessage::text).containsExactly("x".repeat(10_000));
    }
}
