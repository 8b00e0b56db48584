/**
 * The relay: an endpoint between clients and their servers, which balances, limits, injects faults and holds messages back.
 * Here is what carries the traffic; what is done to it on the way stands in packages of its own.
 */
@NullMarked
package org.netsonde.engine.relay;

import org.jspecify.annotations.NullMarked;
