/** The traffic of one endpoint: what is read from its log off the JavaFX thread, filtered, kept, listed and taken apart. */
@NullMarked
package org.netsonde.app.traffic;

import org.jspecify.annotations.NullMarked;
