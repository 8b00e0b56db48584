/**
 * UDP: a server and a client of datagrams, unicast, broadcast and multicast. The sockets themselves stand in
 * {@code org.netsonde.engine.datagram}.
 */
@NullMarked
package org.netsonde.engine.protocol.udp;

import org.jspecify.annotations.NullMarked;
