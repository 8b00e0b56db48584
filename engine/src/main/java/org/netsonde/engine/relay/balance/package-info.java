/**
 * The back ends of a relay: which of them gets a connection, which are well, and which are left alone.
 */
@NullMarked
package org.netsonde.engine.relay.balance;

import org.jspecify.annotations.NullMarked;
