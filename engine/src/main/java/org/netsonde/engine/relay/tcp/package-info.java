/**
 * The relay of byte streams: one conversation for each client's connection, with the connection to its back end on the same
 * event loop.
 */
@NullMarked
package org.netsonde.engine.relay.tcp;

import org.jspecify.annotations.NullMarked;
