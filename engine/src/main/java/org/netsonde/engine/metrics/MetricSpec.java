package org.netsonde.engine.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A figure of a protocol's own.
 *
 * @param id the column name in exports, in snake case; its label is {@code metric.<id>} in the message bundle
 * @param kind how it behaves
 * @param per the figure that it is shown in relation to, such as ready keys per round; null for none. Exports hold the
 *     figure itself
 * @param background whether it grows also while nothing happens, as time does; it then says nothing of whether an endpoint
 *     is idle
 * @param measure what its numbers count
 */
public record MetricSpec(String id, Kind kind, @Nullable MetricSpec per, boolean background, Measure measure) {

    /** What the numbers of a figure count. */
    public enum Measure {
        /** Things that happen or are there. */
        COUNT,
        BYTES,
        /** Nanoseconds; of a gauge, which is 0 where no time is known. */
        NANOS,
        /** Hundredths of the whole. */
        PERCENT
    }

    /** How a figure behaves. */
    public enum Kind {
        /** Grows; shown as a rate and a total. */
        COUNTER,
        /** Goes up and down; shown as it is. */
        GAUGE,
        /**
         * Nanoseconds that were spent; grows, and is shown as a share of the time that passed, or as milliseconds for each
         * of another figure.
         */
        TIME
    }

    /** A figure that only grows. */
    public static MetricSpec counter(String id) {
        return new MetricSpec(id, Kind.COUNTER, null, false, Measure.COUNT);
    }

    /** A figure that goes up and down. */
    public static MetricSpec gauge(String id) {
        return new MetricSpec(id, Kind.GAUGE, null, false, Measure.COUNT);
    }

    /** Nanoseconds spent on something, shown as a share of the time that passed. */
    public static MetricSpec time(String id) {
        return new MetricSpec(id, Kind.TIME, null, true, Measure.COUNT);
    }

    /**
     * How long something took, such as handshakes: nanoseconds in all, shown as the milliseconds of each on average. Its
     * nanoseconds are added before it is counted, so that no reading finds one without its time.
     *
     * @param id ends in {@code _ns}, as exports hold nanoseconds
     * @param times counts how often it happened
     */
    public static MetricSpec duration(String id, MetricSpec times) {
        return new MetricSpec(id, Kind.TIME, times, false, Measure.COUNT);
    }

    /** The same figure, shown in relation to another counter of the same protocol. */
    public MetricSpec per(MetricSpec other) {
        return new MetricSpec(id, kind, other, background, measure);
    }

    /** The same figure, of which it is known that it grows also while nothing happens. */
    public MetricSpec inBackground() {
        return new MetricSpec(id, kind, per, true, measure);
    }

    /** The same figure, counted in bytes. */
    public MetricSpec inBytes() {
        return new MetricSpec(id, kind, per, background, Measure.BYTES);
    }

    /** The same gauge, of a time in nanoseconds; its id ends in {@code _ns}. */
    public MetricSpec inNanos() {
        return new MetricSpec(id, kind, per, background, Measure.NANOS);
    }

    /** The same figure, in hundredths of the whole. */
    public MetricSpec inPercent() {
        return new MetricSpec(id, kind, per, background, Measure.PERCENT);
    }
}
