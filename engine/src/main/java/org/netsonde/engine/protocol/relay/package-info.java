/**
 * The entry of the relay in the registry; what it is made of stands in {@code org.netsonde.engine.relay}.
 */
@NullMarked
package org.netsonde.engine.protocol.relay;

import org.jspecify.annotations.NullMarked;
