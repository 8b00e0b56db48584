package org.netsonde.engine.probe.port;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * What listens on this machine.
 *
 * @param ports the sockets, by transport, port and address; at most 10,000
 * @param hidden how many of them are of programs that the system does not name without more rights
 * @param note what is missing and how to find out: that there is no telling here, or more sockets than are read; null where it
 *     is all there
 */
public record PortReading(
        List<ListeningPort> ports, int hidden, @Nullable Phrase note) {

    public PortReading {
        ports = List.copyOf(ports);
    }
}
