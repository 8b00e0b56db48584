package org.netsonde.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.Failure;

class WriterSetTest {

    private static final MetricSpec ROUNDS = MetricSpec.counter("rounds");
    private static final MetricSpec WAITING = MetricSpec.gauge("waiting");

    private static final long HANDOVERS = 20_000;

    private final WriterSet writers = new WriterSet(List.of(ROUNDS, WAITING));
    private final List<EventExecutor> loops = new ArrayList<>();

    @AfterEach
    void stopLoops() throws Exception {
        for (EventExecutor loop : loops) {
            stop(loop);
        }
    }

    @Test
    void sameOwnerGetsTheSameWriter() {
        EventExecutor one = loop();
        EventExecutor other = loop();

        assertThat(writers.writer(one)).isSameAs(writers.writer(one)).isNotSameAs(writers.writer(other));
        assertThat(writers.writer(new Object()))
                .isSameAs(writers.writer(Thread.currentThread()))
                .isNotSameAs(writers.writer(one));
    }

    @Test
    void executorWithoutThreadOfItsOwnSharesTheSafeWriter() {
        assertThat(writers.writer(ImmediateEventExecutor.INSTANCE)).isSameAs(writers.writer("thread"));
    }

    @Test
    void countsWrittenOnTwoLoopsAndSharedByThreadsAddUp() throws Exception {
        EventExecutor one = loop();
        EventExecutor other = loop();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            threads.add(Thread.ofPlatform().start(() -> write(writers.writer(Thread.currentThread()), 10_000)));
        }
        var first = one.submit(() -> write(writers.writer(one), 10_000));
        var second = other.submit(() -> write(writers.writer(other), 10_000));

        // Read while they write: a reader must never see a count go back.
        long seen = 0;
        while (!first.isDone() || !second.isDone()) {
            long now = writers.read()[Slots.BYTES_IN];
            assertThat(now).isGreaterThanOrEqualTo(seen);
            seen = now;
        }
        first.get();
        second.get();
        for (Thread thread : threads) {
            thread.join();
        }

        long[] totals = writers.read();
        assertThat(totals[Slots.BYTES_IN]).isEqualTo(5 * 10_000 * 3);
        assertThat(totals[Slots.MESSAGES_IN]).isEqualTo(5 * 10_000);
        assertThat(totals[Slots.BYTES_OUT]).isEqualTo(5 * 10_000 * 4);
        assertThat(totals[Slots.MESSAGES_OUT]).isEqualTo(5 * 10_000 * 2);
        assertThat(totals[Slots.error(Failure.Kind.IO)]).isEqualTo(5 * 10_000);
        assertThat(totals[Slots.FIRST_OWN]).isEqualTo(5 * 10_000 * 7);
        assertThat(totals[Slots.LATENCIES]).isEqualTo(5 * 10_000 * 2);
        long[] buckets = new long[LatencyBuckets.COUNT];
        writers.addLatenciesTo(buckets);
        assertThat(buckets[LatencyBuckets.indexOf(1_000)]).isEqualTo(5 * 10_000 * 2);
    }

    @Test
    void neverMoreAreClosedThanWereOpenedThoughLoopsHandConnectionsOver() throws Exception {
        EventExecutor opener = loop();
        EventExecutor closer = loop();
        MeterWriter opens = writers.writer(opener);
        MeterWriter closes = writers.writer(closer);
        AtomicLong turn = new AtomicLong(); // even: the next is opened, odd: it is closed
        var opening = opener.submit(() -> handOver(turn, 0, opens::opened));
        var closing = closer.submit(() -> handOver(turn, 1, closes::closed));

        while (!closing.isDone()) {
            long[] totals = writers.read();
            assertThat(totals[Slots.OPENED] - totals[Slots.CLOSED]).isNotNegative();
        }

        opening.get();
        closing.get();
        long[] totals = writers.read();
        assertThat(totals[Slots.OPENED]).isEqualTo(HANDOVERS);
        assertThat(totals[Slots.CLOSED]).isEqualTo(HANDOVERS);
    }

    @Test
    void terminatedLoopLeavesItsCountsAndNoWriter() throws Exception {
        for (int restart = 1; restart <= 5; restart++) {
            EventExecutor loop = loop();
            loop.submit(() -> write(writers.writer(loop), 100)).get();
            assertThat(writers.read()[Slots.MESSAGES_IN]).isEqualTo(restart * 100L);
            assertThat(writers.loops()).isEqualTo(1);

            stop(loop);

            assertThat(writers.read()[Slots.MESSAGES_IN]).isEqualTo(restart * 100L);
            assertThat(writers.loops()).isZero();
            long[] buckets = new long[LatencyBuckets.COUNT];
            writers.addLatenciesTo(buckets);
            assertThat(buckets[LatencyBuckets.indexOf(1_000)]).isEqualTo(restart * 200L);
        }
    }

    @Test
    void ownFigureIsFoundByValueAndAnUndeclaredOneIsIgnored() {
        MeterWriter writer = writers.writer("thread");

        writer.add(MetricSpec.gauge("waiting"), 5);
        writer.add(WAITING, -2);
        writer.add(MetricSpec.counter("unknown"), 100);

        long[] totals = writers.read();
        assertThat(totals[Slots.FIRST_OWN]).isZero();
        assertThat(totals[Slots.FIRST_OWN + 1]).isEqualTo(3);
    }

    @Test
    void latencyCountedZeroTimesIsNone() {
        writers.writer("thread").latency(5, 0);

        assertThat(writers.read()[Slots.LATENCIES]).isZero();
    }

    private static void handOver(AtomicLong turn, int parity, Runnable action) {
        for (long mine = parity; mine < 2 * HANDOVERS; mine += 2) {
            while (turn.get() != mine) {
                Thread.yield();
            }
            action.run();
            turn.set(mine + 1);
        }
    }

    private static void write(MeterWriter writer, int times) {
        for (int i = 0; i < times; i++) {
            writer.read(3, 1, 0);
            writer.written(4, 2, 0);
            writer.failed(Failure.Kind.IO);
            writer.latency(1_000, 2);
            writer.add(ROUNDS, 7);
        }
    }

    private EventExecutor loop() {
        EventExecutor loop = new DefaultEventExecutor();
        loops.add(loop);
        return loop;
    }

    private static void stop(EventExecutor loop) throws Exception {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).get();
        Awaitility.await().until(loop::isTerminated);
    }
}
