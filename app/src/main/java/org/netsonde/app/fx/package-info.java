/** Small helpers between the engine's threads and the JavaFX thread; no words, no layout. */
@NullMarked
package org.netsonde.app.fx;

import org.jspecify.annotations.NullMarked;
