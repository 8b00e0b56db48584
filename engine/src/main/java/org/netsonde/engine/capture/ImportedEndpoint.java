package org.netsonde.engine.capture;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.metrics.Percentiles;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.protocol.Role;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.SessionWriter;
import org.netsonde.engine.traffic.Direction;
import org.netsonde.engine.traffic.TrafficEvent;

/**
 * An endpoint that is imported: writes its traffic, and its figures by the second as they follow from it. A request is what
 * comes in on a server, or goes out of a client, behind something in the other direction; its latency is the time from its
 * first byte to the first byte of what answers it.
 */
final class ImportedEndpoint {

    private static final long SECOND = 1_000_000_000L;
    private static final long MOST_NANOS = (1L << 42) - 1;

    /** What is known of an open connection: since when a request waits for an answer; 0 where none does. */
    private static final class Open {
        private long asked;
    }

    private final EndpointInfo info;
    private final boolean datagrams;
    private final SessionWriter writer;
    private final Lru<Long, Open> open = new Lru<>(CaptureWriter.MOST_FLOWS);
    private final Map<Failure.Kind, Long> errors = new EnumMap<>(Failure.Kind.class);
    private final Histogram latencies = new Histogram(1, MOST_NANOS, 2);
    private final long firstSecond;
    private long second;
    private boolean changed;
    private long written = Long.MIN_VALUE;
    private long total;
    private long requests;
    private long failures;
    private long bytesIn;
    private long bytesOut;
    private long messagesIn;
    private long messagesOut;
    private long requestsBefore;
    private long failuresBefore;
    private long bytesInBefore;
    private long bytesOutBefore;

    /** An endpoint whose first record is of this moment. */
    ImportedEndpoint(EndpointInfo info, boolean datagrams, SessionWriter writer, long nanos) {
        this.info = info;
        this.datagrams = datagrams;
        this.writer = writer;
        this.second = nanos / SECOND;
        this.firstSecond = second;
        writer.endpoint(info, List.of());
    }

    EndpointInfo info() {
        return info;
    }

    /** Takes the next record. */
    void event(TrafficEvent event) {
        advance(event.nanos());
        changed = true;
        switch (event.direction()) {
            case OPENED -> opened(event.connection());
            case CLOSED -> open.remove(event.connection());
            case FAILED -> failed(Failure.Kind.IO);
            case NOTED -> {}
            case IN, OUT -> data(event);
        }
        writer.traffic(info.id(), event);
    }

    /** Counts a failure of a certain kind, with its record. */
    void failed(Failure.Kind kind, TrafficEvent event) {
        advance(event.nanos());
        changed = true;
        failed(kind);
        writer.traffic(info.id(), event);
    }

    private void failed(Failure.Kind kind) {
        failures++;
        errors.merge(kind, 1L, Long::sum);
    }

    private Open opened(long connection) {
        Open made = new Open();
        open.put(connection, made);
        total++;
        return made;
    }

    private void data(TrafficEvent event) {
        boolean in = event.direction() == Direction.IN;
        if (in) {
            bytesIn += event.length();
            messagesIn++;
        } else {
            bytesOut += event.length();
            messagesOut++;
        }
        Open known = open.get(event.connection());
        Open connection = known == null ? opened(event.connection()) : known;
        boolean asks = in == (info.role() != Role.CLIENT);
        if (asks) {
            requests += datagrams || connection.asked == 0 ? 1 : 0;
            connection.asked = connection.asked == 0 ? event.nanos() : connection.asked;
        } else if (connection.asked != 0) {
            latencies.recordValue(Math.clamp(event.nanos() - connection.asked, 1, MOST_NANOS));
            connection.asked = 0;
        }
    }

    /** Writes the seconds that are over. */
    private void advance(long nanos) {
        long now = nanos / SECOND;
        if (now <= second) {
            return;
        }
        if (changed) {
            write(second + 1);
            changed = false;
        }
        // So that the rates of the next second are its own, and not those of all the time before.
        if (written < now) {
            write(now);
        }
        second = now;
    }

    /** Writes the last second. */
    void end() {
        if (changed || written == Long.MIN_VALUE) {
            write(second + 1);
        }
    }

    private void write(long endSecond) {
        @Nullable Histogram histogram = latencies.getTotalCount() == 0 ? null : latencies;
        Percentiles percentiles = histogram == null ? Percentiles.NONE : Percentiles.of(histogram);
        long asked = requests - requestsBefore;
        long failed = failures - failuresBefore;
        double errorRate = failed == 0 ? 0 : asked == 0 ? 1 : Math.min(1, (double) failed / asked);
        Sample sample = new Sample(
                endSecond * 1000,
                SECOND,
                (endSecond - firstSecond) * SECOND,
                open.size(),
                total,
                requests,
                failures,
                bytesIn,
                bytesOut,
                messagesIn,
                messagesOut,
                asked,
                errorRate,
                bytesIn - bytesInBefore,
                bytesOut - bytesOutBefore,
                percentiles,
                new long[0]);
        writer.sample(info.id(), sample, Map.copyOf(errors), histogram);
        latencies.reset();
        written = endSecond;
        requestsBefore = requests;
        failuresBefore = failures;
        bytesInBefore = bytesIn;
        bytesOutBefore = bytesOut;
    }
}
