package org.netsonde.engine.protocol.udp;

import org.netsonde.engine.protocol.Option;

/**
 * How a client sends to a multicast group; without effect towards other addresses.
 *
 * @param networkInterface the name or an address of the interface; empty for the system's choice
 * @param ttl how many networks a datagram may pass; 1 for the nearest only
 * @param loopback whether members of the group on this machine hear it too
 */
public record MulticastSending(
        @Option(max = 64) String networkInterface,
        @Option(min = 0, max = 255) int ttl,
        boolean loopback) {

    /** Through the interface that the system chooses, no further than the nearest network. */
    public MulticastSending() {
        this("", 1, true);
    }
}
