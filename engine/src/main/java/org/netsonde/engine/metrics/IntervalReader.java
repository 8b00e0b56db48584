package org.netsonde.engine.metrics;

import org.netsonde.engine.protocol.Role;

/** Makes a sample of what changed since its last one. Not safe for threads. */
final class IntervalReader {

    private final Role role;
    private long[] last;
    private boolean begun;
    private long lastNanos;

    IntervalReader(Role role, int own) {
        this.role = role;
        last = new long[SampleRow.width(own)];
    }

    /** The first interval begins here, unless it has begun. */
    void begin(long nowNanos) {
        if (!begun) {
            begun = true;
            lastNanos = nowNanos;
        }
    }

    /** The sample of the interval that ends now. */
    Sample next(long atMillis, long nowNanos, long uptimeNanos, long[] totals, Percentiles latency) {
        begin(nowNanos);
        long[] row = new long[last.length];
        row[SampleRow.AT] = atMillis;
        row[SampleRow.INTERVAL] = nowNanos - lastNanos;
        row[SampleRow.UPTIME] = uptimeNanos;
        row[SampleRow.OPEN] = Math.clamp(totals[Slots.OPENED] - totals[Slots.CLOSED], 0, Integer.MAX_VALUE);
        row[SampleRow.TOTAL] = totals[Slots.OPENED];
        row[SampleRow.REQUESTS] = totals[role == Role.CLIENT ? Slots.MESSAGES_OUT : Slots.MESSAGES_IN];
        row[SampleRow.ERRORS] = Slots.errors(totals);
        row[SampleRow.BYTES_IN] = totals[Slots.BYTES_IN];
        row[SampleRow.BYTES_OUT] = totals[Slots.BYTES_OUT];
        row[SampleRow.MESSAGES_IN] = totals[Slots.MESSAGES_IN];
        row[SampleRow.MESSAGES_OUT] = totals[Slots.MESSAGES_OUT];
        SampleRow.setLatency(row, latency);
        System.arraycopy(totals, Slots.FIRST_OWN, row, SampleRow.FIRST_OWN, row.length - SampleRow.FIRST_OWN);
        Sample sample = SampleRow.toSample(last, row);
        last = row;
        lastNanos = nowNanos;
        return sample;
    }
}
