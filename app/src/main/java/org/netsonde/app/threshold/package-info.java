/** The thresholds of an endpoint to look at and to change. */
@NullMarked
package org.netsonde.app.threshold;

import org.jspecify.annotations.NullMarked;
