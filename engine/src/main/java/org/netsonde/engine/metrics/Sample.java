package org.netsonde.engine.metrics;

import java.util.Arrays;

/**
 * One reading of an endpoint's meter. Counts are since the endpoint was created; rates and latencies are of the interval
 * that ends at {@code atMillis}.
 *
 * @param atMillis the wall clock at the end of the interval, in milliseconds since the epoch
 * @param intervalNanos how long the interval was
 * @param uptimeNanos how long the endpoint has been running, 0 when it is not
 * @param open connections open now
 * @param total connections since the start
 * @param requests servers: messages received; clients: messages sent
 * @param errors failures of every kind
 * @param bytesIn bytes received on the wire
 * @param bytesOut bytes sent on the wire
 * @param messagesIn messages received
 * @param messagesOut messages sent
 * @param requestRate requests per second in the interval
 * @param errorRate errors in the interval divided by requests in the interval, at most 1; 1 where there were only errors
 * @param inRate bytes per second received in the interval
 * @param outRate bytes per second sent in the interval
 * @param latency latencies of the interval
 * @param own the protocol's own figures, in the order of its {@link MetricSpec}s
 */
public record Sample(
        long atMillis,
        long intervalNanos,
        long uptimeNanos,
        int open,
        long total,
        long requests,
        long errors,
        long bytesIn,
        long bytesOut,
        long messagesIn,
        long messagesOut,
        double requestRate,
        double errorRate,
        double inRate,
        double outRate,
        Percentiles latency,
        long[] own) {

    /** A sample of a moment at which nothing was counted yet. */
    public static Sample zero(int own) {
        long[] row = new long[SampleRow.width(own)];
        return SampleRow.toSample(row, row);
    }

    /** This sample with other open connections and another uptime. */
    public Sample withState(int newOpen, long newUptimeNanos) {
        return new Sample(
                atMillis,
                intervalNanos,
                newUptimeNanos,
                newOpen,
                total,
                requests,
                errors,
                bytesIn,
                bytesOut,
                messagesIn,
                messagesOut,
                requestRate,
                errorRate,
                inRate,
                outRate,
                latency,
                own);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample s && atMillis == s.atMillis && toString().equals(s.toString());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(atMillis);
    }

    @Override
    public String toString() {
        return "Sample[at=" + atMillis + ", interval=" + intervalNanos + ", up=" + uptimeNanos + ", open=" + open
                + ", total=" + total + ", requests=" + requests + ", errors=" + errors + ", bytes=" + bytesIn + "/"
                + bytesOut + ", messages=" + messagesIn + "/" + messagesOut + ", rates=" + requestRate + "/" + errorRate
                + "/" + inRate + "/" + outRate + ", latency=" + latency + ", own=" + Arrays.toString(own) + "]";
    }
}
