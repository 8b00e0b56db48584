package org.netsonde.engine.relay.fault;

import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Ways;

/**
 * A fault of a relay, as its settings have it.
 *
 * @param on whether it is at work
 * @param fault what it does
 * @param direction which ways it is met
 * @param probability how likely it is: for each message or datagram, or where there are none for each connection
 * @param seed from which everything random of it follows; the same seed gives the same run again
 */
public record FaultSetting(
        boolean on,
        Fault fault,
        Ways direction,
        @Option(min = 0, max = 1) double probability,
        long seed) {

    /** A delay of everything. */
    public FaultSetting() {
        this(true, new Latency(), Ways.BOTH, 1, 1);
    }
}
