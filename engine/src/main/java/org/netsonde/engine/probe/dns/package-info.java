/** Asks name servers themselves (RFC 1035), and the resolver of the system beside them. */
@NullMarked
package org.netsonde.engine.probe.dns;

import org.jspecify.annotations.NullMarked;
