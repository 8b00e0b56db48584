/** Asks a server again and again whether it is there, and how long that takes: {@code probe}. */
@NullMarked
package org.netsonde.engine.protocol.probe;

import org.jspecify.annotations.NullMarked;
