package org.netsonde.engine.metrics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes samples for tests of the history. */
final class Samples {

    static final long START = 1_700_000_000_000L;

    private final SplittableRandom random;
    private final int own;
    private long at = START;
    private long uptime;
    private boolean running = true;
    private final long[] counts = new long[6];
    private final long[] figures;

    Samples(long seed, int own) {
        random = new SplittableRandom(seed);
        this.own = own;
        figures = new long[own];
    }

    /** A sample of a busy tenth of a second. */
    Sample busy() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += random.nextInt(i < 2 ? 2 : 1_000_000);
        }
        for (int i = 0; i < own; i++) {
            figures[i] += random.nextInt(100);
        }
        long p50 = random.nextLong(10_000, 200_000);
        return next(new Percentiles(random.nextInt(1, 100_000), p50 * 1.01, p50, p50 + 20_000, p50 * 5, p50 * 9));
    }

    /** A sample of a tenth of a second in which nothing happened. */
    Sample idle() {
        return next(Percentiles.NONE);
    }

    /** As {@link #idle()}, but the protocol's own figures go on by this much. */
    Sample idle(long[] gains) {
        for (int i = 0; i < own; i++) {
            figures[i] += gains[i];
        }
        return idle();
    }

    /** Counters for histories. */
    static List<MetricSpec> figures(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> MetricSpec.counter("figure_" + i))
                .toList();
    }

    /** The endpoint stops. */
    void stop() {
        running = false;
    }

    private Sample next(Percentiles latency) {
        at += 100;
        uptime = running ? uptime + 100_000_000 + random.nextInt(1_000) : 0;
        return new Sample(
                at,
                100_000_000,
                uptime,
                (int) counts[0],
                counts[0],
                counts[2],
                counts[1],
                counts[4],
                counts[5],
                counts[2],
                counts[3],
                0,
                0,
                0,
                0,
                latency,
                figures.clone());
    }
}
