package org.netsonde.engine.protocol;

import java.net.SocketAddress;
import java.time.Instant;

/**
 * One open connection, as the panel shows it.
 *
 * @param id counted up from 1 within the endpoint; never used again
 * @param remote the peer
 * @param since when it was opened
 */
public record Connection(long id, SocketAddress remote, Instant since) {}
