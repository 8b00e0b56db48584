/** The page that inspects TLS servers. */
@NullMarked
package org.netsonde.app.inspector;

import org.jspecify.annotations.NullMarked;
