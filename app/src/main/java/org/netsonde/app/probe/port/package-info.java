/** The page of ports that are listened on. */
@NullMarked
package org.netsonde.app.probe.port;

import org.jspecify.annotations.NullMarked;
