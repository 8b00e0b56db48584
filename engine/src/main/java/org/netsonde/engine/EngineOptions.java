package org.netsonde.engine;

import org.netsonde.engine.transport.TransportKind;

/**
 * How an engine is set up.
 *
 * @param transport what Netty waits for sockets with
 * @param threads event loops; 0 for one a processor
 * @param metrics whether endpoints count; off only to measure what counting costs
 * @param capture whether traffic is recorded
 * @param historyBytes memory for all histories together
 * @param trafficBytes memory for all traffic logs together
 */
public record EngineOptions(
        TransportKind transport, int threads, boolean metrics, boolean capture, long historyBytes, long trafficBytes) {

    /** The memory for histories unless said otherwise. */
    public static final long HISTORY_BYTES = 64L << 20;

    /** The memory for traffic unless said otherwise. */
    public static final long TRAFFIC_BYTES = 64L << 20;

    /** Metrics and capture on, on the given transport. */
    public static EngineOptions on(TransportKind transport) {
        return new EngineOptions(transport, 0, true, true, HISTORY_BYTES, TRAFFIC_BYTES);
    }

    /** Metrics and capture on, on the transport preferred here. */
    public static EngineOptions standard() {
        return on(TransportKind.usable().getFirst());
    }
}
