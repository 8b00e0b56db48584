/**
 * What the window adds to charts: the marks of what was annotated in a run, and the menu by which a chart is taken away as
 * a picture or as text. JavaFX thread only, unless it says otherwise.
 */
@NullMarked
package org.netsonde.app.charting;

import org.jspecify.annotations.NullMarked;
