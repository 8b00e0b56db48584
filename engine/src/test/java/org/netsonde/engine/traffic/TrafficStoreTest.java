package org.netsonde.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netsonde.engine.traffic.Traffic.all;
import static org.netsonde.engine.traffic.Traffic.fill;
import static org.netsonde.engine.traffic.Traffic.in;
import static org.netsonde.engine.traffic.Traffic.loopTap;
import static org.netsonde.engine.traffic.Traffic.stored;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficStoreTest {

    private static final long BUDGET = 256 << 10;

    private final TrafficStore store = new TrafficStore(BUDGET, 64 << 10);

    @Test
    void budgetIsKeptAcrossLogs() {
        List<TrafficTap> taps = new ArrayList<>();
        List<TrafficLog> logs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            TrafficLog log = store.open();
            logs.add(log);
            taps.add(loopTap(log));
            taps.add(log.tap("a thread"));
        }
        for (int i = 0; i < 20_000; i++) {
            fill(taps.get(i % taps.size()), i % taps.size(), 1, i * 37 % 3000 + 1);
            assertThat(store.held()).isLessThanOrEqualTo(BUDGET);
        }

        assertThat(store.held()).isGreaterThan(BUDGET / 2);
        assertThat(logs.stream().mapToLong(log -> log.stats().bytes()).sum()).isEqualTo(store.held());
        assertThat(logs).allMatch(log -> log.stats().stored() > 0);
    }

    @Test
    void idleEndpointsHoldNothingAndQuietOnesLittle() {
        for (int i = 0; i < 1000; i++) {
            loopTap(store.open());
        }
        assertThat(store.held()).isZero();

        in(loopTap(store.open()), 1, "hello", 0);
        assertThat(store.held()).isEqualTo(TrafficStore.SMALLEST_CHUNK);
    }

    @Test
    void floodElsewhereDoesNotEvictAQuietLog() {
        TrafficLog quiet = store.open();
        // More than one chunk, so that there would be something to evict.
        fill(loopTap(quiet), 1, 10, 1000);
        TrafficLog loud = store.open();
        fill(loopTap(loud), 2, 5000, 1000);

        assertThat(quiet.stats().stored()).isEqualTo(10);
        assertThat(quiet.stats().evicted()).isZero();
        assertThat(loud.stats().evicted()).isPositive();
    }

    @Test
    void quietLogGetsItsMemoryFromTheLoudOne() {
        TrafficLog loud = store.open();
        fill(loopTap(loud), 2, 5000, 1000);
        TrafficLog quiet = store.open();
        fill(loopTap(quiet), 1, 10, 1000);

        assertThat(quiet.stats().stored()).isEqualTo(10);
        assertThat(store.held()).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void oldestRecordsGiveWayAndAreCountedExactly() {
        TrafficLog log = store.open();
        TrafficTap tap = loopTap(log);
        TrafficCursor lapped = log.cursor(true);
        TrafficCursor behind = log.cursor(true);
        for (int i = 0; i < 5000; i++) {
            in(tap, 1, Integer.toString(i), i);
            in(tap, 1, "x".repeat(i % 700), i);
            if (i == 100) {
                behind.poll(50, e -> {});
            }
        }

        TrafficStats stats = log.stats();
        List<TrafficEvent> events = all(lapped);
        assertThat(stats.total()).isEqualTo(10_000);
        assertThat(stats.evicted()).isPositive();
        assertThat(stats.stored()).isEqualTo(10_000 - stats.evicted());
        assertThat(events).hasSize((int) stats.stored());
        assertThat(lapped.lost()).isEqualTo(stats.evicted());
        assertThat(Traffic.text(events.getLast())).isEqualTo("x".repeat(4999 % 700));
        assertThat(all(behind)).hasSize((int) stats.stored());
        assertThat(behind.lost()).isEqualTo(stats.evicted() - 50);
        TrafficCursor late = log.cursor(true);
        assertThat(all(late)).hasSize((int) stats.stored());
        assertThat(late.lost()).isZero();
    }

    @Test
    void laneThatCameAndWasEvictedUnseenIsCountedAsLost() {
        TrafficLog log = store.open();
        TrafficCursor cursor = log.cursor(false);
        fill(loopTap(log), 1, 5000, 1000);

        int seen = all(cursor).size();

        assertThat(cursor.lost()).isPositive();
        assertThat(seen + cursor.lost()).isEqualTo(5000);
    }

    @Test
    void oldestOfALogIsEvictedWhicheverLaneItIsOn() {
        TrafficLog log = store.open();
        TrafficTap idle = loopTap(log);
        TrafficTap busy = loopTap(log);
        fill(idle, 1, 10, 1000);
        fill(busy, 2, 2000, 1000);

        // The chunk that the idle lane is still using stays.
        assertThat(stored(log)).filteredOn(e -> e.connection() == 1).hasSizeBetween(1, 9);
    }

    @Test
    void laneStartsItsOnlyChunkAnewWhenOthersHoldTheRest() {
        TrafficStore tiny = new TrafficStore(8 << 10, 64 << 10);
        TrafficLog log = tiny.open();
        TrafficTap first = loopTap(log);
        TrafficTap second = loopTap(log);
        in(first, 1, "stays", 0);
        fill(second, 2, 100, 1000);

        TrafficStats stats = log.stats();
        assertThat(tiny.held()).isEqualTo(8 << 10);
        assertThat(stats.total()).isEqualTo(101);
        assertThat(stats.stored() + stats.evicted()).isEqualTo(101);
        assertThat(stored(log))
                .extracting(TrafficEvent::connection)
                .startsWith(1L)
                .hasSize((int) stats.stored());
    }

    @Test
    void everyLaneGetsItsFirstChunkEvenBeyondTheBudget() {
        TrafficStore tiny = new TrafficStore(8 << 10, 64 << 10);
        for (int i = 0; i < 5; i++) {
            TrafficLog log = tiny.open();
            in(loopTap(log), i, "x", 0);
            assertThat(stored(log)).hasSize(1);
        }
        assertThat(tiny.held()).isEqualTo(5L * TrafficStore.SMALLEST_CHUNK);
    }

    @Test
    void budgetThatCannotHoldAnythingIsRefused() {
        assertThatThrownBy(() -> new TrafficStore(100, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrafficStore(BUDGET, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
