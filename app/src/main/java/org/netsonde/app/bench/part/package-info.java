/** What the pages of benches are put together from. */
@NullMarked
package org.netsonde.app.bench.part;

import org.jspecify.annotations.NullMarked;
