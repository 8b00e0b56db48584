/** Connects again and again on time, and counts what came of it. */
@NullMarked
package org.netsonde.engine.probe.connect;

import org.jspecify.annotations.NullMarked;
