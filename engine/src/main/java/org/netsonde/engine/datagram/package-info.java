/**
 * Datagram sockets: opening and bounding them, reading in batches, what the system dropped, and how the replies to a
 * client are told apart. Nothing here knows a protocol's settings.
 */
@NullMarked
package org.netsonde.engine.datagram;

import org.jspecify.annotations.NullMarked;
