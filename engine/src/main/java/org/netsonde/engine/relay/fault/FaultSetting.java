package org.netsonde.engine.relay.fault;

import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.relay.link.Ways;

/**
 * A fault of a relay, as its settings have it.
 *
 * @param on whether it is at work
 * @param fault what it does
 * @param direction which ways it is met
 * @param probability how likely it is: for each message or datagram; for each connection where there are none, and with
 *     faults that are about bytes as they leave (see {@link Fault.Level})
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
        this(new Latency(), Ways.BOTH, 1);
    }

    /** One that is on, with the seed 1. */
    public FaultSetting(Fault fault, Ways direction, double probability) {
        this(true, fault, direction, probability, 1);
    }
}
