/** Names and values to be read, selected and copied, of connections and of certificates. */
@NullMarked
package org.netsonde.app.fact;

import org.jspecify.annotations.NullMarked;
