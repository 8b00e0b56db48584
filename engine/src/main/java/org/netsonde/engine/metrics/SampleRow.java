package org.netsonde.engine.metrics;

import java.util.Arrays;

/**
 * A sample as a row of numbers, which is how history keeps it. A row has no rates: they follow from the row before, so
 * that merged rows have exact rates too.
 */
final class SampleRow {

    static final int AT = 0;
    static final int INTERVAL = 1;
    static final int UPTIME = 2;
    static final int OPEN = 3;
    static final int TOTAL = 4;
    static final int REQUESTS = 5;
    static final int ERRORS = 6;
    static final int BYTES_IN = 7;
    static final int BYTES_OUT = 8;
    static final int MESSAGES_IN = 9;
    static final int MESSAGES_OUT = 10;
    static final int LATENCIES = 11;
    static final int MEAN = 12;
    static final int P50 = 13;
    static final int P90 = 14;
    static final int P99 = 15;
    static final int MAX = 16;
    static final int FIRST_OWN = 17;

    private static final double NANOS_PER_SECOND = 1e9;

    private SampleRow() {}

    static int width(int own) {
        return FIRST_OWN + own;
    }

    static long[] of(Sample sample) {
        long[] row = new long[width(sample.own().length)];
        row[AT] = sample.atMillis();
        row[INTERVAL] = sample.intervalNanos();
        row[UPTIME] = sample.uptimeNanos();
        row[OPEN] = sample.open();
        row[TOTAL] = sample.total();
        row[REQUESTS] = sample.requests();
        row[ERRORS] = sample.errors();
        row[BYTES_IN] = sample.bytesIn();
        row[BYTES_OUT] = sample.bytesOut();
        row[MESSAGES_IN] = sample.messagesIn();
        row[MESSAGES_OUT] = sample.messagesOut();
        setLatency(row, sample.latency());
        System.arraycopy(sample.own(), 0, row, FIRST_OWN, sample.own().length);
        return row;
    }

    static void setLatency(long[] row, Percentiles latency) {
        row[LATENCIES] = latency.count();
        row[MEAN] = Double.doubleToRawLongBits(latency.mean());
        row[P50] = latency.p50();
        row[P90] = latency.p90();
        row[P99] = latency.p99();
        row[MAX] = latency.max();
    }

    /** The sample of a row. */
    static Sample toSample(long[] before, long[] row) {
        long interval = row[INTERVAL];
        long requests = row[REQUESTS] - before[REQUESTS];
        return new Sample(
                row[AT],
                interval,
                row[UPTIME],
                (int) row[OPEN],
                row[TOTAL],
                row[REQUESTS],
                row[ERRORS],
                row[BYTES_IN],
                row[BYTES_OUT],
                row[MESSAGES_IN],
                row[MESSAGES_OUT],
                rate(requests, interval),
                errorRate(row[ERRORS] - before[ERRORS], requests),
                rate(row[BYTES_IN] - before[BYTES_IN], interval),
                rate(row[BYTES_OUT] - before[BYTES_OUT], interval),
                latency(row),
                Arrays.copyOfRange(row, FIRST_OWN, row.length));
    }

    /** Whether the second row's uptime goes on from the first's: no start and no stop in between. */
    static boolean sameRun(long[] before, long[] row) {
        return (before[UPTIME] == 0) == (row[UPTIME] == 0) && before[UPTIME] <= row[UPTIME];
    }

    /**
     * One row for two neighbours: the later one's counts over both intervals. The mean latency is exact, percentiles
     * are the larger of the two, an upper bound.
     */
    static long[] merge(long[] earlier, long[] later) {
        long[] merged = later.clone();
        merged[INTERVAL] += earlier[INTERVAL];
        Percentiles a = latency(earlier);
        Percentiles b = latency(later);
        long count = a.count() + b.count();
        if (count > 0) {
            setLatency(
                    merged,
                    new Percentiles(
                            count,
                            (a.mean() * a.count() + b.mean() * b.count()) / count,
                            Math.max(a.p50(), b.p50()),
                            Math.max(a.p90(), b.p90()),
                            Math.max(a.p99(), b.p99()),
                            Math.max(a.max(), b.max())));
        }
        return merged;
    }

    private static Percentiles latency(long[] row) {
        return row[LATENCIES] == 0
                ? Percentiles.NONE
                : new Percentiles(
                        row[LATENCIES], Double.longBitsToDouble(row[MEAN]), row[P50], row[P90], row[P99], row[MAX]);
    }

    private static double rate(long count, long intervalNanos) {
        return intervalNanos <= 0 ? 0 : count * NANOS_PER_SECOND / intervalNanos;
    }

    private static double errorRate(long errors, long requests) {
        if (errors <= 0) {
            return 0;
        }
        return requests <= 0 ? 1 : Math.min(1, (double) errors / requests);
    }
}
