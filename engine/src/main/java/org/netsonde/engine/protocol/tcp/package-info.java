/**
 * TCP: a server and a client of byte streams. What they share with other stream protocols stands in
 * {@code org.netsonde.engine.stream}; here are only their settings and their entries in the registry.
 */
@NullMarked
package org.netsonde.engine.protocol.tcp;

import org.jspecify.annotations.NullMarked;
