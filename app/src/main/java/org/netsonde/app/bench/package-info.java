/** Benches: screens of several pages, which are listed at the left. */
@NullMarked
package org.netsonde.app.bench;

import org.jspecify.annotations.NullMarked;
