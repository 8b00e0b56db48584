/** The bench of probes: what is found out about a host, and which ports of this machine are listened on. */
@NullMarked
package org.netsonde.app.probe;

import org.jspecify.annotations.NullMarked;
