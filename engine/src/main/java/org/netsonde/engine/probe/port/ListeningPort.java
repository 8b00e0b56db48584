package org.netsonde.engine.probe.port;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A socket that listens, or for UDP one that is bound.
 *
 * @param transport whether it is of TCP or UDP
 * @param address where it listens; the wildcard address for everywhere
 * @param owner the id of the user whose it is; -1 where that is unknown
 * @param program who listens; null where the system does not tell, as of programs of others
 */
public record ListeningPort(
        Transport transport,
        InetSocketAddress address,
        int owner,
        @Nullable Program program) {

    /** The transports. */
    public enum Transport {
        TCP,
        UDP
    }

    /**
     * A program that runs.
     *
     * @param pid its process id
     * @param name its short name
     * @param command its command line, cut off at 256 characters; empty where it has none
     */
    public record Program(long pid, String name, String command) {}

    /** Whether what is sent to an address of this machine arrives here. */
    public boolean covers(InetAddress other) {
        return address.getAddress().isAnyLocalAddress() || address.getAddress().equals(other);
    }
}
