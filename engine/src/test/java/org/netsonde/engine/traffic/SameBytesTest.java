package org.netsonde.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netsonde.engine.traffic.Traffic.T0;
import static org.netsonde.engine.traffic.Traffic.in;
import static org.netsonde.engine.traffic.Traffic.loopTap;
import static org.netsonde.engine.traffic.Traffic.stored;

import java.util.List;
import org.junit.jupiter.api.Test;

class SameBytesTest {

    private final TrafficLog log = new TrafficStore(1 << 20, 64 << 10).open();
    private final TrafficTap tap = loopTap(log);

    @Test
    void readersSeeACompleteWrite() {
        in(tap, 1, "hello", 0);
        tap.sameBytes(1, 5, T0 + 1);
        in(tap, 1, "next", 2);

        List<TrafficEvent> events = stored(log);

        assertThat(events).extracting(Traffic::text).containsExactly("hello", "hello", "next");
        assertThat(events.get(1).direction()).isEqualTo(Direction.OUT);
        assertThat(events.get(1).length()).isEqualTo(5);
        assertThat(events.get(1).nanos() - events.get(0).nanos()).isEqualTo(1);
        assertThat(log.stats().truncated()).isZero();
    }

    @Test
    void onlyTheFirstBytesAreTakenWhenFewerWereWritten() {
        in(tap, 1, "hello rest", 0);
        tap.sameBytes(1, 5, T0);

        assertThat(stored(log)).extracting(Traffic::text).containsExactly("hello rest", "hello");
    }

    @Test
    void truncatedReadGivesATruncatedWrite() {
        TrafficLog snapped = new TrafficStore(1 << 20, 4).open();
        TrafficTap snappedTap = loopTap(snapped);
        in(snappedTap, 1, "abcdef", 0);
        snappedTap.sameBytes(1, 6, T0);
        snappedTap.sameBytes(1, 3, T0);

        List<TrafficEvent> events = stored(snapped);

        assertThat(events).extracting(Traffic::text).containsExactly("abcd", "abcd", "abc");
        assertThat(events).extracting(TrafficEvent::truncated).containsExactly(true, true, false);
        assertThat(snapped.stats().truncated()).isEqualTo(2);
    }

    @Test
    void everyWriteIsCompleteHoweverChunksEnd() {
        // Lengths that are not a divisor of any chunk: the two records are parted by a border at many places.
        for (int i = 0; i < 12_000; i++) {
            in(tap, 1, text(i), i);
            tap.sameBytes(1, text(i).length(), T0 + i);
            if (i % 500 == 0) {
                assertThat(stored(log)).isNotEmpty();
            }
        }

        List<TrafficEvent> events = stored(log);
        assertThat(log.stats().evicted()).isPositive();
        assertThat(log.stats().truncated()).isZero();
        int checked = 0;
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).direction() == Direction.OUT) {
                assertThat(Traffic.text(events.get(i))).isEqualTo(Traffic.text(events.get(i - 1)));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(1000);
        assertThat(Traffic.text(events.getLast())).isEqualTo(text(11_999));
    }

    private static String text(int i) {
        return i + ":" + "x".repeat(i % 250);
    }

    @Test
    void readThatGaveWayToItsOwnWriteIsMarkedAsNotKept() {
        // One chunk is all there is room for, and the read fills it to the last header.
        TrafficLog small = new TrafficStore(8 << 10, 64 << 10).open();
        TrafficTap first = loopTap(small);
        TrafficTap second = loopTap(small);
        in(first, 1, "x", 0);
        String whole = "y".repeat(TrafficStore.SMALLEST_CHUNK - Chunk.HEADER);
        in(second, 2, whole, 1);
        second.sameBytes(2, whole.length(), T0 + 2);

        List<TrafficEvent> events = stored(small);

        assertThat(events).extracting(TrafficEvent::direction).containsExactly(Direction.IN, Direction.OUT);
        assertThat(events.get(1).length()).isEqualTo(whole.length());
        assertThat(events.get(1).bytes()).isEmpty();
        assertThat(small.stats().truncated()).isEqualTo(1);
        assertThat(small.stats().evicted()).isEqualTo(1);
    }

    @Test
    void bytesOfAnotherConnectionAreNeverTaken() {
        in(tap, 1, "mine", 0);
        in(tap, 2, "theirs", 1);
        tap.sameBytes(1, 4, T0 + 2);

        TrafficEvent event = stored(log).getLast();

        assertThat(event.connection()).isEqualTo(1);
        assertThat(event.length()).isEqualTo(4);
        assertThat(event.bytes()).isEmpty();
        assertThat(log.stats().truncated()).isEqualTo(1);
    }

    @Test
    void ownersThatShareALaneEachReferToTheirOwnRead() {
        TrafficTap first = log.tap("first");
        TrafficTap second = log.tap("second");
        in(first, 1, "one", 0);
        in(second, 2, "second", 1);
        first.sameBytes(1, 3, T0 + 2);
        second.sameBytes(2, 6, T0 + 3);

        assertThat(stored(log)).extracting(Traffic::text).containsExactly("one", "second", "one", "second");
    }
}
