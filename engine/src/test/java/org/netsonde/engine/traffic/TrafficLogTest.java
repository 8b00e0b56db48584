package org.netsonde.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netsonde.engine.traffic.Traffic.T0;
import static org.netsonde.engine.traffic.Traffic.all;
import static org.netsonde.engine.traffic.Traffic.in;
import static org.netsonde.engine.traffic.Traffic.loopTap;
import static org.netsonde.engine.traffic.Traffic.out;
import static org.netsonde.engine.traffic.Traffic.stored;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficLogTest {

    private final TrafficStore store = new TrafficStore(1 << 20, 64 << 10);
    private final TrafficLog log = store.open();

    @Test
    void recordsComeBackAsTheyWereAppended() {
        TrafficTap tap = loopTap(log);
        tap.event(7, Direction.OPENED, "127.0.0.1:5000", T0);
        in(tap, 7, "héllo", 10);
        out(tap, 7, "", 20);
        tap.event(7, Direction.CLOSED, "peer", T0 + 30);

        List<TrafficEvent> events = stored(log);

        assertThat(events)
                .extracting(TrafficEvent::direction)
                .containsExactly(Direction.OPENED, Direction.IN, Direction.OUT, Direction.CLOSED);
        assertThat(events).extracting(TrafficEvent::text).containsExactly("127.0.0.1:5000", "héllo", "", "peer");
        assertThat(events).extracting(TrafficEvent::length).containsExactly(0, 6, 0, 0);
        assertThat(events).extracting(TrafficEvent::connection).containsOnly(7L);
        assertThat(events.get(1).nanos() - events.get(0).nanos()).isEqualTo(10);
        assertThat(events).noneMatch(TrafficEvent::truncated);
    }

    @Test
    void timesAreNanosecondsSinceTheEpoch() {
        TrafficTap tap = loopTap(log);
        long before = System.nanoTime();
        Instant wall = Instant.now();
        tap.data(1, Direction.IN, Unpooled.EMPTY_BUFFER, before);

        Instant recorded = Instant.EPOCH.plusNanos(stored(log).get(0).nanos());

        assertThat(Duration.between(recorded, wall).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void appendLeavesTheBufferAlone() {
        ByteBuf bytes = Unpooled.directBuffer().writeBytes(Traffic.utf8("skipped kept"));
        bytes.skipBytes(8);

        loopTap(log).data(1, Direction.IN, bytes, T0);

        assertThat(bytes.readerIndex()).isEqualTo(8);
        assertThat(bytes.readableBytes()).isEqualTo(4);
        assertThat(bytes.refCnt()).isEqualTo(1);
        bytes.release();
        assertThat(stored(log)).extracting(Traffic::text).containsExactly("kept");
    }

    @Test
    void readLongerThanSnapLengthIsCutAndCounted() {
        TrafficLog snapped = new TrafficStore(1 << 20, 4).open();
        TrafficTap tap = loopTap(snapped);
        in(tap, 1, "abcdef", 0);
        in(tap, 1, "abcd", 1);

        List<TrafficEvent> events = stored(snapped);

        assertThat(events).extracting(Traffic::text).containsExactly("abcd", "abcd");
        assertThat(events).extracting(TrafficEvent::length).containsExactly(6, 4);
        assertThat(events).extracting(TrafficEvent::truncated).containsExactly(true, false);
        assertThat(snapped.stats().truncated()).isEqualTo(1);
    }

    @Test
    void readLongerThanTheLargestChunkIsCutToItAndCounted() {
        TrafficLog small = new TrafficStore(8 << 10, 64 << 10).open();
        TrafficTap tap = loopTap(small);
        in(tap, 1, "x".repeat(10_000), 0);

        TrafficEvent event = stored(small).get(0);

        assertThat(event.length()).isEqualTo(10_000);
        assertThat(event.bytes()).hasSize(TrafficStore.SMALLEST_CHUNK - Chunk.HEADER);
        assertThat(small.stats().truncated()).isEqualTo(1);
    }

    @Test
    void textIsNotCutAtSnapLengthButAtItsOwnLimitBetweenCharacters() {
        TrafficLog snapped = new TrafficStore(1 << 20, 4).open();
        TrafficTap tap = loopTap(snapped);
        tap.event(1, Direction.FAILED, "a reason", T0);
        tap.event(1, Direction.FAILED, "x" + "é".repeat(LaneTap.TEXT_LIMIT), T0);

        assertThat(stored(snapped))
                .extracting(TrafficEvent::text)
                .containsExactly("a reason", "x" + "é".repeat(LaneTap.TEXT_LIMIT / 2 - 1));
        assertThat(snapped.stats().truncated()).isEqualTo(1);
    }

    @Test
    void sameOwnerGetsTheSameLane() {
        DefaultEventLoop loop = new DefaultEventLoop();

        assertThat(log.tap(loop)).isSameAs(log.tap(loop));
        assertThat(log.tap(loop)).isNotSameAs(loopTap(log));
        log.tap("a thread");
        log.tap("another");

        assertThat(log.lanes()).hasSize(3);
    }

    @Test
    void numberOfLanesIsBounded() {
        for (int i = 0; i < TrafficLog.MAX_OWN_LANES + 10; i++) {
            in(loopTap(log), i, "x", i);
        }

        assertThat(log.lanes()).hasSize(TrafficLog.MAX_OWN_LANES + 1);
        assertThat(log.stats().total()).isEqualTo(TrafficLog.MAX_OWN_LANES + 10);
    }

    @Test
    void lanesAreMergedByTime() {
        TrafficTap first = loopTap(log);
        TrafficTap second = loopTap(log);
        TrafficTap shared = log.tap("a thread");
        in(first, 1, "a", 10);
        in(first, 1, "d", 40);
        in(second, 2, "b", 20);
        in(second, 2, "f", 60);
        in(shared, 3, "c", 30);
        in(shared, 3, "e", 50);

        assertThat(stored(log)).extracting(Traffic::text).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void cursorSeesLanesAndRecordsThatCameAfterIt() {
        in(loopTap(log), 1, "before", 0);
        TrafficCursor fromNow = log.cursor(false);
        TrafficCursor fromOldest = log.cursor(true);
        in(loopTap(log), 2, "after", 1);

        assertThat(all(fromNow)).extracting(Traffic::text).containsExactly("after");
        assertThat(all(fromOldest)).extracting(Traffic::text).containsExactly("before", "after");
        assertThat(all(fromOldest)).isEmpty();
    }

    @Test
    void pollHandsOverNoMoreThanAskedFor() {
        TrafficTap tap = loopTap(log);
        in(tap, 1, "a", 0);
        in(tap, 1, "b", 1);
        TrafficCursor cursor = log.cursor(true);

        assertThat(cursor.poll(1, e -> assertThat(Traffic.text(e)).isEqualTo("a")))
                .isEqualTo(1);
        assertThat(cursor.poll(5, e -> assertThat(Traffic.text(e)).isEqualTo("b")))
                .isEqualTo(1);
    }

    @Test
    void clearRemovesRecordsAndTellsCursorsWhatTheyMissed() {
        TrafficTap tap = loopTap(log);
        in(tap, 1, "read", 0);
        TrafficCursor cursor = log.cursor(true);
        cursor.poll(1, e -> {});
        Traffic.fill(tap, 1, 100, 1000);

        log.clear();
        in(tap, 1, "new", 200);

        assertThat(stored(log)).extracting(Traffic::text).containsExactly("new");
        assertThat(all(cursor)).extracting(Traffic::text).containsExactly("new");
        assertThat(cursor.lost()).isEqualTo(100);
        TrafficStats stats = log.stats();
        assertThat(stats.total()).isEqualTo(102);
        assertThat(stats.stored()).isEqualTo(1);
        assertThat(stats.cleared()).isEqualTo(101);
        assertThat(stats.evicted()).isZero();
        assertThat(store.held()).isEqualTo(stats.bytes());
    }

    @Test
    void closeGivesTheMemoryBackAndDiscardsWhatFollows() {
        TrafficTap tap = loopTap(log);
        TrafficTap shared = log.tap("a thread");
        Traffic.fill(tap, 1, 100, 1000);
        in(shared, 2, "x", 0);
        TrafficCursor cursor = log.cursor(true);

        log.close();
        in(tap, 1, "late", 200);
        tap.sameBytes(1, 4, T0);
        shared.event(2, Direction.CLOSED, "late", T0);
        log.close();

        assertThat(store.held()).isZero();
        assertThat(all(cursor)).isEmpty();
        assertThat(cursor.lost()).isEqualTo(101);
        assertThat(log.stats()).isEqualTo(new TrafficStats(101, 0, 0, 101, 0, 0));
        assertThat(log.tap("anybody")).isSameAs(TrafficTap.NONE);
    }
}
