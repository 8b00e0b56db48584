package org.netsonde.engine.har;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;

/** What went to one origin, counted by the second. Not safe for threads. */
final class HarEndpoint {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long MAX_LATENCY = (1L << 42) - 1;

    private final String id;
    private final TreeMap<Long, Second> seconds = new TreeMap<>();
    private final Map<String, Connection> connections = new HashMap<>();

    // Where the walk over the seconds is.
    private final Map<Failure.Kind, Long> errors = new EnumMap<>(Failure.Kind.class);
    private long first;
    private int open;
    private long total;
    private long requests;
    private long responses;
    private long failed;
    private long bytesIn;
    private long bytesOut;

    HarEndpoint(String id) {
        this.id = id;
    }

    /** What was counted in one second. */
    private static final class Second {
        private long requests;
        private long responses;
        private long bytesIn;
        private long bytesOut;
        private int opened;
        private int closed;
        private final List<Long> latencies = new ArrayList<>();
        private final Map<Failure.Kind, Long> errors = new EnumMap<>(Failure.Kind.class);
    }

    /** One connection, from its first use to its last. */
    private static final class Connection {
        private final long id;
        private long from;
        private long to;

        Connection(long id, long from) {
            this.id = id;
            this.from = from;
            this.to = from;
        }
    }

    String id() {
        return id;
    }

    private Second second(long nanos) {
        return seconds.computeIfAbsent(Math.floorDiv(nanos, SECOND_NANOS), _ -> new Second());
    }

    /** Whether a connection was used before. */
    boolean knows(String connection) {
        return connections.containsKey(connection);
    }

    /**
     * A connection was used.
     *
     * @return its number, from 1
     */
    long use(String connection, long from, long to) {
        Connection used = connections.computeIfAbsent(connection, _ -> new Connection(connections.size() + 1L, from));
        used.from = Math.min(used.from, from);
        used.to = Math.max(used.to, to);
        return used.id;
    }

    /** A request was sent. */
    void request(long nanos, long bytes) {
        Second second = second(nanos);
        second.requests++;
        second.bytesOut += bytes;
    }

    /** An answer came. */
    void response(long nanos, long bytes, long latencyNanos) {
        Second second = second(nanos);
        second.responses++;
        second.bytesIn += bytes;
        second.latencies.add(Math.clamp(latencyNanos, 0, MAX_LATENCY));
    }

    /** Something failed. */
    void failure(long nanos, Failure.Kind kind) {
        second(nanos).errors.merge(kind, 1L, Long::sum);
    }

    /** The seconds, since the epoch, to be written: those in which something was, and those next to them that are at rest. */
    NavigableSet<Long> finish() {
        for (Connection connection : connections.values()) {
            second(connection.from).opened++;
            second(connection.to + SECOND_NANOS).closed++;
        }
        first = seconds.isEmpty() ? 0 : seconds.firstKey();
        NavigableSet<Long> all = new TreeSet<>();
        for (long second : seconds.keySet()) {
            all.add(Math.max(first, second - 1));
            all.add(second);
            all.add(second + 1);
        }
        return all;
    }

    /**
     * A second.
     *
     * @param sample the counts up to its end
     * @param errors failures up to its end, by kind
     * @param latencies those of the second; null for none
     */
    record Row(
            Sample sample,
            Map<Failure.Kind, Long> errors,
            @Nullable Histogram latencies) {}

    /** The row of a second; to be asked for one after another. */
    Row row(long at) {
        Second second = seconds.getOrDefault(at, new Second());
        second.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
        long failures =
                second.errors.values().stream().mapToLong(Long::longValue).sum();
        open += second.opened - second.closed;
        total += second.opened;
        requests += second.requests;
        responses += second.responses;
        failed += failures;
        bytesIn += second.bytesIn;
        bytesOut += second.bytesOut;
        Histogram latencies = second.latencies.isEmpty() ? null : new Histogram(1, MAX_LATENCY, 2);
        if (latencies != null) {
            second.latencies.forEach(latencies::recordValue);
        }
        double errorRate =
                failures == 0 ? 0 : second.requests == 0 ? 1 : Math.min(1, (double) failures / second.requests);
        Sample sample = new Sample(
                (at + 1) * 1000,
                SECOND_NANOS,
                (at + 1 - first) * SECOND_NANOS,
                open,
                total,
                requests,
                failed,
                bytesIn,
                bytesOut,
                responses,
                requests,
                second.requests,
                errorRate,
                second.bytesIn,
                second.bytesOut,
                latencies == null ? Percentiles.NONE : Percentiles.of(latencies),
                new long[0]);
        return new Row(sample, Map.copyOf(errors), latencies);
    }
}
