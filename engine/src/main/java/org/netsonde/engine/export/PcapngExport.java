package org.netsonde.engine.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.capture.CaptureInterface;
import org.netsonde.engine.capture.CaptureWriter;
import org.netsonde.engine.protocol.ProtocolRegistry;
import org.netsonde.engine.session.Annotation;
import org.netsonde.engine.session.TimeRange;
import org.netsonde.engine.traffic.TrafficCursor;
import org.netsonde.engine.traffic.TrafficEvent;

/**
 * {@code traffic.pcapng}: what crossed the chosen endpoints as packets, in the order of time, one interface for each
 * endpoint, for Wireshark and its like; see {@link CaptureWriter}. What was marked stands as a comment of the packet after
 * it. Connections that were opened before the range have their addresses all the same.
 *
 * @param protocols say how records looked on the wire
 */
record PcapngExport(ProtocolRegistry protocols) implements Export {

    /** How many records of one endpoint are read at once. */
    private static final int BATCH = 256;

    private static final int REPORT_EVERY = 1024;

    /** A run that goes on is not chased: records are in order but for what event loops wrote at the same time. */
    private static final long SLACK_NANOS = 1_000_000_000L;

    @Override
    public String id() {
        return "pcapng";
    }

    @Override
    public String fileName() {
        return "traffic.pcapng";
    }

    @Override
    public void write(ExportSource source, OutputStream out, Progress progress) throws IOException {
        progress.report(0);
        CaptureWriter writer = new CaptureWriter(
                "Netsonde " + source.session().version(), source.session().machine());
        List<Reading> readings = new ArrayList<>();
        for (ExportEndpoint endpoint : source.endpoints()) {
            int handle = writer.declare(CaptureInterface.of(endpoint.info(), protocols));
            readings.add(new Reading(handle, readings.size(), endpoint, source.range()));
        }
        writer.begin(out);
        for (Annotation annotation : source.annotations()) {
            writer.annotate(annotation);
        }
        Span span = Span.of(source);
        merge(readings, writer, span, progress);
        for (Reading reading : readings) {
            writer.lost(reading.handle, reading.lost());
        }
        writer.end();
        progress.report(1);
    }

    /**
     * The time that is exported.
     *
     * @param from its first nanosecond
     * @param to its last
     */
    private record Span(long from, long to) {
        static Span of(ExportSource source) {
            Instant now = Instant.now();
            long end = Math.min(source.range().toMillis(), now.toEpochMilli());
            return new Span(nanos(source.range().fromMillis()), nanos(end + 1) - 1);
        }

        private static long nanos(long millis) {
            return Math.multiplyExact(Math.clamp(millis, 0, Long.MAX_VALUE / 1_000_000), 1_000_000L);
        }

        /** How far a moment is, of what there is from the first record on. */
        double fraction(long first, long nanos) {
            long begin = Math.max(first, from);
            return to <= begin ? 0 : Math.clamp((double) (nanos - begin) / (to - begin), 0, 1);
        }
    }

    private static void merge(List<Reading> readings, CaptureWriter writer, Span span, Progress progress)
            throws IOException {
        PriorityQueue<Reading> next =
                new PriorityQueue<>(Comparator.comparingLong(Reading::nanos).thenComparingInt(Reading::order));
        readings.stream().filter(reading -> reading.advance(span.to())).forEach(next::add);
        long first = next.isEmpty() ? 0 : next.element().nanos();
        long count = 0;
        for (Reading oldest = next.poll(); oldest != null; oldest = next.poll()) {
            TrafficEvent event = oldest.event();
            if (event.nanos() < span.from()) {
                writer.pass(oldest.handle, event);
            } else {
                writer.write(oldest.handle, event);
            }
            if (count++ % REPORT_EVERY == 0) {
                // The last step is reported when all is written.
                progress.report(0.99 * span.fraction(first, event.nanos()));
            }
            if (oldest.advance(span.to())) {
                next.add(oldest);
            }
        }
    }

    /** One endpoint's place. */
    private static final class Reading {
        private final int handle;
        private final int order;
        private final TrafficCursor cursor;
        private final long lostBefore;
        private final Queue<TrafficEvent> batch = new ArrayDeque<>();
        private @Nullable TrafficEvent event;
        private boolean more = true;

        Reading(int handle, int order, ExportEndpoint endpoint, TimeRange range) {
            this.handle = handle;
            this.order = order;
            // What was lost before a part of the run says nothing of that part.
            this.lostBefore =
                    range.fromMillis() <= 0 ? endpoint.traffic().stats().evicted() : 0;
            this.cursor = endpoint.traffic().cursor(true);
        }

        int order() {
            return order;
        }

        TrafficEvent event() {
            TrafficEvent present = event;
            if (present == null) {
                throw new IllegalStateException("nothing was read");
            }
            return present;
        }

        long nanos() {
            return event().nanos();
        }

        long lost() {
            return lostBefore + cursor.lost();
        }

        /** Goes to the next record that is not later than a moment; false if there is none. */
        boolean advance(long to) {
            while (true) {
                event = batch.poll();
                if (event != null && event.nanos() <= to) {
                    return true;
                } else if (event != null) {
                    more &= event.nanos() - SLACK_NANOS <= to;
                } else if (more) {
                    more = cursor.poll(BATCH, batch::add) == BATCH;
                    if (batch.isEmpty()) {
                        return false;
                    }
                } else {
                    return false;
                }
            }
        }
    }
}
