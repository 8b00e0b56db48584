/** One conversation taken apart: how long each of its phases took, from the look-up to the end of the reply. */
@NullMarked
package org.netsonde.engine.probe.phase;

import org.jspecify.annotations.NullMarked;
