package org.netsonde.engine.metrics;

/**
 * A figure of a protocol's own.
 *
 * @param id the column name in exports, in snake case; its label is {@code metric.<id>} in the message bundle
 * @param kind whether it only grows or goes up and down
 */
public record MetricSpec(String id, Kind kind) {

    /** How a figure behaves. */
    public enum Kind {
        /** Grows; shown as a rate and a total. */
        COUNTER,
        /** Goes up and down; shown as it is. */
        GAUGE
    }

    /** A figure that only grows. */
    public static MetricSpec counter(String id) {
        return new MetricSpec(id, Kind.COUNTER);
    }

    /** A figure that goes up and down. */
    public static MetricSpec gauge(String id) {
        return new MetricSpec(id, Kind.GAUGE);
    }
}
