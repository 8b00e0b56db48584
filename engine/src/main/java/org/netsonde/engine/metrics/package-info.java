/**
 * Meters that event loops write, the sampler that reads them ten times a second, and the bounded history it fills.
 */
@NullMarked
package org.netsonde.engine.metrics;

import org.jspecify.annotations.NullMarked;
