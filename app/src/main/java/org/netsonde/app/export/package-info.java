/** How a run is taken away as files: the dialog that asks what of it, in which formats and where. */
@NullMarked
package org.netsonde.app.export;

import org.jspecify.annotations.NullMarked;
