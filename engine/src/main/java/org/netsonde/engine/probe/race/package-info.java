/** Happy eyeballs (RFC 8305): both address families race to connect, beside each of them alone. */
@NullMarked
package org.netsonde.engine.probe.race;

import org.jspecify.annotations.NullMarked;
