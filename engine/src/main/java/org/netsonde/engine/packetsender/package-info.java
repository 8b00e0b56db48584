/**
 * Reads the packets that Packet Sender, a free program for sending packets by hand, keeps: what its {@code packets.ini} and
 * its exports in JSON hold.
 */
@NullMarked
package org.netsonde.engine.packetsender;

import org.jspecify.annotations.NullMarked;
