package org.netsonde.engine.metrics;

import org.netsonde.engine.Failure;

/** Writes one endpoint's counters. A writer obtained for an event loop may only be called on that event loop. */
public interface MeterWriter {

    /** Counts nothing. */
    MeterWriter NONE = new NoWriter();

    /** A connection was opened. */
    void opened();

    /** A connection was closed. */
    void closed();

    /** Something failed. */
    void failed(Failure.Kind kind);

    /**
     * Bytes or messages were read. The wire meter reports bytes, framing reports messages.
     *
     * @param now {@link System#nanoTime()} of the read
     */
    void read(int bytes, int messages, long now);

    /** Bytes or messages were written; as {@link #read}. */
    void written(int bytes, int messages, long now);

    /**
     * A latency, or {@code count} equal ones. Servers: from read to reply written. Clients: from message to reply.
     *
     * @param nanos the latency; negative counts as 0
     */
    void latency(long nanos, int count);

    /** Adds to a figure of the protocol's own; ignored if the protocol did not declare it. */
    void add(MetricSpec metric, long delta);
}
