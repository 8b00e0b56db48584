/**
 * The relay of datagrams: one conversation for each client's address.
 */
@NullMarked
package org.netsonde.engine.relay.udp;

import org.jspecify.annotations.NullMarked;
