package org.netsonde.app.session;

import java.util.Arrays;
import org.netsonde.app.chart.RangeStrip;
import org.netsonde.engine.metrics.Sample;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;

/** How much crossed all endpoints of a session, over its whole length: what the strip shows. Immutable. */
final class Overview {

    /** More than a strip has pixels. */
    private static final int MOST_PARTS = 1_500;

    private static final double LEAST_PART_MILLIS = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final double from;
    private final double part;
    private final double[] bytes;

    private Overview(double from, double to) {
        this.from = from;
        int parts = (int) Math.clamp(Math.ceil((to - from) / LEAST_PART_MILLIS), 1, MOST_PARTS);
        part = Math.max(1, (to - from) / parts);
        bytes = new double[parts];
    }

    /** Reads a session; may wait for the disk. */
    static Overview of(Session session) {
        double from = session.info().started().toEpochMilli();
        double to = session.info().ended().toEpochMilli();
        Overview overview = new Overview(from, to);
        for (SessionEndpoint endpoint : session.endpoints()) {
            endpoint.metrics().seconds().forEach((long) from, (long) to, overview::add);
        }
        return overview;
    }

    /** Spreads what a sample counted over its interval. */
    private void add(Sample sample) {
        double millis = Math.max(1, sample.intervalNanos() / NANOS_PER_MILLI);
        double end = sample.atMillis();
        double perMilli = (sample.inRate() + sample.outRate()) / 1_000;
        int first = index(end - millis);
        int last = index(end);
        for (int i = first; i <= last; i++) {
            double left = Math.max(end - millis, from + i * part);
            double right = Math.min(end, from + (i + 1) * part);
            bytes[i] += Math.max(0, right - left) * perMilli;
        }
    }

    private int index(double millis) {
        return (int) Math.clamp(Math.floor((millis - from) / part), 0, bytes.length - 1.0);
    }

    /** The most bytes in a part. */
    double peak() {
        return Arrays.stream(bytes).max().orElse(0);
    }

    /** Puts it into a strip. */
    void show(RangeStrip strip) {
        for (int i = 0; i < bytes.length; i++) {
            strip.append((long) (from + (i + 0.5) * part), bytes[i] / part * 1_000);
        }
    }
}
