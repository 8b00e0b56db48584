/**
 * Live charts: bounded data, its reduction to pixel columns, drawing and interaction. Knows nothing of the engine; the
 * caller appends values and calls {@code render} from the window's one frame clock. Everything here belongs to the
 * JavaFX thread unless it says otherwise.
 */
@NullMarked
package org.netsonde.app.chart;

import org.jspecify.annotations.NullMarked;
