package org.netsonde.engine.transport;

import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;

/**
 * What the system tells of the socket of a TCP connection, as of one moment.
 *
 * @param sendBuffer the size of its send buffer as the system has it, in bytes (SO_SNDBUF); Linux has twice what it was asked
 *     for
 * @param receiveBuffer the size of its receive buffer, likewise (SO_RCVBUF)
 * @param tcp how TCP fares on it; null where that is not told
 * @param untold why that is not told; null where it is
 */
public record SocketFacts(
        int sendBuffer,
        int receiveBuffer,
        @Nullable TcpInfo tcp,
        @Nullable Phrase untold) {}
