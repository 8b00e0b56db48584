/** Measurements with a main method; each states its conditions and takes less than a minute or says how long. */
@NullMarked
package org.netsonde.bench;

import org.jspecify.annotations.NullMarked;
