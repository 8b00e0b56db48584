package org.netsonde.engine.probe.connect;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The attempts to one address family, which all went to one address.
 *
 * @param family the family
 * @param address the address, the first of the family that the look-up gave
 * @param attempts what was tried, in the order in which it began
 * @param stats the figures of that
 * @param path what the system tells of the way there
 */
public record FamilyConnects(
        AddressFamily family,
        InetSocketAddress address,
        List<ConnectAttempt> attempts,
        ConnectStats stats,
        PathFacts path) {

    public FamilyConnects {
        attempts = List.copyOf(attempts);
    }
}
