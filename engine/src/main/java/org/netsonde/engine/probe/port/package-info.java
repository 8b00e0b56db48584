/** Which ports of this machine are listened on, and by which programs. */
@NullMarked
package org.netsonde.engine.probe.port;

import org.jspecify.annotations.NullMarked;
